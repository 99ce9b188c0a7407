import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { inProcessDoorbell } from '../feed/in-process.ts'
import type { Message } from './message.ts'
import { createRoomWriter, type WriteMessage } from './room-writer.ts'

let database: TestDatabase
let feed: Feed
let write: WriteMessage

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  feed = createFeed({ db, doorbell: inProcessDoorbell(), logger: pino({ level: 'silent' }), slowTick: 60_000 })
  write = createRoomWriter({ db, feed, topic: 'room:general' })
})
afterAll(async () => {
  feed.close()
  await database.drop()
})

const message = (text: string, clientId: string | null = null): Message => ({
  id: randomUUID(),
  roomId: 'general',
  author: 'jimmy.solid',
  text,
  sentAt: new Date(),
  clientId,
})

test.each([
  ['with a clientId', randomUUID()],
  ['without one', null],
])('a message %s whose answer was lost MUST be known again, and hold up nobody', async (_, clientId) => {
  const said = message('once', clientId)
  const first = await write(said)
  // As a batch is tried again whose connection broke after its commit.
  const [again, next] = await Promise.all([write(said), write(message('next'))])
  expect(again).toEqual(first)
  expect(next.seq).toBe(first.seq + 1)
})

test('what the database refuses for another reason MUST fail for its author alone', async () => {
  const [refused, taken] = await Promise.allSettled([write(message('\0')), write(message('here'))])
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: '22P05' } })
  expect(taken).toMatchObject({ status: 'fulfilled', value: { text: 'here' } })
})
