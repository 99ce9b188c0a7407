import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDb } from '../db/db.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { brokerContract, envelope, ids, recorder } from './broker-contract.ts'
import { embeddedBroker } from './embedded.ts'
import { embeddedDeadLetters } from './embedded-dead-letters.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate broker_message, broker_binding`
})
afterAll(() => database.drop())

const open = (db = database.db) => embeddedBroker({ db, log, pauses: [20, 20, 20, 20], slowTick: 100 })

brokerContract('embedded', async () => ({
  open: async () => open(),
  deadLetters: async () => embeddedDeadLetters(database.db),
  dispose: async () => {},
}))

test('an event whose handling lost its database connection MUST be handled again at once, without counting', async () => {
  const own = openDb(database.url)
  const broker = open(own)
  const begun = Promise.withResolvers<void>()
  const lost = Promise.withResolvers<void>()
  const seen = recorder()
  let times = 0
  await broker.consume(['PolicyCreated'], async (event) => {
    begun.resolve()
    if (++times === 1) await lost.promise
    await seen.record(event)
  })
  await broker.publish(envelope('policycreated', { id: 'held' }))
  await begun.promise
  const attempts = () => database.db.sql`select attempts from broker_message`
  expect(await attempts()).toMatchObject([{ attempts: 0 }])
  // What the server sees of a process that was killed.
  await database.db.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`
  expect(ids(await seen.reached(1))).toEqual(['held'])
  await expect.poll(attempts).toEqual([])
  lost.resolve()
  await broker.close()
  await own.close()
})

test('a body that the database cannot keep MUST be refused', async () => {
  const broker = open()
  await broker.consume(['PolicyCreated'], async () => {})
  const published = broker.publish(envelope('policycreated', { body: 'a\u0000b' }))
  await expect(published).rejects.toMatchObject({ name: 'PublishRejected' })
  await broker.close()
})
