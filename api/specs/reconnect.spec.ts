import { describe, expect, test } from 'vitest'
import { eventStream, type Transport } from './following.ts'
import { gauge, parleyHere, parleys } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()
/** In milliseconds: a client that left is noticed by its leaving, and not by the ping that fails after twelve seconds. */
const beforeAnyPing = 10_000
const transports: Transport[] = ['WebSocket', 'SSE']
const numbered = (count: number, name = 'n') => Array.from({ length: count }, (_, n) => `${name} ${n}`)

describe.each(transports)('by %s', (over) => {
  test('a cursor MUST replay what followed it and go on with what is new, without gap or repetition', async () => {
    const jimmy = await parley.agent()
    const { cursor } = await jimmy.sends('the last one seen')
    for (const text of numbered(5, 'missed')) await jimmy.sends(text)
    const reader = await jimmy.follows('messages', { over, after: cursor })
    await reader.hasHeard(5)
    for (const text of numbered(3, 'new')) await jimmy.sends(text)
    await reader.hasSeen(...numbered(5, 'missed'), ...numbered(3, 'new'))
  })

  test('a subscription without a cursor MUST start now', async () => {
    const jimmy = await parley.agent()
    await jimmy.sends('before')
    const reader = await jimmy.follows('messages', { over, after: null })
    await until('it follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 1)
    await jimmy.sends('after')
    await reader.hasSeen('after')
  })

  test('a replay MUST be whole and the same for everybody, while others write', async () => {
    const jimmy = await parley.agent()
    const start = await jimmy.sends('start')
    const writing = (async () => {
      for (let n = 0; n < 300; n += 10)
        await Promise.all(numbered(10).map((_, i) => jimmy.sends(`while reading ${n + i}`)))
    })()
    const reader = await jimmy.follows('messages', { over, after: start.cursor })
    const second = await jimmy.follows('messages', { over, after: start.cursor })
    await writing
    await Promise.all([reader.hasHeard(300), second.hasHeard(300)])
    expect(second.heard).toEqual(reader.heard)
    expect(new Set(reader.heard.map((entry) => entry.id)).size).toBe(300)
  })

  test('dropping the connection at any moment MUST lose and repeat nothing', async () => {
    const jimmy = await parley.agent()
    const danny = await parley.agent('danny.solid')
    const reader = await danny.follows('messages', { over })
    const other = await danny.follows('notifications', { over })
    for (const [n, text] of numbered(60).entries()) {
      await jimmy.sends(text)
      if (n % 20 === 10) await jimmy.buys(await jimmy.offers())
      // Every few messages, at a moment the server cannot know.
      if ((n * 7) % 5 === 0) reader.drop()
      if (n % 13 === 0) other.drop()
    }
    await reader.hasSeen(...numbered(60))
    await other.hasSeen(...Array(3).fill('jimmy.solid just sold policy for TRI!!!'))
    expect(reader.connections()).toBeGreaterThan(3)
  })

  test('a cursor that is nonsense or of another list MUST be refused at its argument', async () => {
    const jimmy = await parley.agent()
    const { cursor } = await jimmy.sends('mine')
    for (const [what, after] of [
      ['messages', 'nonsense'],
      ['notifications', cursor],
    ] as const) {
      const [error] = await (await jimmy.follows(what, { over, after })).refused()
      expect(error?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'after' }] })
    }
  })

  test('a cursor beyond the end MUST be refused as expired: its entry is not in this history', async () => {
    const jimmy = await parley.agent()
    const { cursor } = await jimmy.sends('the last')
    const decoded = Buffer.from(cursor, 'base64url').toString()
    const [future, past] = [decoded.replace(/@\d+/, '@999999999'), decoded.replace(/@.*/, '@0')]
    const after = Buffer.from(future).toString('base64url')
    const [error] = await (await jimmy.follows('messages', { over, after })).refused()
    const oldestCursor = Buffer.from(past).toString('base64url')
    expect(error?.extensions).toEqual({ code: 'CURSOR_EXPIRED', oldestCursor })
  })

  test('leaving in the middle of silence MUST be noticed at once', async () => {
    const jimmy = await parley.agent()
    const readers = [await jimmy.follows('messages', { over }), await jimmy.follows('notifications', { over })]
    await until('both follow', async () => (await gauge(parley.url, 'parley_topic_readers')) === 2)
    for (const reader of readers) reader.leave()
    await until('nobody follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 0, beforeAnyPing)
  })
})

describe('what a client does to its own subscription', () => {
  test('subscribing, completing and subscribing with one id MUST leave one operation', async () => {
    const jimmy = await parley.agent()
    const wire = await parley.wire({ token: jimmy.token })
    const subscribe = {
      id: 'one',
      type: 'subscribe',
      payload: { query: 'subscription { messageReceived { node { text } } }' },
    }
    const complete = { id: 'one', type: 'complete' }
    for (const frame of [subscribe, complete, subscribe, complete, subscribe]) wire.send(frame)
    await until('one follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 1)
    await jimmy.sends('heard once')
    expect((await wire.nextOf('one')).payload).toEqual({ data: { messageReceived: { node: { text: 'heard once' } } } })
    wire.send(complete)
    await until('nobody follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 0)
    await jimmy.sends('unheard')
    wire.send({ id: 'two', type: 'subscribe', payload: { query: '{ __typename }' } })
    await wire.nextOf('two')
    expect(wire.frames.filter((frame) => frame.id === 'one')).toHaveLength(1)
  })

  test('subscribing and completing at once, twice, MUST leave no operation', async () => {
    const jimmy = await parley.agent()
    const wire = await parley.wire({ token: jimmy.token })
    const subscribe = {
      id: 'one',
      type: 'subscribe',
      payload: { query: 'subscription { messageReceived { node { text } } }' },
    }
    const complete = { id: 'one', type: 'complete' }
    for (const frame of [subscribe, complete, subscribe, complete]) wire.send(frame)
    // Its answer comes when the server has been through all of the above.
    wire.send({
      id: 'two',
      type: 'subscribe',
      payload: { query: '{ room(id: "general") { messages(last: 1) { edges { cursor } } } }' },
    })
    await wire.nextOf('two')
    await until('nobody follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 0)
    await jimmy.sends('unheard')
    wire.send({
      id: 'three',
      type: 'subscribe',
      payload: { query: '{ room(id: "general") { messages(last: 1) { edges { cursor } } } }' },
    })
    await wire.nextOf('three')
    expect(wire.frames.filter((frame) => frame.id === 'one')).toEqual([])
  })

  test('an event stream that is left at any moment of its beginning MUST leave nothing behind', async () => {
    const jimmy = await parley.agent()
    const query = 'subscription { messageReceived { node { text } } }'
    const beginnings = Array.from({ length: 60 }, async (_, n) => {
      const leaving = new AbortController()
      const listening = eventStream(parley.url, jimmy.token, { query }, leaving.signal).next()
      for (let turns = 0; turns < n; turns++) await new Promise(setImmediate)
      leaving.abort()
      await listening.catch(() => {})
    })
    await Promise.all(beginnings)
    await until('nobody is connected', async () => (await gauge(parley.url, 'parley_connections')) === 0)
  })

  test('an event stream that is left MUST end on the server, also while it waits', async () => {
    const jimmy = await parley.agent()
    const leaving = new AbortController()
    const query = 'subscription { messageReceived { node { text } } }'
    const listening = eventStream(parley.url, jimmy.token, { query }, leaving.signal).next()
    await until('it follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 1)
    leaving.abort()
    await expect(listening).rejects.toThrow()
    await until('nobody follows', async () => (await gauge(parley.url, 'parley_topic_readers')) === 0, beforeAnyPing)
  })
})

describe('a log whose beginning is no longer kept', () => {
  const old = parleyHere()

  test('a cursor from there MUST be refused as expired, never be a silent gap', async () => {
    const jimmy = await old.agent()
    const forgotten = await jimmy.sends('forgotten')
    await jimmy.sends('forgotten too')
    const kept = await jimmy.sends('kept')
    // What an operator does who cannot keep everything.
    const { db } = old.database
    await db.sql`delete from feed_entry where topic = 'room:general' and seq < 3`
    await db.sql`update feed_topic set oldest = 3 where name = 'room:general'`
    for (const over of transports) {
      const [error] = await (await jimmy.follows('messages', { over, after: forgotten.cursor })).refused()
      expect(error?.extensions.code).toBe('CURSOR_EXPIRED')
    }
    const reader = await jimmy.follows('messages', { after: kept.cursor })
    await jimmy.sends('new')
    await reader.hasSeen('new')
  })
})

describe('over three processes', () => {
  const all = parleys(3)

  test('a reader who moves from one process to another MUST lose and repeat nothing', async () => {
    const jimmy = await all.agent('jimmy.solid', 0)
    const danny = await all.agent('danny.solid', 0)
    const readers = [await danny.follows('messages'), await danny.follows('messages', { over: 'SSE' })]
    for (const [n, text] of numbered(60).entries()) {
      await jimmy.sends(text)
      if (n % 7 !== 3) continue
      danny.movesTo(all.urls[n % 3])
      for (const reader of readers) reader.drop()
    }
    for (const reader of readers) await reader.hasSeen(...numbered(60))
  })

  test('readers of a process that is killed MUST go on at another one', async () => {
    const jimmy = await all.agent('jimmy.solid', 0)
    const danny = await all.agent('danny.solid', 2)
    const readers = [await danny.follows('messages'), await danny.follows('messages', { over: 'SSE' })]
    await jimmy.sends('before')
    for (const reader of readers) await reader.hasSeen('before')
    danny.movesTo(all.urls[1])
    await all.process(2).kill('SIGKILL')
    all.urls.splice(2, 1)
    await jimmy.sends('meanwhile')
    await jimmy.sends('after')
    for (const reader of readers) await reader.hasSeen('before', 'meanwhile', 'after')
  })
})
