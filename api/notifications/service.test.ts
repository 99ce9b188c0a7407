import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordAudit } from '../audit/audit.ts'
import { createAudit } from '../audit/service.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { centsOf } from '../lib/money.ts'
import { handleOnce } from '../messaging/inbox.ts'
import { admin, danny, jimmy, viewer } from '../policies/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { BusinessEvent } from './events.ts'
import type { FilterInput } from './filter.ts'
import { render } from './notification.ts'
import { createNotifications, type Notifications, topic } from './service.ts'

let database: TestDatabase
let feed: Feed
let notifications: Notifications
let record: RecordAudit
const at = new Date('2026-06-01T10:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  const logger = pino({ level: 'silent' })
  feed = createFeed({ db: database.db, pubSub: inMemoryPubSub(), logger, slowTick: 60_000 })
  record = createAudit({ db: database.db, now: () => at, onLost: () => {} }).record
  notifications = createNotifications({ db: database.db, feed, now: () => at, newId: randomUUID, record })
})
afterAll(async () => {
  await feed.close()
  await database.drop()
})
beforeEach(() => database.db.sql`truncate notification, notification_read, inbox`)

const commission = (agentLogin: string | null): BusinessEvent => ({
  kind: 'CommissionCalculated',
  amount: centsOf(720),
  agentLogin,
  policyNumber: null,
})
const sold = (policyNumber: string, agentLogin: string | null): BusinessEvent => ({
  kind: 'PolicySold',
  policyNumber,
  productCode: 'TRI',
  policyFrom: null,
  policyTo: null,
  holder: { firstName: null, lastName: null, taxId: null },
  premium: centsOf(7_200),
  agentLogin,
})
const notifyOnce = (by: Notifications, event: BusinessEvent, key: string) =>
  handleOnce(database.db, { consumer: 'notifications', key }, (tx) => by.notify(tx, { event, at }))
const deliver = (event: BusinessEvent, key: string = randomUUID()) => notifyOnce(notifications, event, key)
const texts = async (viewer: typeof jimmy) =>
  (await notifications.notifications(viewer, {})).edges.map(({ node }) => render(node))

describe('an event', () => {
  test('MUST be shown once, however often it is delivered, also at the same instant', async () => {
    const reader = await notifications.notification(() => jimmy, null)
    await Promise.all(Array.from({ length: 8 }, () => deliver(sold('7', 'jimmy.solid'), 'policycreated:7')))
    await deliver(sold('8', 'danny.solid'), 'policycreated:8')
    expect(await texts(jimmy)).toEqual([
      'jimmy.solid just sold policy for TRI!!!',
      'danny.solid just sold policy for TRI!!!',
    ])
    expect((await reader.next()).value?.body.policyNumber).toBe('7')
    expect((await reader.next()).value?.body.policyNumber).toBe('8')
    await reader.return()
  })

  test('that could not be stored MUST be stored when it comes again', async () => {
    const broken = createNotifications({ db: database.db, feed, now: () => at, newId: () => 'no uuid', record })
    await expect(notifyOnce(broken, sold('9', null), 'key')).rejects.toThrow()
    expect(await texts(jimmy)).toEqual([])
    await deliver(sold('9', null), 'key')
    expect(await texts(jimmy)).toHaveLength(1)
  })

  test('MUST say when it happened', async () => {
    const happened = new Date('2024-01-01T00:00:00Z')
    await database.db.transaction((tx) => notifications.notify(tx, { event: sold('1', null), at: happened }))
    const { edges } = await notifications.notifications(jimmy, {})
    expect(edges.map(({ node }) => node.at)).toEqual([happened])
  })

  test('about a policy MUST name who sold it, where its sale was taken in', async () => {
    await deliver(sold('7', 'danny.solid'))
    const payment: BusinessEvent = {
      kind: 'PaymentReceived',
      policyNumber: '7',
      amount: centsOf(7_200),
      agentLogin: null,
    }
    await deliver(payment)
    const { edges } = await notifications.notifications(jimmy, { last: 1 })
    expect(edges[0]?.node).toMatchObject({ agentLogin: 'danny.solid' })
  })
})

describe('what the last version wrote', () => {
  test('MUST be read beside what this one writes, to the same people', async () => {
    await deliver({ kind: 'ProductActivated', productCode: 'TRI', productName: 'Safe Traveller' })
    await deliver(commission('Danny.Solid'))
    await database.db.sql`update notification set content = null, audience = '{Danny.Solid}' where audience is not null`
    await database.db.sql`update notification set content = null`
    const activated = 'Safe Traveller (TRI) can be sold from now on.'
    const earned = 'A commission of 7.20 EUR was calculated for Danny.Solid.'
    expect(await texts(jimmy)).toEqual([activated])
    expect(await texts(danny)).toEqual([activated, earned])
    expect(await notifications.unreadCount(danny)).toBe(2)
  })
})

describe('an audience', () => {
  test('MUST hold for the page, the count and the subscription alike; an administrator sees all', async () => {
    await deliver(commission('danny.solid'))
    await deliver(sold('7', 'jimmy.solid'))
    const [earned, sale] = [
      'A commission of 7.20 EUR was calculated for danny.solid.',
      'jimmy.solid just sold policy for TRI!!!',
    ]
    expect(await texts(jimmy)).toEqual([sale])
    expect(await texts(danny)).toEqual([earned, sale])
    expect(await texts(admin)).toEqual([earned, sale])
    expect(await Promise.all([jimmy, danny, admin].map((viewer) => notifications.unreadCount(viewer)))).toEqual([
      1, 2, 2,
    ])
  })

  test('of a commission whose earner is unknown MUST be administrators and services, and no agent', async () => {
    const [his, theirs] = [
      await notifications.notification(() => jimmy, null),
      await notifications.notification(() => admin, null),
    ]
    await deliver(commission(null))
    await deliver(sold('7', 'jimmy.solid'))
    const [earned, sale] = ['A commission of 7.20 EUR was calculated.', 'jimmy.solid just sold policy for TRI!!!']
    expect(await texts(jimmy)).toEqual([sale])
    expect(await texts(admin)).toEqual([earned, sale])
    expect(await texts(viewer('billing', 'SERVICE'))).toEqual([earned, sale])
    expect(await notifications.unreadCount(jimmy)).toBe(1)
    expect((await his.next()).value?.body.kind).toBe('PolicySold')
    expect((await theirs.next()).value?.body.kind).toBe('CommissionCalculated')
    await Promise.all([his.return(), theirs.return()])
  })

  test('MUST be asked for anew at every entry', async () => {
    let viewer = jimmy
    const reader = await notifications.notification(() => viewer, null)
    await deliver(commission('danny.solid'))
    await deliver(commission('jimmy.solid'))
    expect((await reader.next()).value?.body.audience).toEqual(['jimmy.solid'])
    viewer = admin
    await deliver(commission('danny.solid'))
    expect((await reader.next()).value?.body.audience).toEqual(['danny.solid'])
    await reader.return()
  })
})

describe('reading', () => {
  test('MUST count what lies beyond the position that was read, which never moves back', async () => {
    for (const number of ['1', '2', '3']) await deliver(sold(number, null))
    const { edges } = await notifications.notifications(jimmy, {})
    const cursor = (at: number) => edges[at]?.cursor ?? ''
    expect(await notifications.unreadCount(jimmy)).toBe(3)
    expect(await notifications.markNotificationsRead(jimmy, cursor(1))).toEqual({ unreadCount: 1 })
    expect(await notifications.markNotificationsRead(jimmy, cursor(0))).toEqual({ unreadCount: 1 })
    expect(await notifications.unreadCount(danny)).toBe(3)
    await deliver(sold('4', null))
    expect(await notifications.unreadCount(jimmy)).toBe(2)
  })

  test('beyond the newest MUST mark what there is, and hide nothing that comes', async () => {
    const { epoch } = await feed.history(topic)
    for (const number of ['1', '2']) await deliver(sold(number, null))
    const beyond = encodeCursor(topic, { epoch, seq: 999_999 })
    expect(await notifications.markNotificationsRead(jimmy, beyond)).toEqual({ unreadCount: 0 })
    await deliver(sold('3', null))
    expect(await notifications.unreadCount(jimmy)).toBe(1)
  })

  test('up to a position of another history MUST be refused as expired', async () => {
    await deliver(sold('1', null))
    const { epoch, head } = await feed.history(topic)
    const other = encodeCursor(topic, { epoch: epoch + 1, seq: head })
    await expect(notifications.markNotificationsRead(jimmy, other)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
  })

  test('a mark that is beyond the newest already MUST count as none, and be put right by the next', async () => {
    for (const number of ['1', '2']) await deliver(sold(number, null))
    await database.db.sql`insert into notification_read (login, seq) values (${jimmy.login}, 999999)`
    expect(await notifications.unreadCount(jimmy)).toBe(2)
    const { edges } = await notifications.notifications(jimmy, {})
    expect(await notifications.markNotificationsRead(jimmy, edges[0]?.cursor ?? '')).toEqual({ unreadCount: 1 })
    await deliver(sold('3', null))
    expect(await notifications.unreadCount(jimmy)).toBe(2)
  })

  test('up to a cursor of something else MUST be refused', async () => {
    await expect(notifications.markNotificationsRead(jimmy, 'nonsense')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'upTo' }],
    })
  })
})

describe('a filter', () => {
  const product = (productCode: string): BusinessEvent => ({ kind: 'ProductActivated', productCode, productName: null })

  test.each<[FilterInput, string[]]>([
    [{ kinds: ['CommissionCalculated', 'ProductActivated'] }, ['CommissionCalculated', 'ProductActivated']],
    [{ kinds: [] }, []],
    [{ productCodes: ['tri'] }, ['PolicySold', 'PolicySold', 'PolicyTerminated']],
    [{ policyNumber: 'a-7' }, ['PolicySold', 'PolicyTerminated']],
    [{ mine: true }, ['PolicySold', 'CommissionCalculated', 'PolicyTerminated', 'Mentioned']],
    [{ minAmount: '7.20' }, ['PolicySold', 'PolicySold', 'CommissionCalculated']],
    [{ mine: true, minAmount: '7.21' }, ['PolicySold']],
  ])('%j MUST hold for the page and the subscription alike', async (filter, expected) => {
    const reader = await notifications.notification(() => jimmy, null, filter)
    await deliver(sold('A-7', 'Jimmy.Solid'))
    await deliver(sold('8', 'danny.solid'))
    await deliver(commission('jimmy.solid'))
    await deliver(commission('danny.solid'))
    await deliver(product('HSI'))
    await deliver({
      kind: 'PolicyTerminated',
      policyNumber: 'A-7',
      productCode: 'TRI',
      policyFrom: null,
      terminatedOn: null,
      holder: { firstName: null, lastName: null, taxId: null },
      premiumKept: centsOf(7_000),
      refund: centsOf(200),
    })
    const [messageId, author] = [randomUUID(), 'danny.solid']
    await database.db.transaction((tx) =>
      notifications.mentioned(tx, [
        { messageId, author, audience: [jimmy.login] },
        { messageId, author: jimmy.login, audience: ['admin'] },
      ]),
    )
    const { edges } = await notifications.notifications(jimmy, {}, filter)
    expect(edges.map(({ node }) => node.kind)).toEqual(expected)
    const heard: string[] = []
    while (heard.length < expected.length) heard.push((await reader.next()).value?.body.kind ?? 'ended')
    expect(heard).toEqual(expected)
    await reader.return()
  })

  test('MUST leave the counts of what is unread alone, which are known by kind', async () => {
    await deliver(sold('7', 'jimmy.solid'))
    await deliver(product('TRI'))
    await deliver(sold('8', 'danny.solid'))
    await deliver(commission('danny.solid'))
    expect(await notifications.unreadByKind(jimmy)).toEqual([
      { kind: 'PolicySold', count: 2 },
      { kind: 'ProductActivated', count: 1 },
    ])
    const { edges } = await notifications.notifications(jimmy, {}, { kinds: ['ProductActivated'] })
    await notifications.markNotificationsRead(jimmy, edges[0]?.cursor ?? '')
    expect(await notifications.unreadByKind(jimmy)).toEqual([{ kind: 'PolicySold', count: 1 }])
  })
})

describe('announcing', () => {
  test('MUST reach every agent', async () => {
    await notifications.announce(admin, { text: 'New product' })
    expect(await texts(jimmy)).toEqual(['New product'])
  })
})
