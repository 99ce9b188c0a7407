import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { encodeCursor } from './cursor.ts'
import { createFeed } from './feed.ts'
import { readHistory } from './log.ts'
import { startRetention } from './retention.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const logger = pino({ level: 'silent' })
const feedOf = () => createFeed({ db: database.db, pubSub: inMemoryPubSub(), logger, slowTick: 1_000 })
const day = 86_400_000

const at = async (topic: string, seq: number) => ({
  epoch: (await readHistory(database.db.sql, topic)).epoch,
  seq,
})

/** One entry for each age in days. */
async function written(topic: string, ages: number[]) {
  const feed = feedOf()
  const drafts = ages.map((age) => ({
    kind: 'said',
    body: { age },
    audience: null,
    at: new Date(Date.now() - age * day),
  }))
  await database.db.transaction((tx) => feed.append(tx, topic, drafts))
  await feed.close()
}

async function keep(seconds: Record<string, number>, topic: string, oldest: number) {
  const retention = startRetention({ db: database.db, keep: seconds, now: () => new Date(), logger })
  await expect.poll(async () => (await readHistory(database.db.sql, topic)).oldest).toBe(oldest)
  await retention.stop()
}

test('what is older than its kind is kept MUST be deleted from the beginning, and nothing behind a younger entry', async () => {
  await written('room:a', [9, 8, 1, 9, 0])
  await written('other:a', [9])
  await keep({ room: 2 * 86_400 }, 'room:a', 3)
  const rows = await database.db.sql<
    { topic: string; seq: number }[]
  >`select topic, seq from feed_entry order by topic, seq`
  expect(rows.map(({ topic, seq }) => `${topic} ${seq}`)).toEqual(['other:a 1', 'room:a 3', 'room:a 4', 'room:a 5'])
})

test('a position before what is kept MUST be refused with the oldest that is good, and that one be good', async () => {
  await written('room:b', [9, 8, 1, 0])
  await keep({ room: 2 * 86_400 }, 'room:b', 3)
  const feed = feedOf()
  const [given, oldest] = [await at('room:b', 1), await at('room:b', 2)]
  const refusal = feed.follow('room:b', { after: given })
  await expect(refusal).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', oldest: encodeCursor('room:b', oldest) })
  const reader = await feed.follow<{ age: number }>('room:b', { after: oldest })
  expect((await reader.next()).value?.body.age).toBe(1)
  await reader.return()
  await feed.close()
})

test('a topic of which nothing is left MUST go on counting', async () => {
  await written('room:c', [9, 9])
  await keep({ room: 86_400 }, 'room:c', 3)
  await written('room:c', [0])
  const feed = feedOf()
  const reader = await feed.follow('room:c', { after: await at('room:c', 2) })
  expect((await reader.next()).value?.seq).toBe(3)
  await reader.return()
  await feed.close()
})
