import type { Logger } from 'pino'

const hour = 3_600_000

/**
 * Deletes rows that are out of date: runs every task now and every hour, until `stop()`. A task resolves with the number of
 * rows it removed; any number of processes may do the same one.
 */
export function startPruning(deps: {
  tasks: Record<string, () => Promise<number>>
  /** Whether a failure says that the database is away, which is logged elsewhere. */
  isAway(error: unknown): boolean
  logger: Logger
}): {
  stop(): Promise<void>
} {
  const prune = async () => {
    for (const [name, task] of Object.entries(deps.tasks)) {
      await task().then(
        (pruned) => deps.logger.debug({ name, pruned }, 'pruned'),
        (error) => {
          if (!deps.isAway(error))
            deps.logger.warn({ name, error: String(error) }, 'could not be pruned, trying again in an hour')
        },
      )
    }
  }
  let running = prune()
  const timer = setInterval(() => {
    running = prune()
  }, hour)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
