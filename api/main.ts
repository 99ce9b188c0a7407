import './heap.ts'
import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { createLogger } from './log.ts'
import { StartError } from './start-error.ts'
import { endWithin } from './stopping.ts'
import { welcome } from './welcome.ts'
import { startWorkers } from './workers/primary.ts'

try {
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  const app = config.workers === 1 ? await startApp(config, logger) : await startWorkers(config, logger)
  process.stdout.write(welcome(app.url, config))

  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    // Asked twice: whoever asks will not wait.
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ signal }, 'stopping')
    return endWithin(config, logger, app.close)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
