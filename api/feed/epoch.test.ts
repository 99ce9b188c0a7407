import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../db/db.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { encodeCursor } from './cursor.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Position } from './history.ts'
import { beginEpoch, forgetHistory } from './log.ts'
import type { TopicReader } from './topic-reader.ts'

type Body = { text: string }

const topic = 'test:restored'
const start = { epoch: 0, seq: 0 }
const logger = pino({ level: 'silent' })
let database: TestDatabase
let closing: (() => unknown)[]

beforeEach(async () => {
  database = await testDatabase()
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  await database.drop()
})

/** A process of its own, with its own connections. Without a pub/sub of others it has only its slow tick. */
function process(pubSub: PubSub = inMemoryPubSub(), slowTick = 20) {
  const db = openDb(database.url, { max: 3 })
  const feed = createFeed({ db, pubSub, logger, slowTick })
  closing.push(db.close, feed.close)
  const append = (...texts: string[]) =>
    retried(() =>
      db.transaction((tx) =>
        feed.append<Body>(
          tx,
          topic,
          texts.map((text) => ({ kind: 'test', body: { text }, audience: null, at: new Date() })),
        ),
      ),
    )
  return { db, feed, append }
}

/** Until the connections that the restore has cut are there again. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!/terminat|not currently accepting|CONNECTION_/.test(String(error))) throw error
      await new Promise(setImmediate)
    }
  }
}

/** A client: it keeps what it was given and the last position, and reads the list afresh when that has expired. */
async function reader(feed: Feed, read: () => Promise<{ texts: string[]; at: Position }>) {
  const state = { texts: [] as string[], at: start as Position, reloads: 0, stopped: false }
  let following: TopicReader<Body> | null = null
  const reload = async () => Object.assign(state, await retried(read))
  await reload()
  const run = async () => {
    while (!state.stopped) {
      try {
        following = await feed.follow<Body>(topic, { after: state.at })
        // Stopped meanwhile, by whoever knew only the last one.
        if (state.stopped) await following.return()
        for await (const { epoch, seq, body } of following) {
          state.at = { epoch, seq }
          state.texts.push(body.text)
        }
      } catch (error) {
        if (state.stopped) return
        if (!(error instanceof Error && 'code' in error && error.code === 'CURSOR_EXPIRED')) continue
        state.reloads++
        await reload()
      }
    }
  }
  const running = run()
  closing.push(() => {
    state.stopped = true
    return following?.return().then(() => running)
  })
  return state
}

/** The whole list and the position at its end, as a page gives them. */
const pageOf = (one: ReturnType<typeof process>) => async () => {
  const { epoch, head: seq } = await one.feed.history(topic)
  const rows = await one.db.sql<{ text: string }[]>`
    select body ->> 'text' as text from feed_entry where topic = ${topic} and seq <= ${seq} order by seq`
  return { texts: rows.map(({ text }) => text), at: { epoch, seq } }
}

const positionOf = async (feed: Feed, seq: number) => ({ epoch: (await feed.history(topic)).epoch, seq })
const eventually = (fact: () => unknown) => expect.poll(fact)
const expiredNow = (feed: Feed, after: Position) =>
  expect(retried(() => feed.follow(topic, { after }))).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })

describe('a database that is restored under open readers', () => {
  test('MUST be noticed by each, who reloads and misses nothing that is written from then on', async () => {
    const [one, two] = [process(), process()]
    await one.append('kept 1', 'kept 2')
    const restore = await database.backUp()
    const readers = [await reader(one.feed, pageOf(one)), await reader(two.feed, pageOf(two))]
    await one.append('lost 1', 'lost 2', 'lost 3')
    for (const each of readers) await eventually(() => each.texts.at(-1)).toBe('lost 3')
    await restore()
    await two.append('new 1')
    await one.append('new 2')
    for (const each of readers) await eventually(() => each.texts).toEqual(['kept 1', 'kept 2', 'new 1', 'new 2'])
    for (const each of readers) expect(each.reloads).toBeGreaterThan(0)
  })

  test('MUST be noticed also when others have written more than was lost before a process looks', async () => {
    const pubSub = inMemoryPubSub()
    const [blind, other] = [process(inMemoryPubSub(), 60_000), process(pubSub)]
    await other.append('kept')
    const restore = await database.backUp()
    await other.append('lost 1', 'lost 2')
    const behind = await blind.feed.follow<Body>(topic, { after: await positionOf(other.feed, 3) })
    const lost = expect(behind.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    await restore()
    await other.append('new 1', 'new 2', 'new 3', 'new 4')
    // Whoever comes with a position of the restored history makes the process look.
    const fresh = await retried(async () => blind.feed.follow<Body>(topic, { after: await positionOf(other.feed, 4) }))
    expect((await fresh.next()).value?.body.text).toBe('new 4')
    await fresh.return()
    await lost
  })

  test('a hint of the new history MUST not be taken for a continuation of the old one', async () => {
    const pubSub = inMemoryPubSub()
    const [one, two] = [process(pubSub, 60_000), process(pubSub, 60_000)]
    await one.append('kept')
    const restore = await database.backUp()
    await one.append('lost')
    const reading = await one.feed.follow<Body>(topic, { after: await positionOf(one.feed, 2) })
    const next = expect(reading.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    await restore()
    // The numbers 2 and 3: the second continues what the first process knows, but for its epoch.
    await two.append('new 2', 'new 3')
    await next
  })

  test('positions up to the restored head MUST stay good, and those beyond expire, also when the head has passed them', async () => {
    const one = process()
    await one.append('kept 1', 'kept 2')
    const restore = await database.backUp()
    await one.append('lost 3', 'lost 4')
    const [kept, lost] = [await positionOf(one.feed, 2), await positionOf(one.feed, 3)]
    await restore()
    await one.append('new 3', 'new 4', 'new 5')
    // A process that was not there.
    const late = process()
    await expiredNow(late.feed, lost)
    const reading = await late.feed.follow<Body>(topic, { after: kept })
    expect((await reading.next()).value?.body.text).toBe('new 3')
    await reading.return()
  })

  test('an entry MUST keep its cursor for ever, whichever epoch the topic goes on in', async () => {
    const { db, feed, append } = process()
    const live = await feed.follow<Body>(topic, { after: null })
    await append('one', 'two')
    const given = [(await live.next()).value, (await live.next()).value]
    await live.return?.()
    await db.sql`update feed_topic set incarnation = 0 where name = ${topic}`
    await append('three')
    const again = await process().feed.follow<Body>(topic, { after: start })
    const cursors = [(await again.next()).value, (await again.next()).value, (await again.next()).value]
    await again.return?.()
    expect(new Set(cursors.map((entry) => entry?.epoch)).size).toBe(1)
    const cursorOf = (entry: (typeof given)[number]) => entry && encodeCursor(topic, entry)
    expect(cursors.slice(0, 2).map(cursorOf)).toEqual(given.map(cursorOf))
    expect(cursors[2]?.writtenIn).toBeUndefined()
  })

  test('nobody MUST be told to reload when nothing was lost', async () => {
    const one = process()
    await one.append('kept 1')
    const each = await reader(one.feed, pageOf(one))
    const restore = await database.backUp()
    await restore()
    await one.append('new 2')
    await eventually(() => each.texts).toEqual(['kept 1', 'new 2'])
    expect(each.reloads).toBe(0)
  })
})

describe('a topic', () => {
  test('that was made anew MUST be another history', async () => {
    const one = process()
    await one.append('a', 'b')
    const old = await positionOf(one.feed, 1)
    await one.db.sql`delete from feed_entry where topic = ${topic}`
    await one.db.sql`delete from feed_topic where name = ${topic}`
    await one.append('c', 'd', 'e')
    await expiredNow(one.feed, old)
    await expect(one.feed.follow(topic, { after: old })).rejects.toMatchObject({
      oldest: encodeCursor(topic, start),
    })
  })

  test('that is emptied and filled again from a dump MUST be another history where the dump ends', async () => {
    const one = process()
    await one.append('a', 'b')
    await one.db.sql`create table dumped as select * from feed_topic`
    await one.append('lost')
    const [kept, lost] = [await positionOf(one.feed, 2), await positionOf(one.feed, 3)]
    await one.db.sql`truncate feed_topic`
    await one.db.sql`delete from feed_entry where seq > 2`
    await one.db.sql`insert into feed_topic select * from dumped`
    await one.append('new 3', 'new 4')
    await expiredNow(one.feed, lost)
    const reading = await one.feed.follow<Body>(topic, { after: kept })
    expect((await reading.next()).value?.body.text).toBe('new 3')
    await reading.return()
  })

  test('whose head goes back within the same table MUST be noticed by a process that has seen more', async () => {
    const one = process()
    await one.append('a', 'b', 'c')
    const each = await reader(one.feed, pageOf(one))
    await one.db.sql`delete from feed_entry where topic = ${topic} and seq > 1`
    await one.db.sql`update feed_topic set head = 1 where name = ${topic}`
    await eventually(() => each.texts).toEqual(['a'])
    await one.append('d')
    await eventually(() => each.texts).toEqual(['a', 'd'])
  })

  test('whose history an operator has declared void MUST let every position expire, also under open readers', async () => {
    const one = process()
    await one.append('a', 'b')
    const each = await reader(one.feed, pageOf(one))
    const old = await positionOf(one.feed, 1)
    expect(await forgetHistory(one.db.sql)).toBe(1)
    await eventually(() => each.reloads).toBe(1)
    await expiredNow(one.feed, old)
    await one.append('c')
    await eventually(() => each.texts).toEqual(['a', 'b', 'c'])
  })

  test('MUST remember a bounded number of earlier epochs', async () => {
    const one = process()
    await one.append('a')
    const first = await positionOf(one.feed, 1)
    for (let n = 0; n < 30; n++) {
      const seen = await positionOf(one.feed, 1)
      await beginEpoch(one.db.sql, topic, { ...seen, seq: 2 })
    }
    const { past } = await one.feed.history(topic)
    expect(past).toHaveLength(20)
    await expiredNow(one.feed, first)
    const [epoch = 0, end = 0] = past[0] ?? []
    await (await one.feed.follow(topic, { after: { epoch, seq: end } })).return()
  })
})
