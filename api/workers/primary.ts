import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { startDatabase } from '../engines.ts'
import { createIgnoredMessages } from '../pubsub/ignored-messages.ts'
import { createIpcHub } from '../pubsub/ipc-hub.ts'
import { superviseWorker } from './supervisor.ts'

// The workers accept connections from one queue of the system. With round-robin scheduling the primary would hand some
// to a worker that has just died, where they hang for ever, and those are many: the clients of a dead worker reconnect at
// once.
cluster.schedulingPolicy = cluster.SCHED_NONE

const program = fileURLToPath(new URL('worker.ts', import.meta.url))

/**
 * The same as {@link startApp}, by `config.workers` processes behind one port. This one serves no requests: it opens the
 * port for the workers, passes their pub/sub messages on, keeps the embedded database, and starts another worker for one
 * that died. Resolves when all are ready; throws the StartError of the first that is not.
 */
export async function startWorkers(config: Config, logger: Logger): Promise<App> {
  const database = await startDatabase(config, logger)
  // The workers have a DATABASE_URL in any case, and could not tell what follows from having none.
  const env = {
    DATABASE_URL: database?.url ?? config.databaseUrl,
    DATABASE_URL_FILE: '',
    DEMO: config.demo ? 'on' : 'off',
  }
  cluster.setupPrimary({ exec: program, args: [], serialization: 'advanced' })
  const hub = createIpcHub()
  const { onIgnored } = createIgnoredMessages(logger)
  const fork = () => {
    const worker = cluster.fork(env)
    // Not before it is online: a worker that could not be started has no channel.
    worker.once('online', () => {
      const leave = hub.join(worker)
      worker.once('disconnect', leave)
    })
    return worker
  }
  // Whatever ends this process, and also when a worker is frozen. After kill -9 each ends by itself.
  process.once('exit', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL')
  })
  const supervised = Array.from({ length: config.workers }, () => superviseWorker({ fork, logger, onIgnored }))
  const close = async () => {
    await Promise.all(supervised.map((supervised) => supervised.stop()))
    await database?.stop()
  }
  try {
    const [url = ''] = await Promise.all(supervised.map((supervised) => supervised.ready))
    return { url, close }
  } catch (error) {
    await close()
    throw error
  }
}
