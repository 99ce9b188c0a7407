import { buildSchema, type ExecutionResult } from 'graphql'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../db/testing.ts'
import { createFeed, type Feed } from '../../feed/feed.ts'
import { StateTopic } from '../../feed/state-topic.ts'
import { DomainError } from '../../lib/errors.ts'
import { inMemoryPubSub } from '../../pubsub/in-memory.ts'
import { createAdmissionControl } from '../admission-control.ts'
import { createMask } from '../error-masking.ts'
import { createOperations, type Operations } from '../operations.ts'
import { toBytes } from './bytes.ts'
import { Payloads } from './payloads.ts'
import { nextEventEncoder } from './server-sent-events.ts'
import type { Subscriber } from './subscriber.ts'
import { openTestSocket, type TestSocket, takeEvent } from './testing.ts'
import { frame, NextMessageEncoder } from './ws-frame.ts'

type Body = { text: string; secretOf?: string }
type TestContext = { viewer: string; executions: { count: number } }

// A schema of the test's own: what any slice may define, by the same mechanism.
const schema = buildSchema(`
  scalar Cursor
  type Query { nothing: Int }
  type Subscription { said(after: Cursor, shout: Boolean, about: String, mine: Boolean): Said, state: String }
  type Said { text: String! seq: Int! viewer: String secret: String }
`)

let database: TestDatabase
let feed: Feed
let operations: Operations
let lines: TestSocket[]
const topic = 'test:said'
const executions = { count: 0 }
const removed = new Set<string>()
const assertMember = (viewer: string) => {
  if (removed.has(viewer)) throw new DomainError('UNKNOWN_ROOM', 'No such room.')
}

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  const logger = pino({ level: 'silent' })
  feed = createFeed({ db: database.db, pubSub: inMemoryPubSub(), logger, slowTick: 1_000 })
  executions.count = 0
  lines = []
  const said = schema.getSubscriptionType()?.getFields().said
  if (!said) throw new Error('No such field')
  said.subscribe = (_, { after, about, mine }, { viewer }: TestContext) =>
    feed.follow<Body>(topic, {
      after: after ?? null,
      wants: ({ body }) => (body as Body).text.includes(about ?? ''),
      judgesAll: mine ?? false,
      maySee: ({ audience, body }) =>
        (audience === null || audience.includes(viewer)) && (!mine || (body as Body).text.includes(viewer)),
      access: { login: viewer, check: async () => assertMember(viewer) },
    })
  said.resolve = (entry: { seq: number; body: Body }, { shout }: { shout?: boolean }, context: TestContext) => {
    context.executions.count++
    const { text, secretOf } = entry.body
    return {
      seq: entry.seq,
      text: shout ? text.toUpperCase() : text,
      viewer: (_: unknown, { viewer }: TestContext) => viewer,
      secret: (_: unknown, { viewer }: TestContext) => (secretOf === viewer ? `of ${viewer}` : null),
    }
  }
  const contextFactory = {
    renew: (context: unknown) => Object.create(context as object),
    sharedContext: () => {
      let asked = false
      const context = {
        executions,
        get viewer() {
          asked = true
          throw new Error('There is no viewer')
        },
      }
      return { context, readViewer: () => asked }
    },
  }
  operations = createOperations(
    schema,
    createMask(logger, () => false),
    contextFactory,
    createAdmissionControl(),
  )
})
afterEach(() => {
  removed.clear()
  vi.restoreAllMocks()
  for (const line of lines) line.close()
  feed.close()
})

const head = async () => {
  const { epoch, head: seq } = await feed.history(topic)
  return { epoch, seq }
}
const say = (...bodies: (Body & { audience?: string[] })[]) =>
  database.db.transaction((tx) =>
    feed.append(
      tx,
      topic,
      bodies.map(({ audience, ...body }) => ({ kind: 'said', body, audience: audience ?? null, at: new Date() })),
    ),
  )

/** By WebSocket, or without an operation id by server-sent events. */
async function subscribe(
  viewer: string,
  query: string,
  variables: Record<string, unknown> = {},
  id: string | null = '1',
) {
  const line = await openTestSocket(id === null ? takeEvent : undefined)
  lines.push(line)
  const result = await operations.subscribe({
    schema,
    document: operations.parse(query),
    variableValues: variables,
    contextValue: { viewer, executions },
    sink: { writer: line.writer, encoder: id === null ? nextEventEncoder : new NextMessageEncoder(id) },
  })
  return { ...line, subscriber: result as Subscriber }
}

const textsOf = (line: TestSocket) =>
  line.received.map(({ payload }) => (payload as ExecutionResult<{ said: { text: string } }>).data?.said.text)
const public_ = 'subscription($after: Cursor) { said(after: $after) { text seq } }'

test('identical subscriptions MUST be executed once, whatever their cursors and operation ids', async () => {
  const readers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      subscribe(`agent${i}`, public_, i % 2 ? { after: { epoch: 0, seq: 0 } } : {}, `operation-${i}`),
    ),
  )
  await say({ text: 'Zażółć' }, { text: 'one "quoted"' })
  await Promise.all(readers.map((reader) => reader.until(2)))
  expect(executions.count).toBe(2)
  for (const [i, reader] of readers.entries()) {
    expect(textsOf(reader)).toEqual(['Zażółć', 'one "quoted"'])
    expect(reader.received[0]?.id).toBe(`operation-${i}`)
  }
})

test('sockets and event streams MUST share one execution, and each get everything in order', async () => {
  const readers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => subscribe('jimmy', public_, {}, i % 3 ? `operation-${i}` : null)),
  )
  const before = await head()
  const texts = Array.from({ length: 100 }, (_, i) => `Zażółć 🛵 ${i}\n"quoted"`)
  for (let i = 0; i < texts.length; i += 10) await say(...texts.slice(i, i + 10).map((text) => ({ text })))
  const late = await subscribe('danny', public_, { after: before }, null)
  await Promise.all([...readers, late].map((reader) => reader.until(texts.length)))
  for (const reader of [...readers, late]) expect(textsOf(reader)).toEqual(texts)
  expect(executions.count).toBe(texts.length)
})

test('a state MUST be executed once for all, and a reader that has fallen behind get the newest of each subject', async () => {
  const states = new StateTopic<string>('test:states')
  const field = schema.getSubscriptionType()?.getFields().state
  if (!field) throw new Error('No such field')
  field.subscribe = () => states.follow()
  field.resolve = (entry: { body: string }) => {
    executions.count++
    return entry.body
  }
  const query = 'subscription { state }'
  const readers = await Promise.all(Array.from({ length: 20 }, () => subscribe('jimmy', query)))
  const late = states.follow()
  const all = ['jimmy 1', 'danny 1', 'jimmy 2']
  for (const body of all) states.set(body.slice(0, 5), body)
  await Promise.all(readers.map((reader) => reader.until(3)))
  const stateOf = ({ payload }: { payload: unknown }) => (payload as ExecutionResult<{ state: string }>).data?.state
  for (const reader of readers) expect(reader.received.map(stateOf)).toEqual(all)
  expect(executions.count).toBe(3)
  for (const body of ['danny 1', 'jimmy 2']) expect((await late.next()).value).toMatchObject({ body })

  const ended = [...readers.map(({ subscriber }) => subscriber), late].map((reader) =>
    expect(reader.next()).rejects.toThrow('No more.'),
  )
  states.end(new DomainError('FORBIDDEN', 'No more.'))
  await Promise.all(ended)
})

test('what is kept of replaced states MUST not crowd out a state that stands', async () => {
  const states = new StateTopic<string>('test:states')
  const executed: number[] = []
  const payloads = new Payloads(states.follow(), ({ seq }) => {
    executed.push(seq)
    return toBytes('x'.repeat(1_000_000))
  })
  for (const subject of ['jimmy', ...Array(9).fill('danny')]) {
    states.set(subject, 'online')
    await payloads.after(states.head - 1, states.head)
  }
  const sizes = (await payloads.after(0, states.head)).map(({ bytes }) => bytes?.length ?? 0)
  expect(sizes).toEqual([1_000_000, ...Array(8).fill(0), 1_000_000])
  expect(executed).toHaveLength(10)
})

test('subscriptions with other variables MUST not share', async () => {
  const query = 'subscription($shout: Boolean) { said(shout: $shout) { text } }'
  const [quiet, loud] = await Promise.all([
    subscribe('jimmy', query, { shout: false }),
    subscribe('jimmy', query, { shout: true }),
  ])
  await say({ text: 'hello' })
  await Promise.all([quiet.until(1), loud.until(1)])
  expect([textsOf(quiet), textsOf(loud)]).toEqual([['hello'], ['HELLO']])
})

test('an operation that reads the viewer MUST be executed for each, and nobody see what is another’s', async () => {
  const query = 'subscription { said { text viewer secret } }'
  const [jimmy, danny] = await Promise.all([subscribe('jimmy', query), subscribe('danny', query, {}, null)])
  await say({ text: 'first', secretOf: 'jimmy' }, { text: 'second', secretOf: 'danny' })
  await Promise.all([jimmy.until(2), danny.until(2)])
  const seen = (line: TestSocket) =>
    line.received.map(({ payload }) => (payload as ExecutionResult<{ said: unknown }>).data?.said)
  expect(seen(jimmy)).toEqual([
    { text: 'first', viewer: 'jimmy', secret: 'of jimmy' },
    { text: 'second', viewer: 'jimmy', secret: null },
  ])
  expect(seen(danny)).toEqual([
    { text: 'first', viewer: 'danny', secret: null },
    { text: 'second', viewer: 'danny', secret: 'of danny' },
  ])
  // Known from now on: the next one does not share at all.
  const admin = await subscribe('admin', query)
  expect(admin.subscriber.constructor.name).not.toBe('Subscriber')
})

test('an entry with an audience MUST reach nobody else, though all of them share one execution', async () => {
  const [jimmy, danny] = await Promise.all([subscribe('jimmy', public_), subscribe('danny', public_, {}, null)])
  await say({ text: 'for all' }, { text: 'for jimmy', audience: ['jimmy'] }, { text: 'for danny', audience: ['danny'] })
  await say({ text: 'for all again' })
  await Promise.all([jimmy.until(3), danny.until(3)])
  expect(textsOf(jimmy)).toEqual(['for all', 'for jimmy', 'for all again'])
  expect(textsOf(danny)).toEqual(['for all', 'for danny', 'for all again'])
})

test('readers with one filter MUST share the execution of what it takes, and what it leaves out MUST not be executed', async () => {
  const query = 'subscription($after: Cursor, $about: String) { said(after: $after, about: $about) { text } }'
  const before = await head()
  const readers = await Promise.all(Array.from({ length: 20 }, () => subscribe('jimmy', query, { about: 'policy' })))
  await say({ text: 'policy 1' }, { text: 'tariff' }, { text: 'policy 2' })
  const late = await subscribe('danny', query, { about: 'policy', after: before }, null)
  await say({ text: 'tariff again' }, { text: 'policy 3' })
  await Promise.all([...readers, late].map((reader) => reader.until(3)))
  for (const reader of [...readers, late]) expect(textsOf(reader)).toEqual(['policy 1', 'policy 2', 'policy 3'])
  expect(executions.count).toBe(3)
})

test('a filter by who reads MUST be judged for each, and share one execution', async () => {
  const query = 'subscription($after: Cursor) { said(after: $after, mine: true) { text } }'
  const before = await head()
  const [jimmy, danny] = await Promise.all([subscribe('jimmy', query), subscribe('danny', query, {}, null)])
  await say({ text: 'of jimmy' }, { text: 'of danny' }, { text: 'of jimmy and danny' }, { text: 'of nobody' })
  const late = await subscribe('jimmy', query, { after: before })
  await Promise.all([jimmy, danny, late].map((reader) => reader.until(2)))
  expect(textsOf(jimmy)).toEqual(['of jimmy', 'of jimmy and danny'])
  expect(textsOf(danny)).toEqual(['of danny', 'of jimmy and danny'])
  expect(textsOf(late)).toEqual(textsOf(jimmy))
  expect(executions.count).toBe(4)
})

test('a reader that replays while others write MUST join without a gap or a repetition', async () => {
  const before = await head()
  await say(...Array.from({ length: 300 }, (_, i) => ({ text: `old ${i}` })))
  const writing = (async () => {
    for (let i = 0; i < 40; i++) await say({ text: `new ${i}` })
  })()
  const readers = []
  for (let i = 0; i < 10; i++)
    readers.push(await subscribe('jimmy', public_, { after: { ...before, seq: before.seq + i } }))
  await writing
  await Promise.all(readers.map((reader, i) => reader.until(340 - i)))
  const whole = [
    ...Array.from({ length: 300 }, (_, i) => `old ${i}`),
    ...Array.from({ length: 40 }, (_, i) => `new ${i}`),
  ]
  for (const [i, reader] of readers.entries()) expect(textsOf(reader)).toEqual(whole.slice(i))
})

test.each([
  ['a socket', 'an event stream', '1', null],
  ['an event stream', 'a socket', null, '1'],
])(
  '%s that takes nothing MUST cost little, not slow %s, and get everything once it reads again',
  async (_, __, id, other) => {
    const before = await head()
    const [stalled, lively] = await Promise.all([
      subscribe('jimmy', public_, { after: before }, id),
      subscribe('danny', public_, { after: before }, other),
    ])
    stalled.pause()
    const count = 3_000
    const filler = 'x'.repeat(4_000)
    let most = 0
    for (let i = 0; i < count; i += 100) {
      await say(...Array.from({ length: 100 }, (_, k) => ({ text: `${i + k} ${filler}` })))
      await lively.until(i + 100)
      most = Math.max(most, stalled.socket.writableLength)
    }
    expect(stalled.received.length).toBeLessThan(count)
    expect(most).toBeLessThanOrEqual(262_144)
    stalled.resume()
    await stalled.until(count)
    expect(textsOf(stalled).map((text) => Number.parseInt(text ?? '', 10))).toEqual([...Array(count).keys()])
  },
)

test.each([
  ['the execution is shared', public_],
  ['it is executed for alone', 'subscription($after: Cursor) { said(after: $after) { text viewer } }'],
])('a reader that is behind MUST get nothing more a second after its right has ended, where %s', async (_, query) => {
  const before = await head()
  const stalled = await subscribe('jimmy', query, { after: before })
  stalled.pause()
  const ended = stalled.subscriber.next()
  const count = 2_000
  await say(...Array.from({ length: count }, (_, i) => ({ text: `${i} ${'x'.repeat(4_000)}` })))
  await expect.poll(() => stalled.writer.full).toBe(true)
  removed.add('jimmy')
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 2_000)
  stalled.resume()
  await expect(ended).rejects.toThrow('No such room.')
  expect(stalled.received.length).toBeLessThan(count)
})

test('frames that are pushed between shared ones MUST keep their order', async () => {
  const reader = await subscribe('jimmy', public_)
  const pushed = (n: number) => `{"id":"p","payload":${n}}`
  reader.writer.push(frame(toBytes(pushed(1))))
  await say({ text: 'shared' })
  await reader.until(2)
  reader.writer.push(frame(toBytes(pushed(2))))
  await reader.until(3)
  expect(reader.received.map(({ id }) => id)).toEqual(['p', '1', 'p'])
})

test('leaving MUST end an operation at once and leave nothing behind', async () => {
  const reader = await subscribe('jimmy', public_)
  expect(feed.readers()).toBe(1)
  const ended = reader.subscriber.next()
  await reader.subscriber.return()
  expect(await ended).toEqual({ done: true, value: undefined })
  expect(feed.readers()).toBe(0)
  await say({ text: 'unheard' })
  expect(reader.received).toEqual([])
})
