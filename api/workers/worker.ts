import '../v8-flags.ts'
import cluster from 'node:cluster'
import { startApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { connectPeers } from '../engines.ts'
import { createLogger } from '../lib/logger.ts'
import { StartError } from '../lib/start-error.ts'
import type { IpcChannel } from '../pubsub/ipc-hub.ts'
import { shutdownWithin } from '../shutdown.ts'
import type { FromPrimary, FromWorker } from './ipc-messages.ts'

// The program of a worker: what main.ts is to a process that is alone. Node ends it when the channel to the primary
// closes, however that came about, so no worker outlives its primary.
const config = readConfig(process.env)
const logger = createLogger(config.logLevel).child({ worker: cluster.worker?.id })
// If nobody hears it, Node is about to end this process.
const tell = (message: FromWorker) => process.send?.(message, undefined, undefined, () => {})

let close = async () => {}
process.on('message', ({ kind }: FromPrimary) => {
  if (kind === 'stop') shutdownWithin(config, logger, () => close())
})
// A terminal and systemd signal the workers too. When to stop is the primary's to say.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})

try {
  const app = await startApp(config, logger, connectPeers(process as IpcChannel))
  close = app.close
  tell({ kind: 'ready', url: app.url })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  tell({ kind: 'refused', reason: error.message })
}
