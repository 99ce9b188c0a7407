import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { encodeCursor } from './cursor.ts'
import { createFeed, type Feed } from './feed.ts'
import type { TopicReader } from './topic-reader.ts'

type Body = { n: number }

let database: TestDatabase
let topics = 0
let topic: string
const feeds: Feed[] = []
const logger = pino({ level: 'silent' })

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  topic = `test:${++topics}`
})
afterEach(() => {
  vi.useRealTimers()
  for (const feed of feeds.splice(0)) {
    expect(feed.readers()).toBe(0)
    feed.close()
  }
})

/** One process. Without the pub/sub of others it has only its slow tick. */
function open(pubSub: PubSub = inMemoryPubSub(), slowTick = 60_000): Feed {
  const feed = createFeed({ db: database.db, pubSub, logger, slowTick })
  feeds.push(feed)
  return feed
}

const draft = (n: number, audience: string[] | null = null) => ({
  kind: 'test',
  body: { n },
  audience,
  at: new Date('2026-06-01T10:00:00.123Z'),
})
const say = (feed: Feed, ...numbers: number[]) =>
  database.db.transaction((tx) =>
    feed.append<Body>(
      tx,
      topic,
      numbers.map((n) => draft(n)),
    ),
  )
/** Before the first entry. */
const start = { epoch: 0, seq: 0 }
const at = async (feed: Feed, seq: number) => ({ epoch: (await feed.history(topic)).epoch, seq })
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i)

/** Takes so many entries and leaves. */
async function take(reader: TopicReader<Body>, count: number): Promise<number[]> {
  const taken: number[] = []
  while (taken.length < count) {
    const { value, done } = await reader.next()
    if (done) break
    taken.push(value.body.n)
  }
  await reader.return()
  return taken
}

/** A pub/sub whose messages can be lost or doubled, late or out of order. */
function unreliable(fate: (publish: () => void) => void): PubSub {
  const pubSub = inMemoryPubSub()
  return { ...pubSub, publish: (channel, message) => fate(() => pubSub.publish(channel, message)) }
}

describe('the log', () => {
  test('numbers MUST have no holes, and their order be the order of commit, whoever writes at the same time', async () => {
    const feed = open()
    await Promise.all(
      upTo(40).map((n) =>
        database.db
          .transaction(async (tx) => {
            await feed.append(tx, topic, [draft(n), draft(n)])
            if (n % 4 === 0) throw new Error('changed its mind')
          })
          .catch(() => {}),
      ),
    )
    const rows = await database.db.sql<{ seq: number; xmin: number }[]>`
      select seq from feed_entry where topic = ${topic} order by seq`
    expect(rows.map((row) => row.seq)).toEqual(upTo(60))
    expect((await feed.history(topic)).head).toBe(60)
  })

  test('a transaction that fails MUST leave nothing and deliver nothing', async () => {
    const feed = open()
    const reader = await feed.follow<Body>(topic, { after: start })
    const failing = database.db.transaction(async (tx) => {
      await feed.append(tx, topic, [draft(666)])
      throw new Error('changed its mind')
    })
    await expect(failing).rejects.toThrow('changed its mind')
    await say(feed, 1)
    expect(await take(reader, 1)).toEqual([1])
  })

  test('an entry MUST come back as it was written: moments as moments, nothing as nothing', async () => {
    const [here, there] = [open(), open()]
    const [live, stored] = [await here.follow(topic, { after: start }), await there.follow(topic, { after: start })]
    const entry = { kind: 'test', body: { text: 'Ż 🚗', none: null }, audience: ['a', 'b'], at: draft(0).at }
    await database.db.transaction((tx) => here.append(tx, topic, [entry]))
    const written = { ...entry, ...(await at(here, 1)) }
    expect((await live.next()).value).toEqual(written)
    const next = stored.next()
    // The other process gets no hint: a position that it does not know makes it read the log.
    await (await there.follow(topic, { after: await at(there, 1) })).return()
    expect((await next).value).toEqual(written)
    for (const reader of [live, stored]) await reader.return()
  })
})

describe('following', () => {
  test('MUST give everything after a position and then everything new, once and in order', async () => {
    const feed = open()
    await say(feed, ...upTo(10))
    const reader = await feed.follow<Body>(topic, { after: await at(feed, 4) })
    const taking = take(reader, 12)
    for (const n of upTo(6, 11)) await say(feed, n)
    expect(await taking).toEqual(upTo(12, 5))
  })

  test('MUST start now without a position', async () => {
    const feed = open()
    await say(feed, 1, 2)
    const reader = await feed.follow<Body>(topic, { after: null })
    await say(feed, 3)
    expect(await take(reader, 1)).toEqual([3])
  })

  test('MUST replay more than is kept in memory, while others write', async () => {
    const feed = open()
    const all = upTo(2_600)
    for (let at = 0; at < all.length; at += 500) await say(feed, ...all.slice(at, at + 500))
    const reader = await feed.follow<Body>(topic, { after: start })
    const taking = take(reader, 2_700)
    for (let at = 2_600; at < 2_700; at += 10) await say(feed, ...upTo(10, at + 1))
    expect(await taking).toEqual(upTo(2_700))
  })

  test('a reader that stops for a while MUST go on where it was, however much was written', async () => {
    const feed = open()
    const reader = await feed.follow<Body>(topic, { after: start })
    await say(feed, 1)
    expect((await reader.next()).value?.body).toEqual({ n: 1 })
    // More than a process keeps in memory.
    for (let at = 1; at < 2_501; at += 500) await say(feed, ...upTo(500, at + 1))
    expect(await take(reader, 2_500)).toEqual(upTo(2_500, 2))
  })

  test('readers that begin at any moment during concurrent writes MUST all get the same, whole', async () => {
    const feed = open()
    const writing = Promise.all(
      upTo(8).map(async (w) => {
        for (const n of upTo(25)) await say(feed, w * 100 + n)
      }),
    )
    const readers: Promise<number[]>[] = []
    for (const _ of upTo(15)) {
      readers.push(take(await feed.follow<Body>(topic, { after: start }), 200))
      await new Promise(setImmediate)
    }
    await writing
    const [first, ...others] = await Promise.all(readers)
    expect(new Set(first).size).toBe(200)
    for (const other of others) expect(other).toEqual(first)
  })

  test.each<[string, (publish: () => void, n: number) => void]>([
    ['lost now and then', (publish, n) => n % 3 === 0 || publish()],
    [
      'doubled',
      (publish) => {
        publish()
        publish()
      },
    ],
    ['late', (publish) => setTimeout(publish, 5)],
    ['out of order', (publish, n) => setTimeout(publish, n % 2 ? 10 : 0)],
    ['all lost', () => {}],
  ])('with hints that are %s MUST give everything once and in order', async (_, fate) => {
    let hints = 0
    const feed = open(
      unreliable((publish) => fate(publish, hints++)),
      50,
    )
    const reader = await feed.follow<Body>(topic, { after: start })
    const taking = take(reader, 60)
    for (const n of upTo(60)) await say(feed, n)
    expect(await taking).toEqual(upTo(60))
  })

  test('a pub/sub engine that resumes MUST make every reader look at the log at once', async () => {
    let resume = () => {}
    const silent: PubSub = {
      ...inMemoryPubSub(),
      publish: () => {},
      onResume: (check) => {
        resume = check
      },
    }
    const feed = open(silent)
    const reader = await feed.follow<Body>(topic, { after: start })
    const taking = take(reader, 2)
    await say(feed, 1, 2)
    resume()
    expect(await taking).toEqual([1, 2])
  })

  test('entries too large for a hint MUST arrive all the same', async () => {
    const feed = open()
    const reader = await feed.follow<{ text: string }>(topic, { after: start })
    const large = ['a', 'b', 'c'].map((letter) => ({ ...draft(0), body: { text: letter.repeat(20_000) } }))
    await database.db.transaction((tx) => feed.append(tx, topic, large))
    for (const { body } of large) expect((await reader.next()).value?.body).toEqual(body)
    await reader.return()
  })

  test('maySee MUST be asked for every entry, so that rights that change count at once', async () => {
    const feed = open()
    let login = 'jimmy'
    const maySee = ({ audience }: { audience: string[] | null }) => audience === null || audience.includes(login)
    const reader = await feed.follow<Body>(topic, { after: start, maySee })
    const tell = (n: number, to: string[] | null) =>
      database.db.transaction((tx) => feed.append(tx, topic, [draft(n, to)]))
    await tell(1, ['jimmy'])
    await tell(2, ['danny'])
    expect((await reader.next()).value?.body).toEqual({ n: 1 })
    login = 'danny'
    await tell(3, ['jimmy'])
    await tell(4, null)
    expect(await take(reader, 2)).toEqual([2, 4])
  })
})

describe('leaving', () => {
  test('MUST end a reader at once, also while it waits, and leave nothing behind', async () => {
    const feed = open()
    const reader = await feed.follow<Body>(topic, { after: null })
    const waiting = reader.next()
    expect(feed.readers()).toBe(1)
    expect(await reader.return()).toEqual({ done: true, value: undefined })
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await reader.next()).toEqual({ done: true, value: undefined })
    expect(feed.readers()).toBe(0)
  })

  test('before the first entry was asked for MUST cost nothing', async () => {
    const feed = open()
    const reader = await feed.follow<Body>(topic, { after: null })
    expect(feed.readers()).toBe(0)
    await reader.return()
    expect(await reader.next()).toEqual({ done: true, value: undefined })
    expect(feed.readers()).toBe(0)
  })

  test('a reader that comes when its idle cache was about to be closed MUST get everything', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const feed = open(inMemoryPubSub(), 1_000)
    await take(await feed.follow<Body>(topic, { after: null }), 0)
    // However long there was no reader.
    for (const ticks of upTo(16)) {
      vi.advanceTimersByTime(1_000)
      const reader = await feed.follow<Body>(topic, { after: null })
      vi.advanceTimersByTime(1_000)
      const taking = take(reader, 1)
      await say(feed, ticks)
      expect(await taking).toEqual([ticks])
      for (let idle = 0; idle < ticks; idle++) vi.advanceTimersByTime(1_000)
    }
  })
})

describe('positions that cannot be followed', () => {
  test('one that is no longer kept MUST be refused with the oldest that is', async () => {
    const feed = open()
    await say(feed, ...upTo(5))
    await database.db.sql`delete from feed_entry where topic = ${topic} and seq < 4`
    await database.db.sql`update feed_topic set oldest = 4 where name = ${topic}`
    await expect(feed.follow(topic, { after: await at(feed, 2) })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    expect(await take(await feed.follow<Body>(topic, { after: await at(feed, 3) }), 2)).toEqual([4, 5])
  })

  test('one that the topic has not reached MUST be refused as expired: it is of another history', async () => {
    const feed = open()
    await say(feed, 1)
    const beyond = feed.follow(topic, { after: await at(feed, 2) })
    await expect(beyond).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', oldest: encodeCursor(topic, start) })
    expect(await take(await feed.follow<Body>(topic, { after: await at(feed, 1) }), 0)).toEqual([])
  })

  test('one that another process has given out MUST be found, though this one has got no hint', async () => {
    const [behind, other] = [open(), open()]
    await take(await behind.follow<Body>(topic, { after: null }), 0)
    await say(other, 1, 2, 3)
    const reader = await behind.follow<Body>(topic, { after: await at(other, 2) })
    expect(await take(reader, 1)).toEqual([3])
  })
})
