import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAnyCase, insertAgent } from '../auth/agents.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { centsOf } from '../lib/money.ts'
import { createNotifications } from '../notifications/service.ts'
import { sellerOf } from '../notifications/store.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { type TestDatabase, testDatabase, turkishDatabase } from './testing.ts'

const at = new Date('2026-06-01T10:00:00Z')

describe.each([
  ['the server of the tests', testDatabase],
  ['Turkey', turkishDatabase],
])('in a database with the locale of %s', (_, make) => {
  let database: TestDatabase
  let feed: Feed

  beforeAll(async () => {
    database = await make()
    feed = createFeed({
      db: database.db,
      pubSub: inMemoryPubSub(),
      logger: pino({ level: 'silent' }),
      slowTick: 60_000,
    })
  })
  afterAll(async () => {
    await feed.close()
    await database.drop()
  })

  test('a policy number MUST lead to the seller whatever the case of its letters', async () => {
    const notifications = createNotifications({ db: database.db, feed, now: () => at, newId: randomUUID })
    const holder = { firstName: null, lastName: null, taxId: null }
    const period = { policyFrom: null, policyTo: null, productCode: 'TRI', premium: centsOf(7_200) }
    const sale = { kind: 'PolicySold' as const, policyNumber: 'Abc-Ii', agentLogin: 'danny.solid', holder, ...period }
    await database.db.transaction((tx) => notifications.notify(tx, { event: sale, at }))
    for (const number of ['Abc-Ii', 'ABC-II', 'abc-ii'])
      expect(await sellerOf(database.db.sql, number)).toBe('danny.solid')
    for (const number of ['abc-ıı', 'ABC-İİ']) expect(await sellerOf(database.db.sql, number)).toBeNull()
  })

  test('a login MUST be one agent whatever the case of its letters, and none with a letter that only looks like it', async () => {
    const agent = { login: 'Ingrid.Solid', name: 'Ingrid Solid', avatar: null, role: 'AGENT' as const }
    await insertAgent(database.db.sql, agent, null)
    for (const login of ['Ingrid.Solid', 'INGRID.SOLID', 'ingrid.solid'])
      expect(await findAnyCase(database.db.sql, login)).toMatchObject(agent)
    for (const login of ['İNGRİD.SOLİD', 'ıngrıd.solıd']) expect(await findAnyCase(database.db.sql, login)).toBeNull()
  })
})
