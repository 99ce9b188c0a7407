import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Db } from '../db/db.ts'
import { createBackoff } from '../lib/backoff.ts'
import type { Broker, Envelope } from './broker.ts'
import type { Consumer, Handler, HandlerContext, Task } from './consumer.ts'
import { onceKey } from './event-type.ts'
import { handleOnce, hasSeen } from './inbox.ts'

export type BridgeOptions = {
  broker: Broker
  db: Db
  consumers: readonly Consumer[]
  log: Logger
  /** Whether a failure says that the database is away, which is not the event's fault. It is logged elsewhere. */
  isAway(error: unknown): boolean
  /** Whether the database takes writes: while it does not, no failure is the event's fault. */
  isUp(): Promise<boolean>
  now?: () => Date
}

export type Bridge = {
  /** How many events were dropped as repetitions since the start. */
  repetitions(): number
  /** Ends every wait, so that the broker can return what is in flight. The broker's `close()` ends the consuming. */
  stop(): void
}

/**
 * Hands the events of all services, our own among them, from the broker to the consumers of the slices. Each consumer
 * has queues, inbox marks, retries and dead letters of its own. Resolves when all queues are consumed.
 */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  const { broker, db, consumers, log, now = () => new Date() } = options
  const stopped = new AbortController()
  let repetitions = 0

  const handlerOf = (consumer: Consumer, handler: Handler) => {
    const context: HandlerContext = {
      hasSeen: (type, subject) => hasSeen(db.sql, { consumer: consumer.name, key: onceKey(type, subject) }),
      signal: stopped.signal,
    }
    const attempt = async (task: Task) => {
      await task.before(context)
      return handleOnce(db, { consumer: consumer.name, key: task.inboxKey }, task.handle)
    }
    return async (envelope: Envelope, receivedAt: Date) => {
      const task = handler.open(envelope, { at: envelope.at ?? now(), receivedAt })
      const about = { consumer: consumer.name, event: handler.event, messageId: envelope.id, inboxKey: task.inboxKey }
      const isNew = await waitingOutOutages(() => attempt(task), about, stopped.signal, options)
      if (!isNew) repetitions++
      log.debug(about, isNew ? 'bridge: handled' : 'bridge: dropped a repetition')
    }
  }

  for (const consumer of consumers)
    for (const handler of consumer.handlers)
      await broker.consume([handler.event], handlerOf(consumer, handler), queuesOf(consumer))
  return { repetitions: () => repetitions, stop: () => stopped.abort(new Error('The bridge is stopping')) }
}

/** The queues of notifications have no prefix: they are older than other consumers. */
function queuesOf({ name }: Consumer): string | undefined {
  return name === 'notifications' ? undefined : name
}

/** A failure for want of the database is waited out in place: it costs the event no attempt, and the queue its order. */
async function waitingOutOutages<T>(
  attempt: () => Promise<T>,
  about: object,
  signal: AbortSignal,
  { log, isAway, isUp }: BridgeOptions,
): Promise<T> {
  const backoff = createBackoff({ first: 50, longest: 2_000 })
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isAway(error) && (await isUp())) throw error
      log.debug({ ...about, error: String(error) }, 'bridge: the database is away, waiting for it')
      // The pause comes first: a connection that breaks again and again must not be asked without end.
      do await sleep(backoff.next(), null, { signal })
      while (!(await isUp()))
    }
  }
}
