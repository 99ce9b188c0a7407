import type { Logger } from 'pino'
import type { Db, DbClient } from '../db/db.ts'
import { type Broker, type OutboxEvent, PublishRejected } from './broker.ts'

export type Relay = {
  /** There may be something to publish; call it as often as you like, it returns at once. */
  wake(): void
  /** Finishes the facts it holds and returns when it has. */
  stop(): Promise<void>
}

type Row = OutboxEvent & { rowId: number; refusals: number }
type Outcome = 'sent all' | 'sent some' | 'busy' | 'in trouble'
type Results = { sent: number[]; refused: { row: Row; error: PublishRejected }[]; trouble: Error | null }

const batchSize = 100
/** Refused this often, with growing pauses of up to a minute in between, a fact is set aside: after about five minutes. */
const refusalLimit = 10
const lockName = 'parley.relay'

/**
 * Publishes what the outbox holds, in the order in which it was written, and deletes each fact after the broker has
 * confirmed it. One relay at a time over all processes, by a lock that goes with its transaction. Facts about different
 * subjects are in flight together; a fact about the same subject waits for the one before it, so none overtakes.
 *
 * The broker being away is not a fact's fault: the relay pauses and goes on for ever. A fact that the broker refuses
 * waits by itself, with the later ones about its subject; it is set aside with the error in the end, and they go on,
 * unless the broker just has no room for it.
 *
 * `slowTick` (ms) covers what nobody woke it for: facts of a process that died between commit and publish.
 */
export function startRelay(options: { db: Db; broker: Broker; log: Logger; slowTick?: number }): Relay {
  const { broker, log, slowTick = 1_000 } = options
  const connection = options.db.single()
  let stopping = false
  // A wake while it is looking means: look again, the new row may have been committed after the look.
  let again = false
  let troubles = 0
  let wakeUp = () => {}

  const pause = (ms: number, wakeable: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      wakeUp = () => {
        if (wakeable || stopping) go()
      }
      if (stopping || (wakeable && again)) go()
    })

  async function look(): Promise<Outcome> {
    if (!broker.ready()) return 'in trouble'
    try {
      return await sendBatch(connection.sql, broker, log)
    } catch (error) {
      if (troubles === 0) log.error({ error: String(error) }, 'relay: stopped short, going on by itself')
      return 'in trouble'
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      again = false
      const outcome = await look()
      troubles = outcome === 'in trouble' ? troubles + 1 : 0
      if (outcome === 'sent all') await pause(slowTick, true)
      else if (outcome === 'busy') await pause(50, false)
      else if (outcome === 'in trouble')
        await pause(Math.min(100 * 2 ** (troubles - 1), 2_000) * (0.5 + Math.random() / 2), false)
    }
  }
  const running = run().finally(() => connection.close())

  return {
    wake: () => {
      again = true
      wakeUp()
    },
    stop: () => {
      stopping = true
      wakeUp()
      return running
    },
  }
}

async function sendBatch(tx: DbClient, broker: Broker, log: Logger): Promise<Outcome> {
  let open = true
  try {
    // One round trip: the last of them looks when the lock is taken, and in vain when another relay has it. Executed at
    // once, since a statement is sent when it is waited for, and the lock's would be first.
    const begun = tx`begin`.execute()
    const [taken, rows] = await Promise.all([takeLock(tx), nextRows(tx), begun])
    if (!taken) return 'busy'
    const outcome = await sendAll(rows, tx, broker, log)
    await tx`commit`
    open = false
    return outcome
  } finally {
    // It is sent before the next batch's begin, whoever waits for it.
    if (open) tx`rollback`.catch(() => {})
  }
}

async function sendAll(rows: readonly Row[], tx: DbClient, broker: Broker, log: Logger): Promise<Outcome> {
  const results: Results = { sent: [], refused: [], trouble: null }
  const bySubject = Map.groupBy(rows, (row) => row.subject)
  await Promise.all([...bySubject.values()].map((chain) => sendInTurn(chain, broker, results)))
  if (results.sent.length > 0) await tx`delete from outbox where id in ${tx(results.sent)}`
  for (const { row, error } of results.refused) await putOff(tx, row, error, log)
  if (results.trouble) {
    log.warn(
      { error: results.trouble.message, sent: results.sent.length },
      'relay: the broker is in trouble, trying again',
    )
    return 'in trouble'
  }
  return rows.length === batchSize || results.sent.length < rows.length ? 'sent some' : 'sent all'
}

// A relay that froze in the middle must not keep the others out for ever: the server ends its transaction.
async function takeLock(tx: DbClient): Promise<boolean> {
  const [lock] = await tx<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext(${lockName})) as taken,
           set_config('idle_in_transaction_session_timeout', '60s', true)`
  return lock?.taken ?? false
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

async function sendInTurn(chain: readonly Row[], broker: Broker, results: Results): Promise<void> {
  for (const row of chain) {
    if (results.trouble) return
    const { id, name, type, body, at } = row
    try {
      await broker.publish({ id, name, type, body, at })
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
  if (parked) log.error({ ...about, refusals }, 'relay: set aside a fact that the broker keeps refusing')
  else log.warn({ ...about, refusals, seconds }, 'relay: the broker refused a fact, trying again')
}
