import type { DbClient, Fragment } from '../db/db.ts'
import type { Projection } from '../feed/log.ts'
import type { Mentions } from './mention.ts'
import type { SentMessage } from './message.ts'
import { insertMessages } from './message-store.ts'

/** What a message may mention: `online` are the logins that its `@here` calls. */
export type MessageMentions = Mentions & { messageId: string; online: readonly string[] }

/**
 * The rows (message_id, login) of members who are mentioned: at each place of a text the longest login that somebody
 * has, in any case, and whom `@here` calls. Authors are among them where they mention themselves.
 */
const mentioned = (db: DbClient, roomId: string, mentions: readonly MessageMentions[]): Fragment => {
  const names = mentions.flatMap(({ messageId, candidates }) => candidates.map((one) => ({ messageId, ...one })))
  const calls = mentions.flatMap(({ messageId, here, online }) => (here ? [{ messageId, online }] : []))
  return db`
    select message_id, login from (
      (select distinct on (given."messageId", place) given."messageId" as message_id, agent.login, agent.role
      from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb)
        as given ("messageId" uuid, place integer, name text, key text)
      join agent on agent.login_key = given.key or agent.login = given.name
      order by given."messageId", place, length(given.key) desc, agent.login <> given.name, agent.login)
      union
      select given."messageId", agent.login, agent.role
      from jsonb_to_recordset(${JSON.stringify(calls)}::text::jsonb) as given ("messageId" uuid, online text[])
      join agent on agent.login = any(given.online)
    ) as called
    where called.role <> 'SERVICE' and (
      exists (select from room where room.id = ${roomId} and everybody)
      or exists (select from room_member where room_member.room_id = ${roomId} and room_member.login = called.login)
    )`
}

/** Keeps messages as {@link insertMessages} does, and whom they mention, to be told. */
export function insertMentioningMessages(
  roomId: string,
  mentions: readonly MessageMentions[],
): Projection<SentMessage> {
  return (db, messages) => db`
    ${insertMessages(roomId)(db, messages)}, mentioned as (
      insert into message_mention (message_id, login, room_id, number)
      select stored.id, called.login, ${roomId}, stored.number
      from stored join (${mentioned(db, roomId, mentions)}) as called on called.message_id = stored.id
      where called.login <> stored.author
      order by stored.number, called.login
      returning message_id, login, number
    ), waiting as (
      insert into mention_outbox (message_id, logins)
      select message_id, array_agg(login order by login) from mentioned group by message_id, number order by number
    )`
}

/**
 * Keeps whom an edited message mentions now. Who was mentioned before is not told again; whom an `@here` called before
 * stays called while there is one. Says whose mentions have changed.
 */
export async function updateMentions(
  tx: DbClient,
  message: { id: string; roomId: string; author: string },
  mentions: Mentions & { online: readonly string[]; keepsCalled: boolean },
): Promise<string[]> {
  const { id, roomId, author } = message
  const now = await tx<{ login: string }[]>`
    select login from (${mentioned(tx, roomId, [{ messageId: id, ...mentions }])}) as called where login <> ${author}`
  const logins = now.map(({ login }) => login)
  const changed = await tx<{ login: string }[]>`
    update message_mention set withdrawn = not withdrawn
    where message_id = ${id}
      and withdrawn <> (login <> all(${logins}::text[]) and not (${mentions.keepsCalled} and not withdrawn))
    returning login`
  const added = await tx<{ login: string }[]>`
    insert into message_mention (message_id, login, room_id, number)
    select ${id}, login, ${roomId}, number
    from message, unnest(${logins}::text[]) as login where id = ${id} and number is not null
    order by login
    on conflict do nothing returning login`
  const fresh = added.map(({ login }) => login)
  if (fresh.length > 0) await tx`insert into mention_outbox (message_id, logins) values (${id}, ${fresh})`
  return [...fresh, ...changed.map(({ login }) => login)]
}

/** The mentions of a deleted message do not count any more. */
export async function withdrawMentions(tx: DbClient, messageId: string): Promise<void> {
  await tx`update message_mention set withdrawn = true where message_id = ${messageId}`
}

/** The notifications by which the mentions of a message were told, in order. */
export async function notificationsOf(tx: DbClient, messageId: string): Promise<number[]> {
  const rows = await tx<{ seq: number }[]>`
    select distinct notification_seq as seq from message_mention
    where message_id = ${messageId} and notification_seq is not null order by seq`
  return rows.map(({ seq }) => seq)
}

/** Takes the mentions of somebody in a room away, and says by which notifications they were told, in order. */
export async function deleteMentions(tx: DbClient, roomId: string, login: string): Promise<number[]> {
  const rows = await tx<{ seq: number | null }[]>`
    delete from message_mention where room_id = ${roomId} and login = ${login} returning notification_seq as seq`
  return rows.flatMap(({ seq }) => (seq === null ? [] : [seq])).sort((one, other) => one - other)
}

export type WaitingMention = { id: number; messageId: string; roomId: string; author: string; logins: string[] }

/** Whether anything waits, by a look that locks nothing. */
export async function hasWaiting(db: DbClient): Promise<boolean> {
  const [row] = await db<{ waiting: boolean }[]>`select exists (select from mention_outbox) as waiting`
  return row?.waiting ?? false
}

/** Whether this transaction is the one that tells mentions. A process that froze in it does not keep others out for ever. */
export async function lockOutbox(tx: DbClient): Promise<boolean> {
  const [lock] = await tx<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('parley.mentions')) as taken,
           set_config('idle_in_transaction_session_timeout', '60s', true)`
  return lock?.taken ?? false
}

/**
 * Takes the first mentions out, in order, each with those who are to be told: still mentioned and still members. The
 * messages and memberships stay as they are until the transaction ends.
 */
export async function takeWaiting(tx: DbClient, limit: number): Promise<WaitingMention[]> {
  const taken = await tx<{ id: number; messageId: string; logins: string[] }[]>`
    delete from mention_outbox where id in (select id from mention_outbox order by id limit ${limit})
    returning id, message_id, logins`
  const ids = taken.map(({ messageId }) => messageId)
  const messages = await tx<{ messageId: string; roomId: string; author: string; everybody: boolean }[]>`
    select message.id as message_id, room_id, author, everybody from message join room on room.id = room_id
    where message.id = any(${ids}::uuid[]) order by message.id for share of message`
  const called = await tx<{ messageId: string; login: string }[]>`
    select message_id, login from message_mention where message_id = any(${ids}::uuid[]) and not withdrawn`
  const members = await tx<{ roomId: string; login: string }[]>`
    select room_id, login from room_member
    where room_id = any(${messages.filter(({ everybody }) => !everybody).map(({ roomId }) => roomId)}::text[])
      and login = any(${called.map(({ login }) => login)}::text[])
    order by room_id, login for share`
  const byId = new Map(messages.map((message) => [message.messageId, message]))
  const isCalled = new Set(called.map(({ messageId, login }) => `${messageId} ${login}`))
  const isMember = new Set(members.map(({ roomId, login }) => `${roomId} ${login}`))
  return taken
    .sort((one, other) => one.id - other.id)
    .flatMap(({ id, messageId, logins }) => {
      const message = byId.get(messageId)
      if (!message) return []
      const { roomId, author, everybody } = message
      const told = logins.filter(
        (login) => isCalled.has(`${messageId} ${login}`) && (everybody || isMember.has(`${roomId} ${login}`)),
      )
      return told.length > 0 ? [{ id, messageId, roomId, author, logins: told }] : []
    })
}

/** By which notification each of these was told. */
export async function setNotification(
  tx: DbClient,
  told: readonly (WaitingMention & { seq: number })[],
): Promise<void> {
  const rows = told.map(({ messageId, logins, seq }) => ({ messageId, logins, seq }))
  await tx`
    update message_mention set notification_seq = told.seq
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as told ("messageId" uuid, logins text[], seq bigint)
    where message_id = told."messageId" and login = any(told.logins)`
}

/** How many members of a room have an account that is in use: all agents, where it is everybody's. */
export async function countMembers(db: DbClient, roomId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select case when everybody then (select count(*) from agent where role <> 'SERVICE' and deactivated_at is null)
      else (
        select count(*) from room_member join agent using (login) where room_id = room.id and deactivated_at is null
      ) end as count
    from room where id = ${roomId}`
  return row?.count ?? 0
}
