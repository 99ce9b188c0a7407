import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { createAgents, fillLoginKeys, findAnyCase, insertAgent } from '../auth/agents.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { centsOf } from '../lib/money.ts'
import { createNotifications } from '../notifications/service.ts'
import { fillPolicyKeys, sellerOf } from '../notifications/store.ts'
import { jimmy } from '../policies/testing.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { asciiDatabase, type TestDatabase, testDatabase, turkishDatabase } from './testing.ts'

const at = new Date('2026-06-01T10:00:00Z')

describe.each([
  ['the server of the tests', testDatabase],
  ['Turkey', turkishDatabase],
  ['C, which knows ASCII alone,', asciiDatabase],
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
    const { record } = createAudit({ db: database.db, now: () => at, onLost: () => {} })
    const notifications = createNotifications({ db: database.db, feed, now: () => at, newId: randomUUID, record })
    const holder = { firstName: null, lastName: null, taxId: null }
    const terms = { policyFrom: null, policyTo: null, productCode: 'TRI', premium: centsOf(7_200), holder }
    for (const [policyNumber, agentLogin] of [
      ['Abc-Ii', 'danny.solid'],
      ['Żółw-1', 'jimmy.solid'],
    ] as const) {
      const sale = { kind: 'PolicySold' as const, policyNumber, agentLogin, ...terms }
      await database.db.transaction((tx) => notifications.notify(tx, { event: sale, at }))
    }
    const assertFound = async () => {
      for (const number of ['Abc-Ii', 'ABC-II', 'abc-ii'])
        expect(await sellerOf(database.db.sql, number)).toBe('danny.solid')
      for (const number of ['Żółw-1', 'ŻÓŁW-1', 'żółw-1'])
        expect(await sellerOf(database.db.sql, number)).toBe('jimmy.solid')
      for (const number of ['abc-ıı', 'ABC-İİ']) expect(await sellerOf(database.db.sql, number)).toBeNull()
    }
    await assertFound()
    // As the last version wrote them, more than are given a key in one transaction.
    await database.db.sql`update notification set policy_key = null`
    await database.db.sql`
      insert into notification (seq, id, kind, at, text, policy_number)
      select n, gen_random_uuid(), 'PolicySold', now(), '', 'Older-' || n from generate_series(1001, 2200) as n`
    expect(await sellerOf(database.db.sql, 'Żółw-1')).toBe('jimmy.solid')
    await Promise.all([fillPolicyKeys(database.db), fillPolicyKeys(database.db)])
    await assertFound()
    expect(await database.db.sql`select 1 from notification where policy_key is null`).toHaveLength(0)
  })

  test('a login MUST be one agent whatever the case of its letters, and none with a letter that only looks like it', async () => {
    const ingrid = { login: 'Ingrid.Solid', name: 'Ingrid Solid', avatar: null, role: 'AGENT' as const }
    const zaneta = { ...ingrid, login: 'Żaneta.Śliwa' }
    for (const agent of [ingrid, zaneta]) await insertAgent(database.db.sql, agent, null)
    const assertFound = async () => {
      for (const login of ['Ingrid.Solid', 'INGRID.SOLID', 'ingrid.solid'])
        expect(await findAnyCase(database.db.sql, login)).toMatchObject(ingrid)
      for (const login of ['Żaneta.Śliwa', 'ŻANETA.ŚLIWA', 'żaneta.śliwa'])
        expect(await findAnyCase(database.db.sql, login)).toMatchObject(zaneta)
      for (const login of ['İNGRİD.SOLİD', 'ıngrıd.solıd']) expect(await findAnyCase(database.db.sql, login)).toBeNull()
    }
    await assertFound()
    const asked = ['Ingrid.Solid', 'ŻANETA.ŚLIWA', 'ıngrıd.solıd']
    expect(await createAgents(database.db, () => at).byLogins(asked)).toMatchObject([ingrid, zaneta, null])
    await database.db.sql`update agent set login_key = null`
    expect(await findAnyCase(database.db.sql, 'Żaneta.Śliwa')).toMatchObject(zaneta)
    await fillLoginKeys(database.db.sql)
    await assertFound()
  })

  test('a commission that the last version kept MUST be seen by its earner', async () => {
    const zaneta = { ...jimmy, login: 'Żaneta.Śliwa' }
    await database.db.sql`
      insert into notification (seq, id, kind, at, text, audience)
      values (3000, gen_random_uuid(), 'CommissionCalculated', now(), '', '{Żaneta.Śliwa}')`
    const { record } = createAudit({ db: database.db, now: () => at, onLost: () => {} })
    const notifications = createNotifications({ db: database.db, feed, now: () => at, newId: randomUUID, record })
    expect(await notifications.unreadCount(zaneta)).toBe((await notifications.unreadCount(jimmy)) + 1)
  })
})
