import type { DbClient } from '../db/db.ts'
import type { History } from '../feed/history.ts'
import type { Involvement } from './reading.ts'
import type { Reading } from './reading-service.ts'

/** What each login has read of the room beside it. */
export async function readingsOf(
  db: DbClient,
  asked: readonly { login: string; roomId: string }[],
): Promise<(Reading & { login: string; roomId: string })[]> {
  const logins = asked.map(({ login }) => login)
  const ids = asked.map(({ roomId }) => roomId)
  return db<(Reading & { login: string; roomId: string })[]>`
    select asked.login, asked.room_id, coalesce(read_seq, 0) as read_seq, involvement,
      coalesce(epoch, 0) as epoch, coalesce(past, '[]') as past,
      greatest(0, coalesce(messages, 0) - coalesce(read_number, 0) - coalesce(own_after, 0) - (
        select count(*) from message
        where message.room_id = asked.room_id and number > coalesce(read_number, 0) and deleted_at is not null
          and (author <> asked.login or coalesce(own_after, 0) = 0)
      )) as unread,
      (select count(*) from message_mention as mention
        where mention.login = asked.login and mention.room_id = asked.room_id
          and mention.number > coalesce(read_number, 0) and not withdrawn) as mentions
    from unnest(${logins}::text[], ${ids}::text[]) as asked (login, room_id)
    left join room_reading on room_reading.login = asked.login and room_reading.room_id = asked.room_id
    left join room_counter on room_counter.room_id = asked.room_id
    left join feed_topic on feed_topic.name = 'room:' || asked.room_id`
}

/**
 * Locks what an agent has read of a room until the transaction ends, as writing does. What is counted must be counted by
 * a later statement: one that waits for the lock counts what was there before it waited.
 */
export async function lockReading(tx: DbClient, login: string, roomId: string): Promise<void> {
  const found = await tx`select from room_reading where login = ${login} and room_id = ${roomId} for update`
  if (found.count > 0) return
  await tx`
    insert into room_reading (login, room_id) values (${login}, ${roomId})
    on conflict (login, room_id) do update set login = excluded.login`
}

/** Moves what is read forward to a seq, never back. False where it was there or further already. Lock it first. */
export async function markRead(db: DbClient, login: string, roomId: string, seq: number): Promise<boolean> {
  const { count } = await db`
    insert into room_reading (login, room_id, read_seq, read_number)
    select ${login}, ${roomId}, ${seq}, ${numberAt(db, roomId, seq)}
    on conflict (login, room_id) do update set
      read_seq = excluded.read_seq,
      read_number = excluded.read_number,
      own_after = case when room_reading.own_after = 0 then 0 else ${ownAfter(db, login, roomId, seq)} end
    where room_reading.read_seq < excluded.read_seq`
  return count > 0
}

/** Moves what is read back to a seq, never forward. Lock it first. */
export async function markUnread(db: DbClient, login: string, roomId: string, seq: number): Promise<void> {
  await db`
    insert into room_reading (login, room_id, read_seq, read_number, own_after)
    select ${login}, ${roomId}, ${seq}, ${numberAt(db, roomId, seq)}, ${ownAfter(db, login, roomId, seq)}
    on conflict (login, room_id) do update set
      read_seq = excluded.read_seq, read_number = excluded.read_number, own_after = excluded.own_after
    where room_reading.read_seq > excluded.read_seq`
}

const numberAt = (db: DbClient, roomId: string, seq: number) => db`
  coalesce((
    select number from message
    where room_id = ${roomId} and seq <= ${seq} and number is not null order by seq desc limit 1), 0)`
const ownAfter = (db: DbClient, login: string, roomId: string, seq: number) => db`
  (select count(*) from message where room_id = ${roomId} and seq > ${seq} and author = ${login})`

export async function setInvolvement(db: DbClient, login: string, roomId: string, involvement: Involvement) {
  await db`
    insert into room_reading (login, room_id, involvement) values (${login}, ${roomId}, ${involvement})
    on conflict (login, room_id) do update set involvement = excluded.involvement`
}

/** How far each of these rooms has come, for noticing a hint that was lost. */
export async function heads(db: DbClient, roomIds: readonly string[]): Promise<Map<string, number>> {
  const topics = roomIds.map((id) => `room:${id}`)
  const rows = await db<{ name: string; head: History['head'] }[]>`
    select name, head from feed_topic where name = any(${topics})`
  return new Map(rows.map(({ name, head }) => [name.slice('room:'.length), head]))
}
