import './v8-flags.ts'
import { banner } from './banner.ts'
import { readConfig } from './config.ts'
import { createLogger } from './lib/logger.ts'
import { StartError } from './lib/start-error.ts'
import { shutdownWithin } from './shutdown.ts'

/** Milliseconds within which signals count as one. */
const sameRequest = 500

try {
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  // Loaded only now: a start that cannot work is refused at once, and the primary of workers never needs the app itself.
  const app =
    config.workers === 1
      ? await import('./app.ts').then(({ startApp }) => startApp(config, logger))
      : await import('./workers/primary.ts').then(({ startWorkers }) => startWorkers(config, logger))

  let stoppingSince: number | undefined
  const stop = (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      // A second signal: its sender will not wait. But one Ctrl-C arrives from the terminal and again through npm.
      if (performance.now() - stoppingSince > sameRequest) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    logger.info({ signal }, 'stopping')
    return shutdownWithin(config, logger, app.close)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
  // From here on it may be told to end.
  process.stdout.write(banner(app.url, config))
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
