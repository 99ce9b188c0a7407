import type { DbClient, Fragment, Tx } from '../db/db.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import type { FileKind, FileRecord, SentFile } from './file.ts'

const columns = (db: DbClient): Fragment => db`
  id, room_id, author, name, size, received, type, width, height, thumbnail_id, thumbnail_size, message_id`

/** Nobody else begins an upload for this author before the transaction ends. Says how many bytes the author has. */
export async function lockUsage(tx: Tx, author: string): Promise<number> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`files of ${author}`}, 0))`
  return usageOf(tx, author)
}

/** Bytes of all files of an author, those that are being uploaded included. */
export async function usageOf(db: DbClient, author: string): Promise<number> {
  const [row] = await db<{ bytes: number }[]>`
    select coalesce(sum(size), 0)::bigint as bytes from file where author = ${author}`
  return row?.bytes ?? 0
}

export async function insertFile(
  tx: DbClient,
  file: Pick<FileRecord, 'id' | 'roomId' | 'author' | 'name' | 'size'> & { createdAt: Date },
): Promise<void> {
  await tx`insert into file ${tx(file)}`
}

/** In the order asked for; null for an id that no file has. */
export async function filesByIds(db: DbClient, ids: readonly string[]): Promise<(FileRecord | null)[]> {
  const rows = await db<FileRecord[]>`select ${columns(db)} from file where id = any(${ids as string[]}::uuid[])`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
}

/** Counts what has arrived. False, and nothing is counted, unless `from` bytes had arrived before. */
export async function advance(tx: DbClient, id: string, from: number, to: number): Promise<boolean> {
  const { count } = await tx`update file set received = ${to} where id = ${id} and received = ${from}`
  return count > 0
}

/** Keeps what an upload turned out to be. False when that was known already. */
export async function complete(
  tx: DbClient,
  id: string,
  found: Pick<FileRecord, 'type' | 'width' | 'height' | 'thumbnailId' | 'thumbnailSize'>,
): Promise<boolean> {
  const { count } = await tx`
    update file set ${tx(found, 'type', 'width', 'height', 'thumbnailId', 'thumbnailSize')} where id = ${id} and type is null`
  return count > 0
}

/** Gives complete uploads to a message. The names of those that were its author's, of its room and not sent yet. */
export async function attach(
  tx: DbClient,
  ids: readonly string[],
  message: { id: string; author: string; roomId: string; sentAt: Date },
): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    update file set message_id = ${message.id}, sent_at = ${message.sentAt}
    where id = any(${ids as string[]}::uuid[]) and author = ${message.author} and room_id = ${message.roomId}
      and type is not null and message_id is null
    returning name`
  return rows.map(({ name }) => name)
}

/** The names of files by their ids. */
export async function namesByIds(db: DbClient, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db<{ id: string; name: string }[]>`
    select id, name from file where id = any(${ids as string[]}::uuid[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Which of the files that were sent to a room; `kind` null is all. */
export type SentFilter = { roomId: string; kind: FileKind | null }

const isSent = (db: DbClient, { roomId, kind }: SentFilter): Fragment => db`
  room_id = ${roomId} and message_id is not null
  ${kind === null ? db`` : kind === 'IMAGE' ? db`and type like 'image/%'` : db`and type not like 'image/%'`}`

/** Newest first, whichever end the limit counts from. */
export async function sentFiles(db: DbClient, filter: SentFilter, range: Range): Promise<SentFile[]> {
  const { after, before, end, limit } = range
  const rows = await db<SentFile[]>`
    select ${columns(db)}, coalesce(sent_at, created_at) as sent_at from file
    where ${isSent(db, filter)}
      ${after ? db`and (coalesce(sent_at, created_at), id) < (${after.at}, ${after.id}::uuid)` : db``}
      ${before ? db`and (coalesce(sent_at, created_at), id) > (${before.at}, ${before.id}::uuid)` : db``}
    order by ${
      end === 'first'
        ? db`coalesce(file.sent_at, created_at) desc, id desc`
        : db`coalesce(file.sent_at, created_at), id`
    }
    limit ${limit}`
  return end === 'first' ? rows : rows.reverse()
}

/** Whether there is any sent file at the position or on that side of it. */
export async function hasSentFrom(
  db: DbClient,
  filter: SentFilter,
  side: 'newer' | 'older',
  { at, id }: ListPosition,
): Promise<boolean> {
  const bound =
    side === 'newer'
      ? db`(coalesce(sent_at, created_at), id) >= (${at}, ${id}::uuid)`
      : db`(coalesce(sent_at, created_at), id) <= (${at}, ${id}::uuid)`
  const [row] = await db<{ has: boolean }[]>`
    select exists (select from file where ${isSent(db, filter)} and ${bound}) as has`
  return row?.has ?? false
}

type Removed = { id: string; thumbnailId: string | null }

const contentsOf = (rows: readonly Removed[]) =>
  rows.flatMap(({ id, thumbnailId }) => (thumbnailId === null ? [id] : [id, thumbnailId]))

/** Removes the files of a message; returns the ids of their contents. */
export async function deleteOfMessage(tx: DbClient, messageId: string): Promise<string[]> {
  return contentsOf(await tx<Removed[]>`delete from file where message_id = ${messageId} returning id, thumbnail_id`)
}

/** Removes an upload that was not sent; returns the ids of its contents, none when it was sent meanwhile. */
export async function deleteUnsent(tx: DbClient, id: string): Promise<string[]> {
  return contentsOf(
    await tx<Removed[]>`delete from file where id = ${id} and message_id is null returning id, thumbnail_id`,
  )
}

/** Removes up to `limit` uploads that were begun before a moment and never sent; those that others remove are left to them. */
export async function deleteForgotten(tx: DbClient, before: Date, limit: number): Promise<string[]> {
  return contentsOf(
    await tx<Removed[]>`
      delete from file where id in (
        select id from file where message_id is null and created_at < ${before}
        limit ${limit} for update skip locked
      ) and message_id is null
      returning id, thumbnail_id`,
  )
}
