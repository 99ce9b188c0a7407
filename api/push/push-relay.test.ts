import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { until } from '../specs/waiting.ts'
import type { Call } from './push.ts'
import { type PushRelay, type PushRelayDependencies, startPushRelay } from './push-relay.ts'
import { upsertTarget } from './store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const call = (login: string, seq: number): Call => ({
  login,
  roomId: 'r',
  messageId: `m${seq}`,
  seq,
  sentAt: new Date('2026-06-02'),
  author: 'bob',
  roomName: 'Boats',
  text: `text ${seq}`,
})

let calls: Call[] = []
let read: string[] = []
let active = new Set<string>()
let uncalled = new Set<string>()
const sent: string[] = []
const running: PushRelay[] = []
/** How often each has decided, while no other one did. */
const decisions = new Map<PushRelay, number>()

function start(more: Partial<PushRelayDependencies> = {}): PushRelay {
  const relay: PushRelay = startPushRelay({
    db: database.db,
    sender: {
      send: async ({ endpoint }, { body }) => {
        const { title, path, read } = JSON.parse(body) as { title?: string; path?: string; read?: string }
        sent.push(`${endpoint} ${read ? `read ${read}` : `${title} ${path}`}`)
        return 'sent'
      },
    },
    calls: async (logins) => calls.filter(({ login }) => logins.includes(login)),
    settledAmong: async (places) => {
      decisions.set(relay, (decisions.get(relay) ?? 0) + 1)
      return places.filter(({ login }) => read.includes(login))
    },
    isInSight: (login) => active.has(login),
    uncalledAmong: async () => uncalled,
    soundAmong: async () => new Set(['bob']),
    liveAmong: async (targets) => [...targets],
    namesOf: async () => new Map([['bob', 'Bob']]),
    log: pino({ enabled: false }),
    rest: 0,
    settle: 0,
    ...more,
  })
  running.push(relay)
  return relay
}

beforeEach(async () => {
  calls = []
  read = []
  active = new Set()
  uncalled = new Set()
  sent.length = 0
  await database.db.sql`delete from push_mark`
  const subscribedAt = new Date('2026-06-01')
  const target = { endpoint: 'phone', p256dh: 'p', auth: 'a', login: 'ann', sessionId: 's', subscribedAt }
  await upsertTarget(database.db.sql, target, 20)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()))
})
/** Every relay has decided and pushed what it was told of: it looks again only afterwards. */
async function decided(...relays: PushRelay[]): Promise<void> {
  for (const relay of relays) {
    const enough = (decisions.get(relay) ?? 0) + 2
    await until('it has looked again', () => {
      relay.changed('r')
      return (decisions.get(relay) ?? 0) >= enough
    })
  }
}

describe('a push relay', () => {
  test('MUST push a message once, also where several processes hear of it, and the next one again', async () => {
    const relays = [start(), start(), start()]
    calls = [call('ann', 7)]
    for (const relay of relays) relay.changed('r')
    await decided(...relays)
    calls = [call('ann', 9)]
    await decided(...relays)
    expect(sent).toEqual(['phone Bob · Boats /chat/r/m7', 'phone Bob · Boats /chat/r/m9'])
  })

  test('MUST wait while an agent looks, and push then what is still unread', async () => {
    const relay = start()
    active.add('ann')
    calls = [call('ann', 7)]
    await decided(relay)
    expect(sent).toEqual([])
    active.clear()
    await decided(relay)
    expect(sent).toEqual(['phone Bob · Boats /chat/r/m7'])
  })

  test('MUST NOT push what came while an agent wanted to be left alone, then or later', async () => {
    const relay = start()
    uncalled.add('ann')
    calls = [call('ann', 7)]
    await decided(relay)
    uncalled.clear()
    await decided(relay)
    // Nothing was shown that could be taken back.
    read = ['ann']
    await decided(relay)
    expect(sent).toEqual([])
  })

  test('MUST take back once what is read, and only what was pushed', async () => {
    const relay = start()
    read = ['ann']
    await decided(relay)
    expect(sent).toEqual([])
    read = []
    calls = [call('ann', 9)]
    await decided(relay)
    read = ['ann']
    calls = []
    await decided(relay)
    expect(sent).toEqual(['phone Bob · Boats /chat/r/m9', 'phone read r'])
  })

  test('MUST NOT push what was sent before a browser subscribed', async () => {
    const relay = start()
    calls = [{ ...call('ann', 7), sentAt: new Date('2026-05-31') }]
    await decided(relay)
    expect(sent).toEqual([])
  })

  test('MUST go on after a failure, of the database or of a push service', async () => {
    let failures = 0
    let refused = 0
    const relay = start({
      sender: {
        send: async () => {
          refused++
          throw new Error('The push service answered 500')
        },
      },
      calls: async () => {
        if (failures++ === 0) throw new Error('away')
        return calls
      },
    })
    calls = [call('ann', 7)]
    await decided(relay)
    calls = [call('ann', 8)]
    await decided(relay)
    expect(refused).toBe(2)
  })
})
