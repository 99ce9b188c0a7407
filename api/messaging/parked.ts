import type { Db } from '../db/db.ts'
import type { DeadLetter, DeadLetters } from './dead-letters.ts'

type Row = DeadLetter['envelope'] & { rowId: number; error: string; refusals: number; setAsideAt: Date }

/** Events of the outbox that the broker rejected so often that the relay parked them. */
export function parkedEvents({ sql }: Db): DeadLetters {
  return {
    list: async (limit) => {
      const rows = await sql<Row[]>`
        select id as row_id, message_id as id, name, type, body, at, error, refusals, set_aside_at from outbox
        where set_aside_at is not null order by row_id limit ${limit}`
      return rows.map(letterOf)
    },
    replay: async (id) => {
      const replayed = await sql`
        update outbox set set_aside_at = null, refusals = 0, due_at = now()
        where id = ${rowOf(id)} and set_aside_at is not null`
      return replayed.count === 1
    },
    discard: async (id) => {
      const discarded = await sql`delete from outbox where id = ${rowOf(id)} and set_aside_at is not null`
      return discarded.count === 1
    },
    close: async () => {},
  }
}

function letterOf({ rowId, error, refusals, setAsideAt, ...envelope }: Row): DeadLetter {
  return { id: `event-${rowId}`, from: 'outbox', reason: error, attempts: refusals, deadAt: setAsideAt, envelope }
}

function rowOf(id: string): number {
  // The last version lists them as `fact-N`, which operators may have noted.
  const number = /^(?:event|fact)-(\d{1,15})$/.exec(id)?.[1]
  return number ? Number(number) : -1
}
