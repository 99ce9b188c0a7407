import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inProcessDoorbell } from './in-process.ts'
import { append, readAfter, readLast } from './log.ts'
import { channelOf, openTail, type Tail } from './tail.ts'

let database: TestDatabase
let topics = 0
const logger = pino({ level: 'silent' })
const tails: Tail[] = []

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
afterEach(() => {
  for (const tail of tails.splice(0)) tail.close()
})

/** A topic of its own, its log, and a doorbell that is rung by hand: what is said is in the log and not yet told. */
function stage() {
  const topic = `test:${++topics}`
  const doorbell = inProcessDoorbell()
  const log = {
    readAfter: (name: string, seq: number, limit: number) => readAfter(database.db.sql, name, seq, limit),
    readLast: (name: string, limit: number) => readLast(database.db.sql, name, limit),
  }
  const say = async (count = 1) => {
    const drafts = Array.from({ length: count }, () => ({ kind: 'test', body: {}, audience: null, at: new Date() }))
    return (await append(database.db.sql, topic, drafts)).entries
  }
  const ring = async (message: unknown) => {
    doorbell.ring(channelOf(topic), message)
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
  }
  const open = async (reader = log) => {
    const tail = await openTail(topic, reader, doorbell, logger)
    tails.push(tail)
    return tail
  }
  return { topic, log, say, ring, open }
}
const seqs = (tail: Tail) => Array.from({ length: tail.head - tail.kept + 1 }, (_, i) => tail.at(tail.kept + i).seq)
const reaches = (tail: Tail, head: number) => expect.poll(() => tail.head, { timeout: 5_000, interval: 5 }).toBe(head)

test('what is told while the tail is being opened MUST not be lost', async () => {
  const { log, say, ring, open } = stage()
  await say(3)
  const tail = await open({
    ...log,
    // It commits right after the read, and is told before the read comes back.
    readLast: async (...asked) => {
      const read = await log.readLast(...asked)
      const [entry] = await say()
      await ring({ seq: 4, entries: [entry] })
      return read
    },
  })
  await reaches(tail, 4)
  expect(seqs(tail)).toEqual([1, 2, 3, 4])
})

test('what is kept MUST be contiguous and in order, whatever the rings are', async () => {
  const { say, ring, open } = stage()
  const tail = await open()
  const [one] = await say()
  const [two] = await say()
  const [three, four] = await say(2)
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 2, entries: [two] })
  await ring({ seq: 1, entries: [one] })
  await ring({ seq: 4, entries: [three, four] })
  await ring({ seq: 4, entries: [three, four] })
  await reaches(tail, 4)
  expect(seqs(tail)).toEqual([1, 2, 3, 4])
})

test('a hole MUST be filled from the log before going on', async () => {
  const { say, ring, open } = stage()
  const tail = await open()
  await say(5)
  const [six] = await say()
  await ring({ seq: 6, entries: [six] })
  await reaches(tail, 6)
  expect(seqs(tail)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a ring without entries, and one that overlaps what is known, MUST be as good', async () => {
  const { say, ring, open } = stage()
  const tail = await open()
  const first = await say(3)
  await ring({ seq: 3 })
  await reaches(tail, 3)
  const more = await say(2)
  await ring({ seq: 5, entries: [...first, ...more] })
  await reaches(tail, 5)
  expect(seqs(tail)).toEqual([1, 2, 3, 4, 5])
})

test('memory MUST stay bounded, and hold the newest', async () => {
  const { say, ring, open } = stage()
  const tail = await open()
  for (let n = 0; n < 8; n++) {
    await say(500)
    await ring({ seq: (n + 1) * 500 })
    await reaches(tail, (n + 1) * 500)
  }
  expect(seqs(tail).length).toBeLessThanOrEqual(2_000)
  expect(tail.at(4_000).seq).toBe(4_000)
})

test('a log that cannot be read for a moment MUST be read at the next chance', async () => {
  const { log, say, ring, open } = stage()
  let away = false
  const tail = await open({
    ...log,
    readAfter: (...asked) => (away ? Promise.reject(new Error('away')) : log.readAfter(...asked)),
  })
  away = true
  await say(2)
  await ring({ seq: 2 })
  await expect(tail.catchUp()).rejects.toThrow('away')
  expect(tail.head).toBe(0)
  away = false
  await tail.catchUp()
  expect(seqs(tail)).toEqual([1, 2])
})
