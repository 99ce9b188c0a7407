import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError, type ErrorCode } from './errors.ts'

/** So many (`points`) in so many seconds (`duration`). */
export type Rate = { points: number; duration: number }

export type RateLimit = {
  /** Counts one and says how many there are now; throws the refusal when there are too many. */
  count(key: string): Promise<number>
  /** Forgets what was counted. */
  forget(key: string): Promise<void>
}

/** So many per key in so many seconds, in this process. `refusal` says so to the client. */
export function createRateLimit(limit: Rate, refusal: { code: ErrorCode; message: string }): RateLimit {
  const limiter = new RateLimiterMemory(limit)
  return {
    count: async (key) => {
      try {
        return (await limiter.consume(key)).consumedPoints
      } catch (error) {
        throw error instanceof RateLimiterRes ? new DomainError(refusal.code, refusal.message) : error
      }
    },
    forget: async (key) => {
      await limiter.delete(key)
    },
  }
}
