import type { Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { StartError } from '../lib/start-error.ts'
import type { FromPrimary, FromWorker } from './ipc-messages.ts'

/** Where one of the workers works: when it dies, another takes its place. */
export type SupervisedWorker = {
  /** The address of its first worker, once that serves. Rejects, with a StartError if it has one, when it never does. */
  ready: Promise<string>
  /** Lets its worker finish what is in flight; returns when it has gone. */
  stop(): Promise<void>
}

/** Milliseconds before another worker is started, doubled each time that one has died at once. */
const pauses = { shortest: 100, longest: 10_000 }
/** Milliseconds after which a death is not one at once. */
const steady = 30_000

export function superviseWorker({ fork, logger }: { fork: () => Worker; logger: Logger }): SupervisedWorker {
  const stopped = new AbortController()
  const first = Promise.withResolvers<string>()
  let hasServed = false
  let worker = fork()

  const hear = (message: FromWorker) => {
    const { pid } = worker.process
    if (message.kind === 'ready') {
      logger.info({ worker: pid }, 'workers: one is ready')
      hasServed = true
      first.resolve(message.url)
    }
    if (message.kind === 'refused') {
      if (hasServed) logger.error({ worker: pid, reason: message.reason }, 'workers: one cannot start')
      first.reject(new StartError(message.reason))
      tell(worker, { kind: 'stop' })
    }
  }

  /** Resolves, when the worker is gone, with how it went. */
  const life = async (): Promise<string> => {
    worker.on('message', hear)
    // A worker that could not even be forked has no exit.
    const [code, signal] = await once(worker, 'exit').catch((error: Error) => [error.message])
    return signal ?? `exit code ${code}`
  }

  const run = async () => {
    for (let pause = pauses.shortest; ; ) {
      const since = Date.now()
      const end = await life()
      first.reject(new Error(`A worker ended before it was ready (${end})`))
      if (stopped.signal.aborted || !hasServed) return
      pause = Date.now() - since < steady ? Math.min(pause * 2, pauses.longest) : pauses.shortest
      logger.error({ worker: worker.process.pid, end, pause }, 'workers: one has died, another takes its place')
      do {
        await sleep(pause, null, { signal: stopped.signal }).catch(() => {})
        if (stopped.signal.aborted) return
      } while (!forkAgain())
    }
  }

  /** A machine that has no memory for another process may have some in a while. */
  const forkAgain = (): boolean => {
    try {
      worker = fork()
      return true
    } catch (error) {
      logger.error({ error: String(error) }, 'workers: another could not be started, trying again')
      return false
    }
  }
  const running = run()

  return {
    ready: first.promise,
    stop: () => {
      stopped.abort()
      tell(worker, { kind: 'stop' })
      return running
    },
  }
}

/** Whoever is gone need not be told. */
function tell(worker: Worker, message: FromPrimary): void {
  worker.send(message, () => {})
}
