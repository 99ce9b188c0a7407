import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { createLogger } from './log.ts'
import { StartError } from './start-error.ts'
import { welcome } from './welcome.ts'

/** Milliseconds that stopping may take beyond the drain window. */
const stopDeadline = 15_000

try {
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  const app = await startApp(config, logger)
  process.stdout.write(welcome(app.url, config))

  let stopping = false
  const stop = async (signal: NodeJS.Signals) => {
    // Asked twice: whoever asks will not wait.
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ signal }, 'stopping')
    setTimeout(
      () => {
        logger.warn('stopping took too long: what was acknowledged is kept, the rest is cut off')
        process.exit(0)
      },
      config.drainWindow * 1_000 + stopDeadline,
    ).unref()
    await app.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
