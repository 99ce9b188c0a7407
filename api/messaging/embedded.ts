import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { startLoop, type WakeableLoop } from '../lib/wakeable-loop.ts'
import {
  type Broker,
  deliveryLimit,
  type Envelope,
  type EnvelopeHandler,
  PoisonMessage,
  PublishRejected,
  retryPauses,
} from './broker.ts'
import { routingKeyOf } from './event-names.ts'

export type EmbeddedBrokerOptions = {
  /**
   * Queues live beside everything else. While a queue's envelope is handled it holds one connection of this pool, and
   * its handler needs another: the pool must have more connections than there are queues.
   */
  db: Db
  log: Logger
  /** Milliseconds before the second, third, … delivery. */
  pauses?: readonly number[]
  /** Milliseconds; bounds the delay of what another process published. */
  slowTick?: number
}

type Row = Envelope & { rowId: number; attempts: number }

/**
 * A broker in tables of the database, for those who run no RabbitMQ, and as strict: what was published survives a
 * crash, envelopes are text in and out, a queue is consumed by one process at a time, failures are retried with pauses
 * and end as dead letters. Bindings of events to queues are rows, too: every process publishes to every queue.
 */
export function embeddedBroker(options: EmbeddedBrokerOptions): Broker {
  const { db } = options
  const queues = new Map<string, WakeableLoop>()
  // One insert after the other: rows are handled in the order of their ids, which two connections would mix up.
  let written: Promise<unknown> = Promise.resolve()
  let closed = false

  return {
    publish: async (envelope) => {
      if (closed) throw new Error('The embedded broker is closed')
      if (queues.size === 0) throw new Error('The embedded broker has no queue yet')
      // Postgres keeps no NUL in a text, and JSON has none either.
      if (envelope.body.includes('\u0000'))
        throw new PublishRejected('The body is not text: it contains a NUL character')
      const inserted = written.then(() => insert(db, envelope))
      written = inserted.catch(() => {})
      const names = await inserted
      if (names.length === 0) throw new PublishRejected(`No queue is bound to ${envelope.name}`)
      for (const name of names) queues.get(name)?.wake()
    },
    consume: async (events, handle, consumer) => {
      for (const event of events.map(routingKeyOf)) {
        const queue = consumer === undefined ? event : `${consumer}.${event}`
        await db.sql`insert into broker_binding (event, queue) values (${event}, ${queue}) on conflict do nothing`
        if (!closed) queues.set(queue, consumeQueue(queue, handle, options))
      }
    },
    ready: () => !closed,
    unavailable: () => [],
    close: async () => {
      closed = true
      await Promise.all([...queues.values()].map((queue) => queue.stop()))
      await written
    },
  }
}

/** One row for each queue that is bound to the event; returns the queues. */
async function insert(db: Db, { id, name, type, body, at }: Envelope): Promise<string[]> {
  const rows = await db.sql<{ name: string }[]>`
    insert into broker_message (message_id, name, event, type, body, at)
    select ${id}, queue, event, ${type}, ${body}, ${at} from broker_binding where event = ${name}
    returning name`
  return rows.map((row) => row.name)
}

function consumeQueue(name: string, handle: EnvelopeHandler, options: EmbeddedBrokerOptions): WakeableLoop {
  const { db, log, slowTick = 1_000 } = options
  // An empty queue is asked by one statement and not by a transaction: every process asks each of its queues all day.
  let wasEmpty = false
  return startLoop(async () => {
    try {
      if (wasEmpty) {
        const pause = (await nextDue(db, name)) ?? slowTick
        if (pause > 0) return { pause: Math.min(slowTick, pause), wakeable: true }
      }
      const handled = await db.transaction((tx) => handleNext(tx, name, handle, options))
      // What is due and cannot be had is being handled by another process.
      const pause = wasEmpty && !handled ? 25 : 0
      wasEmpty = !handled
      return { pause, wakeable: true }
    } catch (error) {
      if (!db.isAway(error))
        log.error({ queue: name, error: String(error) }, 'broker: stopped short, going on by itself')
      return { pause: slowTick, wakeable: true }
    }
  })
}

/**
 * Takes the first envelope that is due; false when there is none. The queue's lock and the row go with this
 * transaction: when the process dies in the middle, the envelope is there again at once, for the next consumer.
 */
async function handleNext(
  tx: Tx,
  name: string,
  handle: EnvelopeHandler,
  options: EmbeddedBrokerOptions,
): Promise<boolean> {
  const [lock] = await tx<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('parley.broker'), hashtext(${name})) as taken`
  if (!lock?.taken) return false
  const [row] = await tx<Row[]>`
    select id as row_id, message_id as id, coalesce(event, name) as name, type, body, at, attempts from broker_message
    where name = ${name} and dead_at is null and due_at <= now() order by row_id limit 1`
  if (!row) return false
  const { rowId, attempts, ...envelope } = row
  try {
    await handle(envelope, new Date())
    await tx`delete from broker_message where id = ${rowId}`
  } catch (error) {
    await failed(tx, name, row, error, options)
  }
  return true
}

async function failed(tx: Tx, queue: string, row: Row, error: unknown, options: EmbeddedBrokerOptions): Promise<void> {
  const { log, pauses = retryPauses } = options
  const attempts = row.attempts + 1
  const reason = reasonOf(error)
  const about = { queue, messageId: row.id, row: row.rowId, attempts, reason }
  if (error instanceof PoisonMessage || attempts >= deliveryLimit) {
    await tx`update broker_message set attempts = ${attempts}, dead_at = now(), reason = ${reason} where id = ${row.rowId}`
    log.error(about, 'broker: dead letter')
  } else {
    const pause = pauses[row.attempts] ?? pauses.at(-1) ?? 0
    await tx`
      update broker_message set attempts = ${attempts}, reason = ${reason},
        due_at = clock_timestamp() + make_interval(secs => ${pause / 1_000}) where id = ${row.rowId}`
    log.warn({ ...about, pause }, 'broker: an event could not be handled, trying again')
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', '').slice(0, 1_000)
}

/** Milliseconds until the next envelope is due, 0 when one is; null when there is none. */
async function nextDue(db: Db, name: string): Promise<number | null> {
  const [next] = await db.sql<{ ms: number | null }[]>`
    select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms from broker_message
    where name = ${name} and dead_at is null`
  return next?.ms == null ? null : Math.max(Math.ceil(next.ms), 0)
}
