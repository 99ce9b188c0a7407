import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { createLogger } from './log.ts'
import { StartError } from './start-error.ts'
import { welcome } from './welcome.ts'

try {
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  const app = await startApp(config, logger)
  process.stdout.write(welcome(app.url, config))

  const stop = async (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'stopping')
    await app.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
