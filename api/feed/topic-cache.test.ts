import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { append, readAfter, readLast } from './log.ts'
import { channelOf, openTopicCache, type TopicCache } from './topic-cache.ts'

let database: TestDatabase
let topics = 0
const logger = pino({ level: 'silent' })
const caches: TopicCache[] = []

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
afterEach(() => {
  for (const cache of caches.splice(0)) cache.close()
})

/** A topic of its own, its log, and a pub/sub engine that is rung by hand: what is said is in the log and not yet told. */
function stage() {
  const topic = `test:${++topics}`
  const pubSub = inMemoryPubSub()
  const log = {
    readAfter: (name: string, seq: number, limit: number) => readAfter(database.db.sql, name, seq, limit),
    readLast: (name: string, limit: number) => readLast(database.db.sql, name, limit),
  }
  const say = async (count = 1) => {
    const drafts = Array.from({ length: count }, () => ({ kind: 'test', body: {}, audience: null, at: new Date() }))
    return (await append(database.db.sql, topic, drafts)).entries
  }
  const ring = async (message: unknown) => {
    pubSub.publish(channelOf(topic), message)
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
  }
  const open = async (reader = log) => {
    const cache = await openTopicCache(topic, reader, pubSub, logger)
    caches.push(cache)
    return cache
  }
  return { topic, log, say, ring, open }
}
const seqs = (cache: TopicCache) =>
  Array.from({ length: cache.head - cache.oldest + 1 }, (_, i) => cache.at(cache.oldest + i).seq)
const reaches = (cache: TopicCache, head: number) =>
  expect.poll(() => cache.head, { timeout: 5_000, interval: 5 }).toBe(head)

test('what is told while the tail is being opened MUST not be lost', async () => {
  const { log, say, ring, open } = stage()
  await say(3)
  const cache = await open({
    ...log,
    // It commits right after the read, and is told before the read comes back.
    readLast: async (...asked) => {
      const read = await log.readLast(...asked)
      const [entry] = await say()
      await ring({ seq: 4, entries: [entry] })
      return read
    },
  })
  await reaches(cache, 4)
  expect(seqs(cache)).toEqual([1, 2, 3, 4])
})

test('what is kept MUST be contiguous and in order, whatever the rings are', async () => {
  const { say, ring, open } = stage()
  const cache = await open()
  const [one] = await say()
  const [two] = await say()
  const [three, four] = await say(2)
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 2, entries: [two] })
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 4, entries: [three, four] })
  await ring({ seq: 4, entries: [three, four] })
  await reaches(cache, 4)
  expect(seqs(cache)).toEqual([1, 2, 3, 4])
})

test('a hole MUST be filled from the log before going on', async () => {
  const { say, ring, open } = stage()
  const cache = await open()
  await say(5)
  const [six] = await say()
  await ring({ seq: 6, entries: [six] })
  await reaches(cache, 6)
  expect(seqs(cache)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a ring without entries, and one that overlaps what is known, MUST be as good', async () => {
  const { say, ring, open } = stage()
  const cache = await open()
  const first = await say(3)
  await ring({ seq: 3 })
  await reaches(cache, 3)
  const more = await say(2)
  await ring({ seq: 5, entries: [...first, ...more] })
  await reaches(cache, 5)
  expect(seqs(cache)).toEqual([1, 2, 3, 4, 5])
})

test('memory MUST stay bounded, and hold the newest', async () => {
  const { say, ring, open } = stage()
  const cache = await open()
  for (let n = 0; n < 8; n++) {
    await say(500)
    await ring({ seq: (n + 1) * 500 })
    await reaches(cache, (n + 1) * 500)
  }
  expect(seqs(cache).length).toBeLessThanOrEqual(2_000)
  expect(cache.at(4_000).seq).toBe(4_000)
})

test('a log that cannot be read for a moment MUST be read at the next chance', async () => {
  const { log, say, ring, open } = stage()
  let away = false
  const cache = await open({
    ...log,
    readAfter: (...asked) => (away ? Promise.reject(new Error('away')) : log.readAfter(...asked)),
  })
  away = true
  await say(2)
  await ring({ seq: 2 })
  await expect(cache.catchUp()).rejects.toThrow('away')
  expect(cache.head).toBe(0)
  away = false
  await cache.catchUp()
  expect(seqs(cache)).toEqual([1, 2])
})
