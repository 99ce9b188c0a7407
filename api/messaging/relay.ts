import type { Logger } from 'pino'
import type { Db, DbClient } from '../db/db.ts'
import { createBackoff } from '../lib/backoff.ts'
import { createOutageLog, type OutageLog } from '../lib/outage.ts'
import { type Pause, startLoop } from '../lib/wakeable-loop.ts'
import { type Broker, type OutboxEvent, PublishRejected } from './broker.ts'

export type Relay = {
  /** There may be something to publish. Call it as often as you like: it returns at once. */
  wake(): void
  /** Resolves when the events that are being published are settled. */
  stop(): Promise<void>
}

type Row = OutboxEvent & { rowId: number; refusals: number }
/** When the broker does not take what it is given, although it can be reached. */
const troubleTexts = {
  begins: 'relay: the broker is in trouble, trying again until it takes events',
  goesOn: 'relay: the broker is still in trouble',
  ends: 'relay: the broker takes events again',
}
type Outcome = 'sent all' | 'sent some' | 'busy' | 'in trouble'
type Results = { sent: number[]; refused: { row: Row; error: PublishRejected }[]; trouble: Error | null }

/** Connections of the relay, beside the pool. */
export const relayConnections = 1
const batchSize = 100
/** An event that was rejected this often, with growing pauses of up to a minute in between, is parked: after about five minutes. */
const refusalLimit = 10
const lockName = 'parley.relay'

/**
 * Publishes the events of the outbox in the order in which they were written, and deletes each one after the broker has
 * confirmed it. One relay at a time over all processes, by a lock that ends with its transaction. Events about different
 * subjects are in flight together; an event about the same subject waits for the one before it, so none overtakes.
 *
 * While the broker is away nothing counts against an event: the relay pauses and goes on for ever. An event that the
 * broker rejects is tried again later, and the later ones about its subject wait for it. In the end it is parked with
 * the error and they go on. It is not parked while the broker only has no room for it.
 *
 * `slowTick` (ms) bounds the delay of events for which the relay was not woken: a process died between commit and publish.
 */
export function startRelay(options: { db: Db; broker: Broker; log: Logger; slowTick?: number }): Relay {
  const { broker, log, slowTick = 1_000 } = options
  const { db } = options
  const connection = db.single()
  const backoff = createBackoff({ first: 100, longest: 2_000 })
  /** Rows that the broker has confirmed and whose deletion failed. This process does not publish them again. */
  const confirmed = new Set<number>()
  const trouble = createOutageLog(log, troubleTexts)

  async function sendNext(): Promise<Outcome> {
    if (!broker.ready()) return 'in trouble'
    try {
      return await sendBatch(connection.sql, { broker, log, trouble, confirmed })
    } catch (error) {
      if (!db.isAway(error) && backoff.failures === 0)
        log.error({ error: String(error) }, 'relay: stopped short, going on by itself')
      return 'in trouble'
    }
  }

  async function turn(): Promise<Pause> {
    const outcome = await sendNext()
    if (outcome === 'in trouble') return { pause: backoff.next(), wakeable: false }
    backoff.reset()
    if (outcome === 'busy') return { pause: 50, wakeable: false }
    return { pause: outcome === 'sent all' ? slowTick : 0, wakeable: true }
  }
  const loop = startLoop(turn)

  return { wake: loop.wake, stop: () => loop.stop().finally(connection.close) }
}

type Sending = { broker: Broker; log: Logger; trouble: OutageLog; confirmed: Set<number> }

async function sendBatch(tx: DbClient, sending: Sending): Promise<Outcome> {
  let open = true
  try {
    // One round trip. `begin` is executed at once, because a statement is otherwise sent only when it is awaited. The rows
    // that were read without the lock are thrown away.
    const begun = tx`begin`.execute()
    const [lock, rows] = await Promise.all([takeLock(tx), nextRows(tx), begun])
    if (!lock.taken) return 'busy'
    // What cannot be deleted must not be published: it would be again and again.
    if (rows.length > 0 && !lock.mayDelete) throw new NotWritable()
    const outcome = await sendAll(rows, tx, sending)
    await tx`commit`
    open = false
    return outcome
  } finally {
    // It is not waited for: on this connection it runs before the next batch's begin.
    if (open) tx`rollback`.catch(() => {})
  }
}

/** As Postgres says it of a write in a read-only transaction. */
class NotWritable extends Error {
  readonly code = '25006'

  constructor() {
    super('the outbox takes no writes')
  }
}

async function sendAll(rows: readonly Row[], tx: DbClient, sending: Sending): Promise<Outcome> {
  const { broker, log, trouble, confirmed } = sending
  const results: Results = { sent: [], refused: [], trouble: null }
  const bySubject = Map.groupBy(rows, (row) => row.subject)
  await Promise.all([...bySubject.values()].map((chain) => sendInTurn(chain, broker, results, confirmed)))
  if (results.sent.length > 0) {
    await tx`delete from outbox where id in ${tx(results.sent)}`
    for (const rowId of results.sent) confirmed.delete(rowId)
  }
  for (const { row, error } of results.refused) await putOff(tx, row, error, log)
  if (results.trouble) {
    // That it cannot be reached is logged by its engine.
    if (broker.ready()) trouble.failed(results.trouble)
    return 'in trouble'
  }
  trouble.recovered()
  return rows.length === batchSize || results.sent.length < rows.length ? 'sent some' : 'sent all'
}

// A relay that froze in the middle must not keep the others out for ever: the server ends its transaction.
async function takeLock(tx: DbClient): Promise<{ taken: boolean; mayDelete: boolean }> {
  const [lock] = await tx<{ taken: boolean; mayDelete: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext(${lockName})) as taken,
           current_setting('transaction_read_only') = 'off' and has_table_privilege('outbox', 'delete') as may_delete,
           set_config('idle_in_transaction_session_timeout', '60s', true)`
  return lock ?? { taken: false, mayDelete: false }
}

function nextRows(tx: DbClient): Promise<Row[]> {
  return tx<Row[]>`
    select id as row_id, message_id as id, name, type, subject, body, at, refusals
    from outbox waiting
    where set_aside_at is null and due_at <= now() and not exists (
      select 1 from outbox earlier
      where earlier.subject = waiting.subject and earlier.id < waiting.id
        and earlier.set_aside_at is null and earlier.due_at > now()
    )
    order by row_id limit ${batchSize}`
}

async function sendInTurn(
  chain: readonly Row[],
  broker: Broker,
  results: Results,
  confirmed: Set<number>,
): Promise<void> {
  for (const row of chain) {
    if (results.trouble) return
    const { id, name, type, body, at, subject } = row
    try {
      if (!confirmed.has(row.rowId)) await broker.publish({ id, name, type, body, at, subject })
      confirmed.add(row.rowId)
      results.sent.push(row.rowId)
    } catch (error) {
      if (error instanceof PublishRejected) results.refused.push({ row, error })
      else results.trouble = error instanceof Error ? error : new Error(String(error))
      return
    }
  }
}

async function putOff(tx: DbClient, row: Row, error: PublishRejected, log: Logger): Promise<void> {
  const refusals = row.refusals + 1
  const seconds = Math.min(2 ** Math.min(row.refusals, 6), 60)
  const parked = !error.forNow && refusals >= refusalLimit
  await tx`
    update outbox set refusals = ${refusals}, error = ${error.message},
      due_at = now() + make_interval(secs => ${seconds}), set_aside_at = ${parked ? new Date() : null}
    where id = ${row.rowId}`
  const about = { row: row.rowId, messageId: row.id, name: row.name, subject: row.subject, error: error.message }
  if (parked) log.error({ ...about, refusals }, 'relay: parked an event that the broker keeps rejecting')
  else log.warn({ ...about, refusals, seconds }, 'relay: the broker rejected an event, trying again')
}
