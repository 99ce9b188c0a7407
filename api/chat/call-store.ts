import type { DbClient } from '../db/db.ts'
import type { RoomKind } from './room.ts'

/** The newest unread message of a room that calls a member. */
export type Calling = {
  login: string
  roomId: string
  roomName: string
  roomKind: RoomKind
  messageId: string
  seq: number
  author: string
  text: string
  sentAt: Date
}

/**
 * For each of these agents the newest message that calls them in each of these rooms, or in all of theirs: one that
 * mentions them, or any where they want to hear everything. What they have read or written, and what is deleted, calls
 * nobody.
 */
export function callings(db: DbClient, logins: readonly string[], rooms: readonly string[] | null): Promise<Calling[]> {
  const among = rooms ? db`and room.id = any(${rooms as string[]})` : db``
  return db<Calling[]>`
    select member.login, room.id as room_id, room.name as room_name, room.kind as room_kind,
      calling.id as message_id, calling.seq, calling.author, calling.text, calling.sent_at
    from (
      select login, room_id from room_member where login = any(${logins as string[]}::text[])
      union all
      select login, id from unnest(${logins as string[]}::text[]) as login cross join room where everybody
    ) as member
    join room on room.id = member.room_id and room.archived_at is null ${among}
    left join room_reading as reading on reading.room_id = room.id and reading.login = member.login
    cross join lateral (
      (select id, seq, author, text, sent_at from message
        where coalesce(reading.involvement, case room.kind when 'DIRECT' then 'EVERYTHING' end) = 'EVERYTHING'
          and message.room_id = room.id and seq > coalesce(reading.read_seq, 0)
          and author <> member.login and deleted_at is null
        order by seq desc limit 1)
      union all
      (select id, seq, author, text, sent_at from message_mention as mention join message on message.id = message_id
        where mention.login = member.login and mention.room_id = room.id
          and mention.number > coalesce(reading.read_number, 0) and not withdrawn and deleted_at is null
        order by mention.number desc limit 1)
      order by seq desc limit 1
    ) as calling`
}

/**
 * Of these places in rooms those that call nobody any more: their agents have read up to there or are no members now, or
 * the message is deleted.
 */
export async function settledAmong<Place extends { login: string; roomId: string; seq: number }>(
  db: DbClient,
  places: readonly Place[],
): Promise<Place[]> {
  if (places.length === 0) return []
  const logins = places.map(({ login }) => login)
  const ids = places.map(({ roomId }) => roomId)
  const seqs = places.map(({ seq }) => seq)
  const rows = await db<{ login: string; roomId: string }[]>`
    select place.login, place.room_id
    from unnest(${logins}::text[], ${ids}::text[], ${seqs}::bigint[]) as place (login, room_id, seq)
    join room on room.id = place.room_id
    left join room_reading as reading on reading.login = place.login and reading.room_id = place.room_id
    left join room_member as member on member.login = place.login and member.room_id = place.room_id
    left join message on message.room_id = place.room_id and message.seq = place.seq
    where reading.read_seq >= place.seq or message.deleted_at is not null
      or (member.login is null and not room.everybody)`
  const settled = new Set(rows.map(({ login, roomId }) => `${roomId} ${login}`))
  return places.filter(({ login, roomId }) => settled.has(`${roomId} ${login}`))
}
