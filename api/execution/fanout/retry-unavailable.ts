import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecutionResult } from 'graphql'

type Executed = ExecutionResult | Promise<ExecutionResult>

/** Milliseconds between two attempts. */
const shortest = 50
const longest = 2_000

/**
 * The result of an operation for one event. An event is told once, so an error in its place could never be made good:
 * while a server that the operation needs cannot be reached, its readers wait, and those behind it with them.
 * `execute` begins afresh at every attempt.
 */
export function retryWhileUnavailable(execute: () => Executed): Executed {
  const executed = execute()
  if (executed instanceof Promise) return executed.then((result) => (isAway(result) ? tryAgain(execute) : result))
  return isAway(executed) ? tryAgain(execute) : executed
}

async function tryAgain(execute: () => Executed): Promise<ExecutionResult> {
  for (let pause = shortest; ; pause = Math.min(pause * 2, longest)) {
    await sleep(pause, null, { ref: false })
    const result = await execute()
    if (!isAway(result)) return result
  }
}

function isAway({ errors }: ExecutionResult): boolean {
  return errors?.some((error) => error.extensions.code === 'UNAVAILABLE') ?? false
}
