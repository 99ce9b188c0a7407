import type { Handle, Tx } from '../db/db.ts'
import type { Placed, Room } from './message.ts'

export function allRooms(db: Handle): Promise<Room[]> {
  return db<Room[]>`select id, name from room order by name`
}

export async function roomsByIds(db: Handle, ids: readonly string[]): Promise<Room[]> {
  return db<Room[]>`select id, name from room where id = any(${ids as string[]})`
}

/** False when this author has sent a message with this clientId before, also in a transaction that is still open. */
export async function insertMessage(tx: Tx, message: Placed): Promise<boolean> {
  const rows = await tx`insert into message ${tx(message)} on conflict (author, client_id) do nothing returning id`
  return rows.length > 0
}

export async function byClientId(db: Handle, author: string, clientId: string): Promise<Placed | null> {
  const [row] = await db<Placed[]>`select * from message where author = ${author} and client_id = ${clientId}`
  return row ?? null
}

/** Up to `limit` messages of a room between two places (both left out), the oldest or the newest of them, in order. */
export async function messagesBetween(
  db: Handle,
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
