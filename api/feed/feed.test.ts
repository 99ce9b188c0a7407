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

/** One process. Without a pub/sub engine of its own it hears nothing but its own slow tick. */
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
async function take(follower: TopicReader<Body>, count: number): Promise<number[]> {
  const taken: number[] = []
  while (taken.length < count) {
    const { value, done } = await follower.next()
    if (done) break
    taken.push(value.body.n)
  }
  await follower.return()
  return taken
}

/** A pub/sub whose messages can be lost or doubled, late or out of order. */
function unreliable(fate: (ring: () => void) => void): PubSub {
  const bell = inMemoryPubSub()
  return { ...bell, publish: (channel, message) => fate(() => bell.publish(channel, message)) }
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

  test('a transaction that fails MUST leave nothing and tell nobody', async () => {
    const feed = open()
    const follower = await feed.follow<Body>(topic, { after: start })
    const failing = database.db.transaction(async (tx) => {
      await feed.append(tx, topic, [draft(666)])
      throw new Error('changed its mind')
    })
    await expect(failing).rejects.toThrow('changed its mind')
    await say(feed, 1)
    expect(await take(follower, 1)).toEqual([1])
  })

  test('an entry MUST come back as it was written: moments as moments, nothing as nothing', async () => {
    const [writer, reader] = [open(), open()]
    const [live, stored] = [await writer.follow(topic, { after: start }), await reader.follow(topic, { after: start })]
    const entry = { kind: 'test', body: { text: 'Ż 🚗', none: null }, audience: ['a', 'b'], at: draft(0).at }
    await database.db.transaction((tx) => writer.append(tx, topic, [entry]))
    for (const [feed, follower] of [
      [writer, live],
      [reader, stored],
    ] as const) {
      const next = follower.next()
      if (feed === reader) await (await reader.follow(topic, { after: await at(reader, 1) })).return()
      expect((await next).value).toEqual({ ...entry, ...(await at(feed, 1)) })
      await follower.return()
    }
  })
})

describe('following', () => {
  test('MUST give everything after a place and then everything new, once and in order', async () => {
    const feed = open()
    await say(feed, ...upTo(10))
    const follower = await feed.follow<Body>(topic, { after: await at(feed, 4) })
    const taking = take(follower, 12)
    for (const n of upTo(6, 11)) await say(feed, n)
    expect(await taking).toEqual(upTo(12, 5))
  })

  test('MUST start now without a place', async () => {
    const feed = open()
    await say(feed, 1, 2)
    const follower = await feed.follow<Body>(topic, { after: null })
    await say(feed, 3)
    expect(await take(follower, 1)).toEqual([3])
  })

  test('MUST replay more than is kept in memory, while others write', async () => {
    const feed = open()
    const all = upTo(2_600)
    for (let at = 0; at < all.length; at += 500) await say(feed, ...all.slice(at, at + 500))
    const follower = await feed.follow<Body>(topic, { after: start })
    const taking = take(follower, 2_700)
    for (let at = 2_600; at < 2_700; at += 10) await say(feed, ...upTo(10, at + 1))
    expect(await taking).toEqual(upTo(2_700))
  })

  test('a reader who stops for a while MUST go on where he was, however much was written', async () => {
    const feed = open()
    const follower = await feed.follow<Body>(topic, { after: start })
    await say(feed, 1)
    expect((await follower.next()).value?.body).toEqual({ n: 1 })
    // More than a process keeps in memory.
    for (let at = 1; at < 2_501; at += 500) await say(feed, ...upTo(500, at + 1))
    expect(await take(follower, 2_500)).toEqual(upTo(2_500, 2))
  })

  test('readers who begin at any moment under concurrent writes MUST all see the same, whole', async () => {
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

  test.each<[string, (ring: () => void, n: number) => void]>([
    ['lost now and then', (ring, n) => n % 3 === 0 || ring()],
    [
      'doubled',
      (ring) => {
        ring()
        ring()
      },
    ],
    ['late', (ring) => setTimeout(ring, 5)],
    ['out of order', (ring, n) => setTimeout(ring, n % 2 ? 10 : 0)],
    ['all lost', () => {}],
  ])('with rings that are %s MUST give everything once and in order', async (_, fate) => {
    let rung = 0
    const feed = open(
      unreliable((ring) => fate(ring, rung++)),
      50,
    )
    const follower = await feed.follow<Body>(topic, { after: start })
    const taking = take(follower, 60)
    for (const n of upTo(60)) await say(feed, n)
    expect(await taking).toEqual(upTo(60))
  })

  test('a pub/sub engine that resumes MUST make every reader look at the log at once', async () => {
    let resume = () => {}
    const deaf: PubSub = {
      ...inMemoryPubSub(),
      publish: () => {},
      onResume: (check) => {
        resume = check
      },
    }
    const feed = open(deaf)
    const follower = await feed.follow<Body>(topic, { after: start })
    const taking = take(follower, 2)
    await say(feed, 1, 2)
    resume()
    expect(await taking).toEqual([1, 2])
  })

  test('entries too large for a ring MUST arrive all the same', async () => {
    const feed = open()
    const follower = await feed.follow<{ text: string }>(topic, { after: start })
    const large = ['a', 'b', 'c'].map((letter) => ({ ...draft(0), body: { text: letter.repeat(20_000) } }))
    await database.db.transaction((tx) => feed.append(tx, topic, large))
    for (const { body } of large) expect((await follower.next()).value?.body).toEqual(body)
    await follower.return()
  })

  test('an audience MUST be asked for at every entry, so that rights that change count at once', async () => {
    const feed = open()
    let login = 'jimmy'
    const maySee = ({ audience }: { audience: string[] | null }) => audience === null || audience.includes(login)
    const follower = await feed.follow<Body>(topic, { after: start, maySee })
    const tell = (n: number, to: string[] | null) =>
      database.db.transaction((tx) => feed.append(tx, topic, [draft(n, to)]))
    await tell(1, ['jimmy'])
    await tell(2, ['danny'])
    expect((await follower.next()).value?.body).toEqual({ n: 1 })
    login = 'danny'
    await tell(3, ['jimmy'])
    await tell(4, null)
    expect(await take(follower, 2)).toEqual([2, 4])
  })
})

describe('leaving', () => {
  test('MUST end a reader at once, also while he waits, and leave nothing behind', async () => {
    const feed = open()
    const follower = await feed.follow<Body>(topic, { after: null })
    const waiting = follower.next()
    expect(feed.readers()).toBe(1)
    expect(await follower.return()).toEqual({ done: true, value: undefined })
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await follower.next()).toEqual({ done: true, value: undefined })
    expect(feed.readers()).toBe(0)
  })

  test('before the first entry was asked for MUST cost nothing', async () => {
    const feed = open()
    const follower = await feed.follow<Body>(topic, { after: null })
    expect(feed.readers()).toBe(0)
    await follower.return()
    expect(await follower.next()).toEqual({ done: true, value: undefined })
    expect(feed.readers()).toBe(0)
  })

  test('a reader who comes when his topic was about to be given up MUST hear everything', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const feed = open(inMemoryPubSub(), 1_000)
    await take(await feed.follow<Body>(topic, { after: null }), 0)
    // However long nobody was there.
    for (const ticks of upTo(16)) {
      vi.advanceTimersByTime(1_000)
      const follower = await feed.follow<Body>(topic, { after: null })
      vi.advanceTimersByTime(1_000)
      const taking = take(follower, 1)
      await say(feed, ticks)
      expect(await taking).toEqual([ticks])
      for (let idle = 0; idle < ticks; idle++) vi.advanceTimersByTime(1_000)
    }
  })
})

describe('places that cannot be followed', () => {
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

  test('one that another process has told about MUST be found, though this one has heard nothing', async () => {
    const [deaf, other] = [open(), open()]
    await take(await deaf.follow<Body>(topic, { after: null }), 0)
    await say(other, 1, 2, 3)
    const follower = await deaf.follow<Body>(topic, { after: await at(other, 2) })
    expect(await take(follower, 1)).toEqual([3])
  })
})
