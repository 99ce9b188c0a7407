import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { SentMessage } from './message.ts'
import { createRoomWriter, type WriteMessage } from './room-writer.ts'

let database: TestDatabase
let feed: Feed
let write: WriteMessage

const noFiles = { attach: async () => [] }

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  feed = createFeed({ db, pubSub: inMemoryPubSub(), logger: pino({ level: 'silent' }), slowTick: 60_000 })
  write = createRoomWriter({ db, feed, roomId: 'general', files: noFiles, onWritten: () => {} })
})
afterAll(async () => {
  await feed.close()
  await database.drop()
})

const message = (text: string, clientId: string | null = null): SentMessage => ({
  id: randomUUID(),
  roomId: 'general',
  author: 'jimmy.solid',
  text,
  sentAt: new Date(),
  clientId,
  replyTo: null,
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

describe('of many at once', () => {
  const stored = (prefix: string) =>
    database.db.sql<{ text: string; seq: number }[]>`
      select text, seq from message where text like ${`${prefix} %`} order by seq`
  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => message(`${prefix} ${n}`, randomUUID()))

  test('those whom a refused or repeated one stands among MUST be written once, in the order they came in', async () => {
    const said = many('mixed', 300)
    const [before] = said as [SentMessage, ...SentMessage[]]
    const first = await write(before)
    const refused = { ...message('mixed \0'), clientId: randomUUID() }
    const sent = [...said.slice(0, 40), refused, ...said.slice(40, 200), refused, ...said.slice(200)]
    const writing: Promise<SentMessage>[] = []
    for (const [n, one] of sent.entries()) {
      const answer = write(one)
      answer.catch(() => {})
      writing.push(answer)
      if (n % 25 === 24) await new Promise(setImmediate)
    }
    const outcomes = await Promise.allSettled(writing)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2)
    expect(outcomes[0]).toEqual({ status: 'fulfilled', value: first })
    expect((await stored('mixed')).map(({ text }) => text)).toEqual(said.map(({ text }) => text))
  })

  test('MUST be written once each when the connection is lost again and again', async () => {
    const said = many('cut', 600)
    const written: Promise<unknown>[] = []
    for (const [n, one] of said.entries()) {
      const retry = (): Promise<unknown> => write(one).catch(retry)
      written.push(retry())
      // Somewhere between sending and answering; whoever is cut off tries again, as a client does.
      if (n % 50 === 25) {
        await new Promise(setImmediate)
        await database.db.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
      }
    }
    await Promise.all(written)
    const rows = await stored('cut')
    expect(rows).toHaveLength(said.length)
    expect(new Set(rows.map(({ text }) => text)).size).toBe(said.length)
  })
})
