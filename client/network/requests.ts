import type { ExecutionResult, Sink, SubscribePayload } from 'graphql-ws'
import { requestTimeout } from './http.ts'

type Subscribe = (payload: SubscribePayload, sink: Sink<ExecutionResult>) => () => void

/**
 * Operations with one answer over a socket that, by itself, sends everything unfinished again after a reconnect. What is
 * sent here is withdrawn instead: whether it took effect is unknown, and only the caller knows whether it may be repeated.
 */
export function createRequests(subscribe: Subscribe) {
  const pending = new Set<(reason: Error) => void>()
  return {
    /** Rejects when `fail` is called or no answer has come in time. */
    send: (payload: SubscribePayload): Promise<ExecutionResult> =>
      new Promise((resolve, reject) => {
        const withdraw = (reason: Error) => {
          unsubscribe()
          end()
          reject(reason)
        }
        const end = () => {
          clearTimeout(timer)
          pending.delete(withdraw)
        }
        const unsubscribe = subscribe(payload, {
          // It stays pending until the server completes it: until then a reconnect would send it again.
          next(result) {
            clearTimeout(timer)
            resolve(result)
          },
          error(error) {
            end()
            if (Array.isArray(error)) resolve({ errors: error })
            else reject(error)
          },
          complete() {
            end()
            reject(new Error('The server completed the operation without an answer'))
          },
        })
        const timer = setTimeout(() => withdraw(new Error('The server did not answer in time')), requestTimeout)
        pending.add(withdraw)
      }),
    /** The socket is closed. Must be called before anything is sent again. */
    fail(): void {
      for (const withdraw of [...pending]) withdraw(new Error('The connection was lost before the answer'))
    },
  }
}
