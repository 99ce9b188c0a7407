import type { Logger } from 'pino'
import type { OnIgnored } from './channels.ts'

/** Counts what arrived from other processes and was no message of ours. */
export type IgnoredMessages = { onIgnored: OnIgnored; count(): number }

/** Milliseconds between two lines of the log: a flood of garbage must not become a flood of lines. */
const lineEvery = 60_000

export function createIgnoredMessages(logger: Logger, now: () => number = () => performance.now()): IgnoredMessages {
  let count = 0
  let logged = 0
  let loggedAt = Number.NEGATIVE_INFINITY
  return {
    onIgnored: (channel, reason) => {
      count++
      if (now() - loggedAt < lineEvery) return
      logger.warn({ channel, reason, since: count - logged }, 'pubsub: a message was ignored')
      loggedAt = now()
      logged = count
    },
    count: () => count,
  }
}
