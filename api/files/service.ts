import type { Viewer } from '../auth/viewer.ts'
import type { Db, DbClient, Tx } from '../db/db.ts'
import { DomainError, throwIfInvalid } from '../lib/errors.ts'
import { pageOfList } from '../lib/listing.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import { type ByteRange, inChunks, readRange } from './content.ts'
import {
  assertUploadable,
  assertWithinQuota,
  type CompleteFile,
  cleanName,
  type FileKind,
  type FileRecord,
  isComplete,
  notAttachable,
  offsetConflict,
  type SentFile,
  type UploadInput,
  unknownFile,
} from './file.ts'
import { chunkBytes, type FileStore } from './file-store.ts'
import type { Inspect } from './inspection.ts'
import * as store from './store.ts'

export type FileLimits = { maxBytes: number; quotaBytes: number; usedBytes: number }

export type Files = {
  /** Bytes that a file may have. */
  readonly maxBytes: number
  /** How large a file may be, and how much an agent's files may take and do take together. */
  limits(viewer: Viewer): Promise<FileLimits>
  /**
   * Makes room for a file of the viewer's in a room. Throws INVALID_INPUT, FILE_TOO_LARGE, FILE_QUOTA_EXCEEDED,
   * UNKNOWN_ROOM, FORBIDDEN or ROOM_ARCHIVED.
   */
  beginUpload(viewer: Viewer, input: UploadInput): Promise<FileRecord>
  /** An upload of the viewer's, complete once all of it has arrived. Throws UNKNOWN_FILE. */
  upload(viewer: Viewer, id: string): Promise<FileRecord>
  /**
   * Takes more of a file, from `offset` on. What has arrived is kept, also when `content` breaks off, whose error is
   * thrown then. Throws UNKNOWN_FILE, UPLOAD_CONFLICT where another offset is next, or FILE_TOO_LARGE.
   */
  append(viewer: Viewer, id: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<FileRecord>
  /** Removes an upload of the viewer's that was not sent. Throws UNKNOWN_FILE. */
  discard(viewer: Viewer, id: string): Promise<void>
  /** A file that the viewer may read now. Throws UNKNOWN_FILE. */
  open(viewer: Viewer, id: string): Promise<CompleteFile>
  /** Bytes of a content, in pieces of bounded size as they are asked for. */
  read(contentId: string, range: ByteRange): AsyncGenerator<Buffer>
  /** Of messages that the viewer is known to be allowed to read. Null for one that is not there any more. */
  byIds(ids: readonly string[]): Promise<(CompleteFile | null)[]>
  /** The names of files by their ids. */
  namesOf(db: DbClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** What was sent to a room that the viewer is known to be in, the newest first. Throws INVALID_INPUT. */
  sentTo(roomId: string, kind: FileKind | null, args: PageArgs): Promise<Page<SentFile>>
  /** Gives uploads to a message, in its transaction; their names. Throws INVALID_INPUT unless they may be sent with it. */
  attach(tx: Tx, message: SentWith): Promise<string[]>
  /** Removes the files of a message, in the transaction that deletes it. */
  removeOf(tx: Tx, messageId: string): Promise<void>
  /** Removes uploads that were not sent within a day; returns how many contents that were. */
  sweep(): Promise<number>
}

/** A message, as far as files matter. */
export type SentWith = {
  id: string
  author: string
  roomId: string
  sentAt: Date
  attachmentIds?: readonly string[] | null
}

/** What chat says about rooms. */
export type RoomRights = {
  /** Throws UNKNOWN_ROOM, FORBIDDEN or ROOM_ARCHIVED unless the viewer may write in the room. */
  toWrite(viewer: Viewer, roomId: string): Promise<unknown>
  mayRead(viewer: Viewer, roomId: string): Promise<boolean>
}

const day = 86_400_000
/** Contents of one transaction of the sweep. */
const sweptAtOnce = 20

export function createFiles(deps: {
  db: Db
  contents: FileStore
  rights: RoomRights
  inspect: Inspect
  now: () => Date
  newId: () => string
  /** Bytes of one file, and of all files of one agent. */
  maxBytes: number
  quotaBytes: number
}): Files {
  const { db, contents, rights, inspect, now, newId, maxBytes, quotaBytes } = deps

  const find = async (id: string): Promise<FileRecord | null> => {
    const uuid = readUuid(id)
    return uuid === null ? null : ((await store.filesByIds(db.sql, [uuid]))[0] ?? null)
  }

  const findOwn = async (viewer: Viewer, id: string): Promise<FileRecord> => {
    const file = await find(id)
    if (file?.author !== viewer.login) throw unknownFile(id)
    return file
  }

  const read = (contentId: string, range: ByteRange) =>
    readRange(range, chunkBytes, (number, from, to) => contents.get(db.sql, contentId, number, from, to))

  /** Finds out what has arrived. Whoever asks twice at the same time is answered twice, and it is kept once. */
  const completed = async (file: FileRecord): Promise<FileRecord> => {
    if (file.received < file.size || isComplete(file)) return file
    const { type, image } = await inspect(read(file.id, { start: 0, end: file.size }), file.author)
    const thumbnailId = image && newId()
    const { width = null, height = null, thumbnail } = image ?? {}
    const found = { type, width, height, thumbnailId, thumbnailSize: thumbnail?.length ?? null }
    await db.transaction(async (tx) => {
      if (!(await store.complete(tx, file.id, found)) || !thumbnail || thumbnailId === null) return
      for (let number = 0; number * chunkBytes < thumbnail.length; number++) {
        const part = thumbnail.subarray(number * chunkBytes, (number + 1) * chunkBytes)
        await contents.put(tx, thumbnailId, number, part)
      }
    })
    const [now] = await store.filesByIds(db.sql, [file.id])
    if (!now) throw unknownFile(file.id)
    return now
  }

  return {
    maxBytes,
    limits: async ({ login }) => ({ maxBytes, quotaBytes, usedBytes: await store.usageOf(db.sql, login) }),

    beginUpload: async (viewer, input) => {
      assertUploadable(input, maxBytes)
      await rights.toWrite(viewer, input.roomId)
      const { roomId, size } = input
      const file = { id: newId(), roomId, author: viewer.login, name: cleanName(input.name), size }
      await db.transaction(async (tx) => {
        assertWithinQuota(size, await store.lockUsage(tx, viewer.login), quotaBytes)
        await store.insertFile(tx, { ...file, createdAt: now() })
      })
      const unknown = { type: null, width: null, height: null, thumbnailId: null, thumbnailSize: null }
      return { ...file, ...unknown, received: 0, messageId: null }
    },

    upload: async (viewer, id) => completed(await findOwn(viewer, id)),

    append: async (viewer, id, offset, content) => {
      const file = await findOwn(viewer, id)
      if (file.received !== offset) throw offsetConflict(offset)
      let received = offset
      let number = Math.floor(offset / chunkBytes)
      const begun = await contents.get(db.sql, file.id, number, 0, offset % chunkBytes)
      for await (const chunk of inChunks(content, chunkBytes, begun ?? undefined)) {
        const to = number * chunkBytes + chunk.length
        if (to > file.size) throw new DomainError('FILE_TOO_LARGE', `The file was to have ${file.size} bytes.`)
        const from = received
        await db.transaction(async (tx) => {
          // The row first: of two that upload the same part one waits here, and then has nothing to keep.
          if (!(await store.advance(tx, file.id, from, to))) throw offsetConflict(from)
          await contents.put(tx, file.id, number, chunk)
        })
        received = to
        number++
      }
      return completed({ ...file, received })
    },

    discard: async (viewer, id) => {
      const file = await findOwn(viewer, id)
      await db.transaction(async (tx) => {
        const removed = await store.deleteUnsent(tx, file.id)
        if (removed.length === 0) throw unknownFile(id)
        await contents.remove(tx, removed)
      })
    },

    open: async (viewer, id) => {
      const file = await find(id)
      if (!file || !isComplete(file)) throw unknownFile(id)
      const isReadable =
        file.messageId === null ? file.author === viewer.login : await rights.mayRead(viewer, file.roomId)
      if (!isReadable) throw unknownFile(id)
      return file
    },

    read,

    byIds: async (ids) => {
      const files = await store.filesByIds(db.sql, ids)
      return files.map((file) => (file && isComplete(file) ? file : null))
    },

    namesOf: store.namesByIds,

    sentTo: (roomId, kind, args) => {
      const filter = { roomId, kind }
      return pageOfList(args, {
        name: 'files',
        find: (range) => store.sentFiles(db.sql, filter, range),
        hasFrom: (side, position) => store.hasSentFrom(db.sql, filter, side, position),
        positionOf: ({ sentAt, id }) => ({ at: sentAt, id }),
      })
    },

    attach: async (tx, message) => {
      const attachmentIds = message.attachmentIds ?? []
      if (attachmentIds.length === 0) return []
      const names = await store.attach(tx, attachmentIds, message)
      if (names.length < attachmentIds.length) throwIfInvalid([notAttachable])
      return names
    },

    removeOf: async (tx, messageId) => {
      const removed = await store.deleteOfMessage(tx, messageId)
      if (removed.length > 0) await contents.remove(tx, removed)
    },

    sweep: async () => {
      const before = new Date(now().getTime() - day)
      let swept = 0
      for (;;) {
        const removed = await db.transaction(async (tx) => {
          const ids = await store.deleteForgotten(tx, before, sweptAtOnce)
          if (ids.length > 0) await contents.remove(tx, ids)
          return ids.length
        })
        swept += removed
        if (removed === 0) return swept
      }
    },
  }
}
