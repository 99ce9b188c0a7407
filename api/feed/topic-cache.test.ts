import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { hintsOf } from './hint.ts'
import { append, type Entry, readAfter, readHistory, readLast } from './log.ts'
import { TopicCache } from './topic-cache.ts'

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

/** A topic of its own and its log. What is said is in the log; whether and how it is hinted is the test's to decide. */
function stage() {
  const topic = `test:${++topics}`
  const pubSub = inMemoryPubSub()
  const log = {
    readHistory: (name: string) => readHistory(database.db.sql, name),
    readAfter: (name: string, seq: number, limit: number) => readAfter(database.db.sql, name, seq, limit),
    readLast: (name: string, limit: number) => readLast(database.db.sql, name, limit),
    isAway: database.db.isAway,
  }
  const say = async (count = 1) => {
    const drafts = Array.from({ length: count }, () => ({ kind: 'test', body: {}, audience: null, at: new Date() }))
    return (await append(database.db.sql, topic, drafts)).entries
  }
  const hint = async (seq: number, entries: (Entry | undefined)[] = []) => {
    const { epoch } = await log.readHistory(topic)
    pubSub.publish(hintsOf(topic), { epoch, seq, entries: entries.filter((entry) => entry !== undefined) })
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
  }
  const open = async (reader = log) => {
    const cache = await TopicCache.open(topic, { log: reader, pubSub, logger })
    caches.push(cache)
    return cache
  }
  return { topic, log, say, hint, open }
}
const seqs = (cache: TopicCache) =>
  Array.from({ length: cache.head - cache.oldest + 1 }, (_, i) => cache.at(cache.oldest + i).seq)
const reaches = (cache: TopicCache, head: number) => expect.poll(() => cache.head).toBe(head)

test('what is hinted while the cache is being opened MUST not be lost', async () => {
  const { log, say, hint, open } = stage()
  await say(3)
  const cache = await open({
    ...log,
    // It commits right after the read, and is hinted before the read comes back.
    readLast: async (...asked) => {
      const read = await log.readLast(...asked)
      const [entry] = await say()
      await hint(4, [entry])
      return read
    },
  })
  await reaches(cache, 4)
  expect(seqs(cache)).toEqual([1, 2, 3, 4])
})

test('what is kept MUST be contiguous and in order, whatever the hints are', async () => {
  const { say, hint, open } = stage()
  const cache = await open()
  const [one] = await say()
  const [two] = await say()
  const [three, four] = await say(2)
  await hint(1, [one])
  await hint(1, [one])
  await hint(2, [two])
  await hint(1, [one])
  await hint(4, [three, four])
  await hint(4, [three, four])
  await reaches(cache, 4)
  expect(seqs(cache)).toEqual([1, 2, 3, 4])
})

test('a hole MUST be filled from the log before going on', async () => {
  const { say, hint, open } = stage()
  const cache = await open()
  await say(5)
  const [six] = await say()
  await hint(6, [six])
  await reaches(cache, 6)
  expect(seqs(cache)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a hint without entries, and one that overlaps what is known, MUST be as good', async () => {
  const { say, hint, open } = stage()
  const cache = await open()
  const first = await say(3)
  await hint(3)
  await reaches(cache, 3)
  const more = await say(2)
  await hint(5, [...first, ...more])
  await reaches(cache, 5)
  expect(seqs(cache)).toEqual([1, 2, 3, 4, 5])
})

test('memory MUST stay bounded, and hold the newest', async () => {
  const { say, hint, open } = stage()
  const cache = await open()
  for (let n = 0; n < 8; n++) {
    await say(500)
    await hint((n + 1) * 500)
    await reaches(cache, (n + 1) * 500)
  }
  expect(seqs(cache).length).toBeLessThanOrEqual(2_000)
  expect(cache.at(4_000).seq).toBe(4_000)
})

test('a log that cannot be read for a moment MUST be read at the next chance', async () => {
  const { log, say, hint, open } = stage()
  let away = false
  const cache = await open({
    ...log,
    readAfter: (...asked) => (away ? Promise.reject(new Error('away')) : log.readAfter(...asked)),
  })
  away = true
  await say(2)
  await hint(2)
  await expect(cache.catchUp()).rejects.toThrow('away')
  expect(cache.head).toBe(0)
  away = false
  await cache.catchUp()
  expect(seqs(cache)).toEqual([1, 2])
})
