import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDb } from '../db/db.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { brokerContract, envelope, ids, recorder } from './contract.ts'
import { embeddedBroker } from './embedded.ts'
import { embeddedDeadLetters } from './embedded-dead-letters.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate broker_message`
})
afterAll(() => database.drop())

const open = (db = database.db) => embeddedBroker({ db, log, pauses: [20, 20, 20, 20], slowTick: 100 })

brokerContract('embedded', async () => ({
  open: async () => open(),
  deadLetters: async () => embeddedDeadLetters(database.db),
  dispose: async () => {},
}))

test('an event MUST be handled at once after the process that held it lost its database connection', async () => {
  const doomed = openDb(database.url)
  const first = open(doomed)
  const begun = Promise.withResolvers<void>()
  const never = Promise.withResolvers<void>()
  await first.consume(['PolicyCreated'], async () => {
    begun.resolve()
    await never.promise
  })
  await first.publish(envelope('policycreated', { id: 'held' }))
  await begun.promise

  const seen = recorder()
  const second = open()
  await second.consume(['PolicyCreated'], seen.record)
  // What the server sees of a process that was killed.
  await database.db.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`
  expect(ids(await seen.reached(1))).toEqual(['held'])

  never.resolve()
  await first.close()
  await second.close()
  await doomed.close()
})

test('a body that the database cannot keep MUST be refused', async () => {
  const broker = open()
  await broker.consume(['PolicyCreated'], async () => {})
  const published = broker.publish(envelope('policycreated', { body: 'a\u0000b' }))
  await expect(published).rejects.toMatchObject({ name: 'Refused' })
  await broker.close()
})
