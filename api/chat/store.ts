import type { DbClient, Fragment } from '../db/db.ts'
import type { Placed, Room } from './message.ts'

export function allRooms(db: DbClient): Promise<Room[]> {
  return db<Room[]>`select id, name from room order by name`
}

export async function roomsByIds(db: DbClient, ids: readonly string[]): Promise<Room[]> {
  return db<Room[]>`select id, name from room where id = any(${ids as string[]})`
}

/** Keeps what is written to the feed. Fails with a unique violation when an author has used a clientId before. */
export function insertMessages(db: DbClient): Fragment {
  return db`
    insert into message (id, room_id, seq, author, text, sent_at, client_id)
    select id, "roomId", seq, author, text, "sentAt", "clientId" from written, jsonb_to_record(body)
      as (id uuid, "roomId" text, author text, text text, "sentAt" timestamptz, "clientId" text)`
}

/** Of these messages those that are there already, by their id or as what their author sent with the same clientId. */
export function alreadyThere(
  db: DbClient,
  messages: readonly { id: string; author: string; clientId: string | null }[],
): Promise<Placed[]> {
  const ids = messages.map((message) => message.id)
  const authors = messages.map((message) => message.author)
  const clientIds = messages.map((message) => message.clientId)
  return db<Placed[]>`
    select * from message where id = any(${ids}::uuid[])
    union
    select message.* from message
    join unnest(${authors}::text[], ${clientIds}::text[]) as given (author, client_id) using (author, client_id)`
}

/** Up to `limit` messages of a room between two places (both left out), the oldest or the newest of them, in order. */
export async function messagesBetween(
  db: DbClient,
  room: string,
  after: number,
  before: number,
  limit: number,
  end: 'first' | 'last',
): Promise<Placed[]> {
  const order = end === 'first' ? db`asc` : db`desc`
  const rows = await db<Placed[]>`
    select * from message where room_id = ${room} and seq > ${after} and seq < ${before}
    order by seq ${order} limit ${limit}`
  return end === 'first' ? [...rows] : rows.reverse()
}
