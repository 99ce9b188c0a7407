import type { Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createBackoff } from '../lib/backoff.ts'
import { StartError } from '../lib/start-error.ts'
import type { OnIgnored } from '../pubsub/channels.ts'
import { type FromPrimary, parseFromWorker } from './ipc-messages.ts'

/** One of the workers that the primary keeps running: when its process dies, another one is started. */
export type SupervisedWorker = {
  /** The address of its first process, once that serves. Rejects, with a StartError if it has one, when it never does. */
  ready: Promise<string>
  /** Lets its process finish what is in flight; resolves when it has gone. */
  stop(): Promise<void>
}

/** Milliseconds before another process is started; longer each time that one has died early. */
const pauses = { first: 200, longest: 10_000 }
/** Milliseconds after which a death is not early. */
const steady = 30_000

export function superviseWorker(deps: { fork: () => Worker; logger: Logger; onIgnored: OnIgnored }): SupervisedWorker {
  const { fork, logger } = deps
  const stopped = new AbortController()
  const first = Promise.withResolvers<string>()
  let hasServed = false
  let worker = fork()

  const onMessage = (received: unknown) => {
    const { pid } = worker.process
    const message = parseFromWorker(received)
    if (!message) deps.onIgnored('ipc', 'it is nothing that a worker sends')
    if (message?.kind === 'ready') {
      logger.info({ worker: pid }, 'workers: one is ready')
      hasServed = true
      first.resolve(message.url)
    }
    if (message?.kind === 'refused') {
      if (hasServed) logger.error({ worker: pid, reason: message.reason }, 'workers: one cannot start')
      first.reject(new StartError(message.reason))
      send(worker, { kind: 'stop' })
    }
  }

  /** Resolves when the process has ended, with how. */
  const ended = async (): Promise<string> => {
    worker.on('message', onMessage)
    // A process that could not even be forked has no exit.
    const [code, signal] = await once(worker, 'exit').catch((error: Error) => [error.message])
    return signal ?? `exit code ${code}`
  }

  const run = async () => {
    for (const backoff = createBackoff(pauses); ; ) {
      const since = Date.now()
      const end = await ended()
      first.reject(new Error(`A worker ended before it was ready (${end})`))
      if (stopped.signal.aborted || !hasServed) return
      if (Date.now() - since >= steady) backoff.reset()
      const pause = Math.round(backoff.next())
      logger.error({ worker: worker.process.pid, end, pause }, 'workers: one has died, another is started')
      do {
        await sleep(pause, null, { signal: stopped.signal }).catch(() => {})
        if (stopped.signal.aborted) return
      } while (!forkAgain())
    }
  }

  /** False while the system cannot start another process, for want of memory for example. */
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
      send(worker, { kind: 'stop' })
      return running
    },
  }
}

/** With a callback, `send` does not throw when the worker has gone. */
function send(worker: Worker, message: FromPrimary): void {
  worker.send(message, () => {})
}
