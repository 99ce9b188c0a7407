import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb } from './db.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const killOthers = (db = database.db) => db.sql`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`

test('a transaction that lost its connection between two statements MUST fail and leave the process alone', async () => {
  const db = openDb(database.url)
  const begun = Promise.withResolvers<void>()
  const killed = Promise.withResolvers<void>()
  const secondStatement = Promise.withResolvers<void>()
  const transaction = db.transaction(async (tx) => {
    await tx`insert into inbox (key) values ('half')`
    begun.resolve()
    await killed.promise
    await tx`insert into inbox (key) values ('other half')`.then(() => {
      secondStatement.resolve()
    }, secondStatement.reject)
  })
  transaction.catch(() => {})
  await begun.promise
  await killOthers()
  await expect(transaction).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_|57P01/) })

  // The connection now belongs to somebody else, who must not find the rest of that transaction in its own.
  await db.transaction(async (tx) => {
    await tx`insert into inbox (key) values ('somebody else')`
    killed.resolve()
    await expect(secondStatement.promise).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  })
  expect((await db.sql`select key from inbox`).map((row) => row.key)).toEqual(['somebody else'])
  await db.close()
})

test('a pool whose connections are all killed under load MUST work on at once', async () => {
  const db = openDb(database.url, { max: 5 })
  let going = true
  let done = 0
  const work = async () => {
    while (going) {
      const transaction = db.transaction(async (tx) => {
        await tx`select 1`
        await new Promise((resolve) => setImmediate(resolve))
        await tx`select 2`
      })
      await transaction.then(
        () => done++,
        () => {},
      )
      await db.sql`select 3`.catch(() => {})
    }
  }
  const workers = Array.from({ length: 10 }, work)
  for (let round = 0; round < 30; round++) {
    const before = done
    await killOthers()
    await expect.poll(() => done).toBeGreaterThan(before + 10)
  }
  going = false
  await Promise.all(workers)
  const closing = Date.now()
  await db.close()
  // Closing gives up on connections after five seconds.
  expect(Date.now() - closing).toBeLessThan(4_500)
})
