import type { Db, DbClient } from '../db/db.ts'
import type { DeadLetter, DeadLetters } from './dead-letters.ts'

type Row = DeadLetter['envelope'] & { rowId: number; queue: string; reason: string; attempts: number; deadAt: Date }

/** The dead letters of the embedded broker. */
export function embeddedDeadLetters({ sql }: Db): DeadLetters {
  return {
    list: async (limit) => (await deadRows(sql, limit)).map(letterOf),
    replay: async (id) => {
      const row = rowOf(id)
      const replayed = await sql`
        update broker_message set dead_at = null, reason = null, attempts = 0, due_at = now()
        where id = ${row} and dead_at is not null`
      return replayed.count === 1
    },
    discard: async (id) => {
      const discarded = await sql`delete from broker_message where id = ${rowOf(id)} and dead_at is not null`
      return discarded.count === 1
    },
    close: async () => {},
  }
}

function deadRows(sql: DbClient, limit: number): Promise<Row[]> {
  return sql<Row[]>`
    select id as row_id, message_id as id, coalesce(event, name) as name, type, body, at, name as queue, reason, attempts,
      dead_at
    from broker_message
    where dead_at is not null order by row_id limit ${limit}`
}

function letterOf({ rowId, queue, reason, attempts, deadAt, ...envelope }: Row): DeadLetter {
  return { id: `event-${rowId}`, from: queue, reason, attempts, deadAt, envelope }
}

function rowOf(id: string): number {
  const number = /^event-(\d{1,15})$/.exec(id)?.[1]
  return number ? Number(number) : -1
}
