import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { startBridge } from '../messaging/bridge.ts'
import type { Envelope, EnvelopeHandler } from '../messaging/broker.ts'
import { danny, jimmy } from '../policies/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { notificationsConsumer, type SaleTimeout } from './consumer.ts'
import { render } from './notification.ts'
import { createNotifications, type Notifications } from './service.ts'

let database: TestDatabase
let feed: Feed
let notifications: Notifications
const at = new Date('2026-06-01T10:00:00Z')
const log = pino({ level: 'silent' })

beforeAll(async () => {
  database = await testDatabase()
  feed = createFeed({ db: database.db, pubSub: inMemoryPubSub(), logger: log, slowTick: 60_000 })
  const { record } = createAudit({ db: database.db, now: () => at, onLost: () => {} })
  notifications = createNotifications({ db: database.db, feed, now: () => at, newId: randomUUID, record })
})
afterAll(async () => {
  await feed.close()
  await database.drop()
})
beforeEach(() => database.db.sql`truncate notification, notification_read, inbox`)

const hour = 3_600_000

/** The consumer behind the bridge; `deliver` is what a broker does with an event that arrived at some time. */
async function start(saleTimeout: SaleTimeout, isOurs = false) {
  const handlers = new Map<string, EnvelopeHandler>()
  let looks = 0
  const consumer = notificationsConsumer({
    notifications,
    isOurs: async () => {
      looks++
      return isOurs
    },
    saleTimeout,
  })
  const bridge = await startBridge({
    broker: {
      publish: async () => {},
      consume: async ([event], handle) => void handlers.set((event ?? '').toLowerCase(), handle),
      ready: () => true,
      unavailable: () => [],
      close: async () => {},
    },
    db: database.db,
    consumers: [consumer],
    log,
    isAway: () => false,
    isUp: async () => true,
  })
  const deliver = async (name: string, body: object, receivedAt = new Date()): Promise<void> => {
    const envelope: Envelope = { id: null, name, type: null, body: JSON.stringify(body), at }
    await handlers.get(name)?.(envelope, receivedAt)
  }
  return { deliver, stop: bridge.stop, waits: () => looks }
}
const texts = async (viewer = jimmy) =>
  (await notifications.notifications(viewer, {})).edges.map(({ node }) => render(node))

const sale = { PolicyNumber: 'ABC-1', ProductCode: 'TRI', AgentLogin: 'danny.solid' }
const sold = 'danny.solid just sold policy for TRI!!!'
const commission = 'A commission of 12.00 EUR was calculated for danny.solid.'

test.each([
  ['policyterminated', { PolicyNumber: 'abc-1', ProductCode: 'TRI' }, "danny.solid's policy for TRI was terminated."],
  ['paymentreceived', { PolicyNumber: 'abc-1', Amount: 72 }, 'A payment of 72.00 EUR was received.'],
  ['commissioncalculated', { PolicyNumber: 'abc-1', Amount: 12 }, commission],
])('%s MUST wait for the sale of its policy, however its number is written', async (name, body, text) => {
  const { deliver, waits } = await start({ ours: hour, strangers: hour })
  const delivered = deliver(name, body)
  await expect.poll(waits).toBe(1)
  expect(await texts(danny)).toEqual([])
  await deliver('policycreated', sale)
  await delivered
  expect(await texts(danny)).toEqual([sold, text])
})

test('a commission that names no agent MUST be shown to who sold the policy and to nobody else, also before the sale', async () => {
  const { deliver, waits } = await start({ ours: hour, strangers: hour })
  const delivered = deliver('commissioncalculated', { PolicyNumber: 'abc-1', Amount: 12 })
  await expect.poll(waits).toBe(1)
  await deliver('policycreated', { ...sale, AgentLogin: 'Danny.Solid' })
  await delivered
  const [toJimmy, toDanny] = [await texts(jimmy), await texts(danny)]
  expect(toJimmy).toEqual(['Danny.Solid just sold policy for TRI!!!'])
  expect(toDanny).toEqual([...toJimmy, 'A commission of 12.00 EUR was calculated for Danny.Solid.'])
})

test('what refers to a policy that nobody here knows MUST be shown after a while', async () => {
  const { deliver } = await start({ ours: hour, strangers: 20 })
  await deliver('policyterminated', { PolicyNumber: 'unknown', ProductCode: 'TRI' })
  expect(await texts()).toEqual(['A policy for TRI was terminated.'])
})

test('what refers to a policy of ours MUST wait longer', async () => {
  const { deliver, waits } = await start({ ours: hour, strangers: 0 }, true)
  const delivered = deliver('paymentreceived', { PolicyNumber: 'abc-1', Amount: 72 })
  await expect.poll(waits).toBe(1)
  await deliver('policycreated', sale)
  await delivered
  expect(await texts()).toEqual([sold, 'A payment of 72.00 EUR was received.'])
})

test('a stop MUST end the wait, with the event not handled', async () => {
  const { deliver, stop, waits } = await start({ ours: hour, strangers: hour })
  const delivered = deliver('paymentreceived', { PolicyNumber: 'abc-1', Amount: 72 })
  const refused = expect(delivered).rejects.toThrow()
  await expect.poll(waits).toBe(1)
  stop()
  await refused
  expect(await texts()).toEqual([])
})
