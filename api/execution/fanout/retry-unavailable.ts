import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecutionResult } from 'graphql'
import { createBackoff } from '../../lib/backoff.ts'

type Executed = ExecutionResult | Promise<ExecutionResult>

/** Milliseconds between two attempts. */
const pauses = { first: 50, longest: 2_000 }

/**
 * The result of an operation for one event. An event is delivered once, so an error in its place could never be made
 * good: while a server that the operation needs is unavailable, this event and those behind it wait. `execute` is called
 * anew for every attempt.
 */
export function retryWhileUnavailable(execute: () => Executed): Executed {
  const executed = execute()
  if (executed instanceof Promise)
    return executed.then((result) => (isUnavailable(result) ? tryAgain(execute) : result))
  return isUnavailable(executed) ? tryAgain(execute) : executed
}

async function tryAgain(execute: () => Executed): Promise<ExecutionResult> {
  for (const backoff = createBackoff(pauses); ; ) {
    await sleep(backoff.next(), null, { ref: false })
    const result = await execute()
    if (!isUnavailable(result)) return result
  }
}

function isUnavailable({ errors }: ExecutionResult): boolean {
  return errors?.some((error) => error.extensions.code === 'UNAVAILABLE') ?? false
}
