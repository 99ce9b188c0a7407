import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** Milliseconds that stopping may take beyond the drain window. */
const stopDeadline = 15_000

/** Closes and ends this process with 0, at the latest when the deadline has passed. */
export async function shutdownWithin(config: Config, logger: Logger, close: () => Promise<void>): Promise<void> {
  setTimeout(
    () => {
      logger.warn('stopping took too long: what was acknowledged is kept, the rest is cut off')
      process.exit(0)
    },
    config.drainWindow * 1_000 + stopDeadline,
  ).unref()
  await close()
  process.exit(0)
}
