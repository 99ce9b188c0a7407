import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { databaseFileStore } from '../files/chunk-store.ts'
import { createInspector, type Inspector } from '../files/inspector.ts'
import { createUploadedPictures } from '../files/picture-service.ts'
import { createFiles, type Files } from '../files/service.ts'
import { seedAgents } from './demo.ts'
import { createPictures, type Pictures } from './picture-service.ts'
import type { AgentRole, Viewer } from './viewer.ts'

const viewer = (login: string, role: AgentRole = 'AGENT'): Viewer => {
  return { login, role, roleBy: 'directory', sessionId: login, expiresAt: new Date('2100-01-01') }
}
const [jimmy, danny, admin] = [viewer('jimmy.solid'), viewer('danny.solid'), viewer('admin', 'ADMIN')]
const now = () => new Date('2026-06-01T10:00:00Z')
let database: TestDatabase
let inspector: Inspector
let files: Files
let pictures: Pictures
const changed: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  await seedAgents(db)
  inspector = createInspector({ logger: pino({ level: 'silent' }) })
  files = createFiles({
    db,
    contents: databaseFileStore,
    rights: { toWrite: async () => {}, mayRead: async () => true },
    inspect: inspector.inspect,
    now,
    newId: randomUUID,
    maxBytes: 2_000_000,
    quotaBytes: 9_000_000,
  })
  pictures = createPictures({
    db,
    record: createAudit({ db, now, onLost: (error) => expect.unreachable(String(error)) }).record,
    uploads: createUploadedPictures({ files, contents: databaseFileStore, crop: inspector.crop }),
    onChanged: (login) => changed.push(login),
  })
})
afterAll(() => database.drop())

async function uploads(agent: Viewer, content: Buffer): Promise<string> {
  const { id } = await files.beginUpload(agent, { roomId: 'general', name: 'me', size: content.length })
  async function* whole() {
    yield content
  }
  await files.append(agent, id, 0, whole())
  return id
}

/** 300 to 200 pixels as it is shown, by its orientation: its left third is red, the rest blue. */
async function twoColours(): Promise<Buffer> {
  const red = await sharp({ create: { width: 100, height: 200, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
  const shown = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer()
  return sharp(shown)
    .rotate(-90)
    .jpeg({ quality: 95 })
    .withExif({ IFD0: { Make: 'SecretCamera' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}
const colourOf = async (bytes: Buffer) => {
  const { channels } = await sharp(bytes).stats()
  return channels.map(({ mean }) => Math.round(mean / 51) * 51)
}
const counts = async () => {
  const [row] = await database.db.sql<{ pictures: number; files: number; chunks: number }[]>`
    select (select count(*) from picture)::int as pictures, (select count(*) from file)::int as files,
      (select count(*) from file_chunk)::int as chunks`
  return row
}

test('a picture MUST be the square of the image as it is shown, take the place of the last one, and leave nothing else', async () => {
  const first = await uploads(jimmy, await twoColours())
  const agent = await pictures.changePicture(jimmy, { uploadId: first, crop: { x: 0, y: 50, size: 90 } })
  expect(agent).toMatchObject({ login: 'jimmy.solid', pictureId: first })
  expect(changed.splice(0)).toEqual(['jimmy.solid'])
  const large = await pictures.readPicture(first, 'large')
  expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256, hasAlpha: false })
  expect((await sharp(large).metadata()).exif).toBeUndefined()
  expect(await sharp(await pictures.readPicture(first, 'small')).metadata()).toMatchObject({ width: 96, height: 96 })
  expect(await colourOf(large)).toEqual([255, 0, 0])
  expect(await counts()).toEqual({ pictures: 1, files: 0, chunks: 0 })
  // The answer was lost, and it is asked again.
  expect(await pictures.changePicture(jimmy, { uploadId: first })).toEqual(agent)

  const second = await uploads(jimmy, await twoColours())
  await pictures.changePicture(jimmy, { uploadId: second, crop: { x: 110, y: 0, size: 190 } })
  expect(await colourOf(await pictures.readPicture(second, 'small'))).toEqual([0, 0, 255])
  await expect(pictures.readPicture(first, 'large')).rejects.toMatchObject({ code: 'UNKNOWN_FILE' })
  expect(await counts()).toEqual({ pictures: 1, files: 0, chunks: 0 })
})

test('what is no image, or another agent’s, or a square beyond the image MUST be refused, and the picture stay', async () => {
  const before = await counts()
  const refused = (agent: Viewer, uploadId: string, crop?: { x: number; y: number; size: number }) =>
    expect(pictures.changePicture(agent, { uploadId, crop })).rejects
  const image = await uploads(danny, await twoColours())
  await refused(jimmy, image).toMatchObject({ code: 'UNKNOWN_FILE' })
  await refused(danny, 'no\0id').toMatchObject({ code: 'UNKNOWN_FILE' })
  for (const [crop, path] of [
    [{ x: 0, y: 1, size: 200 }, 'crop.y'],
    [{ x: -1, y: 0, size: 10 }, 'crop.x'],
    [{ x: 295, y: 0, size: 10 }, 'crop.x'],
    [{ x: 0, y: 0, size: 0 }, 'crop.size'],
  ] as const)
    await refused(danny, image, crop).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] })
  const text = await uploads(danny, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await refused(danny, text).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'uploadId' }] })
  const { id: begun } = await files.beginUpload(danny, { roomId: 'general', name: 'me', size: 10 })
  await refused(danny, begun).toMatchObject({ fields: [{ path: 'uploadId' }] })
  // Whatever a decoder makes of it happens in another process.
  async function* hostile() {
    yield (await twoColours()).subarray(0, 800)
    yield randomBytes(5_000)
  }
  expect(await inspector.crop(hostile(), { x: 0, y: 0, size: 100 }, 'danny.solid')).toBeNull()

  const message = { id: randomUUID(), author: 'danny.solid', roomId: 'general', sentAt: now(), attachmentIds: [image] }
  await database.db.transaction((tx) => files.attach(tx, message))
  await refused(danny, image).toMatchObject({ fields: [{ path: 'uploadId' }] })
  expect(await counts()).toMatchObject({ pictures: before?.pictures })
})

test('an agent MUST remove their own picture and an administrator any, which is written down', async () => {
  const id = await uploads(jimmy, await twoColours())
  await pictures.changePicture(jimmy, { uploadId: id })
  await expect(pictures.removePicture(danny, 'jimmy.solid')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(pictures.removePicture(admin, 'nobody')).rejects.toMatchObject({ code: 'UNKNOWN_AGENT' })
  const entries = async () => {
    const rows = await database.db.sql<{ actor: string; subject: string }[]>`
      select actor, subject from audit_entry where action = 'PICTURE_REMOVED'`
    return [...rows]
  }
  expect(await pictures.removePicture(admin, 'jimmy.solid')).toMatchObject({ pictureId: null })
  await pictures.removePicture(admin, 'jimmy.solid')
  expect(await entries()).toEqual([{ actor: 'admin', subject: 'jimmy.solid' }])
  await expect(pictures.readPicture(id, 'small')).rejects.toMatchObject({ code: 'UNKNOWN_FILE' })

  await pictures.changePicture(jimmy, { uploadId: await uploads(jimmy, await twoColours()) })
  expect(await pictures.removePicture(jimmy, 'jimmy.solid')).toMatchObject({ pictureId: null })
  expect(await entries()).toHaveLength(1)
  expect(await counts()).toMatchObject({ pictures: 0 })
})
