import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { startDatabase } from '../engines.ts'
import { createIpcHub } from '../pubsub/ipc-hub.ts'
import { superviseWorker } from './supervisor.ts'

// The workers take connections from one queue. Dealt out by the primary instead, one that is handed to a worker which
// has just died would hang for ever, and those are many: the clients of the dead come back at once.
cluster.schedulingPolicy = cluster.SCHED_NONE

const program = fileURLToPath(new URL('worker.ts', import.meta.url))

/**
 * The same as {@link startApp}, by `config.workers` processes behind one port. This one serves nobody: it opens the
 * port for the workers, passes their rings on, keeps the embedded database, and puts another worker in the place of one
 * that died. Resolves when all are ready; throws the StartError of the first that is not.
 */
export async function startWorkers(config: Config, logger: Logger): Promise<App> {
  const database = await startDatabase(config, logger)
  // What follows from having no DATABASE_URL was decided here.
  const env = { DATABASE_URL: database?.url ?? config.databaseUrl, DEMO: config.demo ? 'on' : 'off' }
  cluster.setupPrimary({ exec: program, args: [], serialization: 'advanced' })
  const hub = createIpcHub()
  const fork = () => {
    const worker = cluster.fork(env)
    // Not before: one that could not be started has no channel.
    worker.once('online', () => {
      const leave = hub.join(worker)
      worker.once('disconnect', leave)
    })
    return worker
  }
  // Whatever ends this process, and also if one of them is frozen. (After kill -9 each goes by itself.)
  process.once('exit', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL')
  })
  const supervised = Array.from({ length: config.workers }, () => superviseWorker({ fork, logger }))
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
