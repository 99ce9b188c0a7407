import '../v8-flags.ts'
import cluster from 'node:cluster'
import { startApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { connectPeers } from '../engines.ts'
import { createLogger } from '../lib/logger.ts'
import { StartError } from '../lib/start-error.ts'
import { createIgnoredMessages } from '../pubsub/ignored-messages.ts'
import type { IpcChannel } from '../pubsub/ipc-hub.ts'
import { shutdownWithin } from '../shutdown.ts'
import { type FromWorker, parseFromPrimary } from './ipc-messages.ts'

// The program of a worker: what main.ts is to a process that is alone. Node ends it when the channel to the primary
// closes, for whatever reason, so no worker outlives its primary.
const config = readConfig(process.env)
const logger = createLogger(config.logLevel).child({ worker: cluster.worker?.id })
const ignored = createIgnoredMessages(logger)
// A channel that is closed reports to the callback; Node is about to end this process then.
const send = (message: FromWorker) => process.send?.(message, undefined, undefined, () => {})

let close = async () => {}
process.on('message', (received: unknown) => {
  const message = parseFromPrimary(received)
  if (message?.kind === 'stop') shutdownWithin(config, logger, () => close())
  if (!message) ignored.onIgnored('ipc', 'it is nothing that a primary sends')
})
// A terminal and systemd signal the workers too; the primary decides when they stop.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})

try {
  const peers = connectPeers(process as IpcChannel, ignored.onIgnored)
  const app = await startApp(config, logger, ignored, peers)
  close = app.close
  send({ kind: 'ready', url: app.url })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  send({ kind: 'refused', reason: error.message })
}
