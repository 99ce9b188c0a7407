import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { databaseFileStore } from './chunk-store.ts'
import { createFiles, type Files } from './service.ts'

const jimmy: Viewer = {
  login: 'jimmy.solid',
  role: 'AGENT',
  roleBy: 'directory',
  sessionId: 'one',
  expiresAt: new Date('2100-01-01'),
}
let now = new Date('2026-06-01T10:00:00Z')
let database: TestDatabase
let files: Files

beforeAll(async () => {
  database = await testDatabase()
  files = createFiles({
    db: database.db,
    contents: databaseFileStore,
    rights: { toWrite: async () => {}, mayRead: async () => true },
    inspect: async () => ({ type: 'text/plain', image: null }),
    now: () => now,
    newId: randomUUID,
    maxBytes: 2_000_000,
    quotaBytes: 3_000_000,
  })
})
afterAll(() => database.drop())

const begin = (size: number) => files.beginUpload(jimmy, { roomId: 'general', name: 'a.txt', size })
async function* inPieces(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}
const contentOf = async (id: string, size: number) =>
  Buffer.concat(await Array.fromAsync(files.read(id, { start: 0, end: size })))
const chunksLeft = async () => {
  const [row] = await database.db.sql<{ count: number }[]>`select count(*)::int as count from file_chunk`
  return row?.count
}

test('two that upload the same file at the same time MUST NOT spoil it, and one of them be told', async () => {
  const content = randomBytes(700_000)
  const { id } = await begin(content.length)
  // Cut in the middle of a chunk.
  await files.append(jimmy, id, 0, inPieces(content.subarray(0, 300_000), 65_536))
  const both = await Promise.allSettled([
    files.append(jimmy, id, 300_000, inPieces(content.subarray(300_000), 10_000)),
    files.append(jimmy, id, 300_000, inPieces(content.subarray(300_000, 310_000), 1_000)),
  ])
  const refused = both.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toMatchObject({ code: 'UPLOAD_CONFLICT' })
  const { received } = await files.upload(jimmy, id)
  if (received < content.length) await files.append(jimmy, id, received, inPieces(content.subarray(received), 65_536))
  expect((await files.upload(jimmy, id)).type).toBe('text/plain')
  expect((await contentOf(id, content.length)).equals(content)).toBe(true)
  await files.discard(jimmy, id)
  expect(await chunksLeft()).toBe(0)
})

test('more than was announced MUST be refused, and what came before it be kept', async () => {
  const { id } = await begin(300_000)
  const tooMuch = inPieces(Buffer.alloc(600_000), 65_536)
  await expect(files.append(jimmy, id, 0, tooMuch)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
  expect(await files.upload(jimmy, id)).toMatchObject({ received: 262_144, type: null })
  await files.discard(jimmy, id)
})

test('uploads at the same time MUST NOT exceed the quota together', async () => {
  const begun = await Promise.allSettled(Array.from({ length: 5 }, () => begin(1_000_000)))
  const made = begun.filter((one) => one.status === 'fulfilled')
  expect(made).toHaveLength(3)
  expect(await files.limits(jimmy)).toEqual({ maxBytes: 2_000_000, quotaBytes: 3_000_000, usedBytes: 3_000_000 })
  for (const { value } of made) await files.discard(jimmy, value.id)
})

test('what was not sent within a day MUST be swept, and what was sent stay', async () => {
  const content = Buffer.from('kept')
  const [sent, forgotten] = [await begin(4), await begin(4)]
  for (const { id } of [sent, forgotten]) await files.append(jimmy, id, 0, inPieces(content, 4))
  const message = { id: randomUUID(), author: jimmy.login, roomId: 'general', sentAt: now, attachmentIds: [sent.id] }
  await database.db.transaction((tx) => files.attach(tx, message))
  now = new Date(now.getTime() + 86_000_000)
  const fresh = await begin(4)
  expect(await files.sweep()).toBe(0)
  now = new Date(now.getTime() + 1_000_000)
  expect(await files.sweep()).toBe(1)
  await expect(files.upload(jimmy, forgotten.id)).rejects.toMatchObject({ code: 'UNKNOWN_FILE' })
  expect(await files.upload(jimmy, fresh.id)).toMatchObject({ received: 0 })
  expect((await contentOf(sent.id, 4)).toString()).toBe('kept')
  expect(await chunksLeft()).toBe(1)
})
