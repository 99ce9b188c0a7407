/** Milliseconds that whoever asks how a process is waits for a server to answer. */
const patience = 2_000

/** Rejects when there is no answer in time. */
export function withTimeout<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No answer in time')), patience)
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}
