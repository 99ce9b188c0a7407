/** Milliseconds that a health check waits for a server to answer. */
const timeout = 2_000

/** Rejects when there is no answer in time. */
export function withTimeout<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No answer in time')), timeout)
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}
