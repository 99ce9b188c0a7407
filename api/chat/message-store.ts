import type { DbClient, Fragment } from '../db/db.ts'
import { emptyHistory, type History } from '../feed/history.ts'
import type { Projection } from '../feed/log.ts'
import type { Message, MessageVersion, Placed, SentMessage } from './message.ts'
import { topicOf } from './room.ts'
import type { SearchableMessage } from './search.ts'
import { wordsOfMessage } from './search-store.ts'

/**
 * Keeps what is written to the feed of a room: the messages with their numbers, and that their authors know them. Where
 * an author has nothing else to read, the place up to which the room is read moves on with them.
 * Fails with a unique violation when an author has used a clientId before.
 */
export function insertMessages(roomId: string): Projection<SentMessage> {
  return (db, messages) => db`
    counted as (
      insert into room_counter (room_id, messages) select ${roomId}, count(*) from written
      on conflict (room_id) do update set messages = room_counter.messages + excluded.messages
      returning messages
    ), stored as (
      insert into message (id, room_id, seq, number, author, text, sent_at, client_id, reply_to, attachment_ids, words, words_version)
      select id, ${roomId}, seq, messages - (max(seq) over () - seq), author, text, "sentAt", "clientId", "replyTo", "attachmentIds",
        (${messages.map(wordsOfMessage)}::text[])[1 + seq - min(seq) over ()]::tsvector, 1
      from counted, written, jsonb_to_record(body)
        as (id uuid, author text, text text, "sentAt" timestamptz, "clientId" text, "replyTo" uuid, "attachmentIds" uuid[])
      returning id, author, seq, number
    ), marked as (
      insert into room_reading (login, room_id, read_seq, read_number, own_after)
      select author, ${roomId}, max(seq), max(number) - count(*), count(*) from stored group by author order by author
      on conflict (login, room_id) do update set (read_seq, read_number, own_after) = (
        select case when is_next then excluded.read_seq else room_reading.read_seq end,
          case when is_next then excluded.read_number + excluded.own_after else room_reading.read_number end,
          case when is_next then 0 else room_reading.own_after + excluded.own_after end
        from (select room_reading.read_number + room_reading.own_after = excluded.read_number as is_next) as place)
    )`
}

/** A message as it is now, of a row `message`. */
const columns = (db: DbClient): Fragment => db`
  message.id, message.room_id, message.seq, message.author, message.text, message.sent_at, message.client_id,
  message.reply_to, message.attachment_ids, message.version, message.edited_at, message.deleted_at,
  message.pinned_at, message.pinned_by,
  (select coalesce(jsonb_agg(jsonb_build_object('emoji', emoji, 'logins', logins) order by first, emoji), '[]')
    from (
      select emoji, array_agg(login order by at, login) as logins, min(at) as first
      from message_reaction where message_id = message.id group by emoji
    ) as reaction) as reactions`

/** Of these messages those that are there already, by their id or as what their author sent with the same clientId. */
export function alreadyThere(
  db: DbClient,
  messages: readonly { id: string; author: string; clientId: string | null }[],
): Promise<Placed[]> {
  const ids = messages.map((message) => message.id)
  const authors = messages.map((message) => message.author)
  const clientIds = messages.map((message) => message.clientId)
  return db<Placed[]>`
    select ${columns(db)} from message where id = any(${ids}::uuid[])
    union
    select ${columns(db)} from message
    join unnest(${authors}::text[], ${clientIds}::text[]) as given (author, client_id) using (author, client_id)`
}

type PageOf = { history: History; rows: Placed[] }

/**
 * Up to `limit` messages of a room between two seqs (both left out), the oldest or the newest of them, in order, and the
 * history of the room's topic at the same moment.
 */
export async function messagesBetween(
  db: DbClient,
  room: string,
  after: number,
  before: number,
  limit: number,
  end: 'first' | 'last',
): Promise<PageOf> {
  const order = end === 'first' ? db`asc` : db`desc`
  const page = await withHistory(
    db,
    room,
    db`
      select ${columns(db)} from message
      where room_id = ${room} and seq > ${after} and seq < ${Math.min(before, Number.MAX_SAFE_INTEGER)}
      order by seq ${order} limit ${limit}`,
  )
  return end === 'first' ? page : { ...page, rows: page.rows.reverse() }
}

/** Up to `older` messages before a seq and `newer` from it on, in order, with the history of that moment. */
export function messagesAround(db: DbClient, room: string, seq: number, older: number, newer: number): Promise<PageOf> {
  return withHistory(
    db,
    room,
    db`
      select * from (
        (select ${columns(db)} from message where room_id = ${room} and seq < ${seq} order by seq desc limit ${older})
        union all
        (select ${columns(db)} from message where room_id = ${room} and seq >= ${seq} order by seq limit ${newer})
      ) as around order by seq`,
  )
}

/** One statement, hence one snapshot. */
async function withHistory(db: DbClient, room: string, messages: Fragment): Promise<PageOf> {
  const rows = await db<((History | Record<keyof History, null>) & (Placed | { id: null }))[]>`
    select feed_topic.epoch, feed_topic.oldest, feed_topic.head, feed_topic.past, page.*
    from (select) as always
    left join feed_topic on feed_topic.name = ${topicOf(room)}
    left join lateral (${messages}) as page on true`
  const [first] = rows
  const history = first && first.head !== null ? first : emptyHistory
  const { epoch, oldest, head, past } = history
  return {
    history: { epoch, oldest, head, past },
    rows: rows.filter((row): row is History & Placed => row.id !== null),
  }
}

/** In the order asked for; null for an id that no message has. */
export async function messagesByIds(db: DbClient, ids: readonly string[]): Promise<(Placed | null)[]> {
  const rows = await db<Placed[]>`select ${columns(db)} from message where id = any(${ids as string[]}::uuid[])`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
}

/** The message for changing it: nobody else changes it before the transaction ends. */
export async function lockMessage(tx: DbClient, id: string): Promise<Placed | null> {
  await tx`select from message where id = ${id} for update`
  return (await messagesByIds(tx, [id]))[0] ?? null
}

/** What a message is found by, where that is more than its text. */
export async function updateWords(tx: DbClient, message: SearchableMessage & { id: string }): Promise<void> {
  await tx`update message set words = ${wordsOfMessage(message)}::tsvector where id = ${message.id}`
}

/** Replaces the text and keeps the one before. It is found by the names of its files as before. */
export async function updateText(
  tx: DbClient,
  message: Message,
  text: string,
  at: Date,
  fileNames: readonly string[],
): Promise<void> {
  const version = message.version + 1
  await tx`
    insert into message_version (message_id, version, text, at)
    values (${message.id}, ${message.version}, ${message.text}, ${at})`
  await tx`
    update message set text = ${text}, version = ${version}, edited_at = ${at},
      words = ${wordsOfMessage({ ...message, text, fileNames })}::tsvector, words_version = ${version}
    where id = ${message.id}`
}

/** Removes the text, what it was before, the reactions, that there were files, and that it was pinned. */
export async function markDeleted(tx: DbClient, id: string, at: Date): Promise<void> {
  await tx`delete from message_version where message_id = ${id}`
  await tx`delete from message_reaction where message_id = ${id}`
  await tx`
    update message set text = '', attachment_ids = null, words = null, words_version = version, deleted_at = ${at},
      pinned_at = null, pinned_by = null
    where id = ${id}`
}

/** Null takes the pin away. */
export async function setPin(tx: DbClient, id: string, pin: { at: Date; by: string } | null): Promise<void> {
  await tx`update message set pinned_at = ${pin?.at ?? null}, pinned_by = ${pin?.by ?? null} where id = ${id}`
}

export async function countPinned(tx: DbClient, room: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*) from message where room_id = ${room} and pinned_at is not null`
  return row?.count ?? 0
}

/** Those that were pinned last first, of each of these rooms. */
export function pinnedMessages(db: DbClient, rooms: readonly string[]): Promise<Placed[]> {
  return db<Placed[]>`
    select ${columns(db)} from message
    where room_id = any(${rooms as string[]}::text[]) and pinned_at is not null
    order by pinned_at desc, seq desc`
}

export function versionsOf(db: DbClient, id: string): Promise<MessageVersion[]> {
  return db<MessageVersion[]>`
    select version, text, at from message_version where message_id = ${id} order by version`
}

/** Whether that changed anything. */
export async function setReaction(
  tx: DbClient,
  reaction: { messageId: string; emoji: string; login: string; at: Date },
  on: boolean,
): Promise<boolean> {
  const { messageId, emoji, login } = reaction
  const { count } = on
    ? await tx`insert into message_reaction ${tx(reaction)} on conflict do nothing`
    : await tx`
        delete from message_reaction where message_id = ${messageId} and emoji = ${emoji} and login = ${login}`
  return count > 0
}

/** The newest message of each room that has one. */
export function lastMessages(db: DbClient, rooms: readonly string[]): Promise<Placed[]> {
  return db<Placed[]>`
    select ${columns(db)} from unnest(${rooms as string[]}::text[]) as asked (id)
    join lateral (
      select * from message where room_id = asked.id order by seq desc limit 1
    ) as message on true`
}
