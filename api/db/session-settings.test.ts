import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDatabaseUrl } from './database-url.ts'
import { type Db, openDb } from './db.ts'
import { hostile, hostileSettings } from './hostile-role.testing.ts'
import { inspectServer } from './inspect.ts'
import { type TestDatabase, testDatabase, testRole } from './testing.ts'

let database: TestDatabase
let role: Awaited<ReturnType<typeof testRole>>
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  role = await testRole(database, ...hostile)
  const { target, session } = await inspectServer(parseDatabaseUrl(role.url))
  db = openDb(target, { max: 2, session })
})
afterAll(async () => {
  await db?.close()
  await role?.drop()
  await database?.drop()
})

describe('whatever settings the role was given', () => {
  test.each(Object.keys(hostileSettings))(
    '%s MUST be ours, in the pool, in a transaction and on a single connection',
    async (name) => {
      const single = db.single()
      const read = (sql: Db['sql'] | typeof single.sql) =>
        sql<{ value: string }[]>`select current_setting(${name}) as value`
      const [ours] = await database.db.sql<{ value: string }[]>`select current_setting(${name}) as value`
      for (const [found] of [await read(db.sql), await db.transaction((tx) => read(tx)), await read(single.sql)])
        expect(found).toEqual(name === 'synchronous_commit' ? { value: 'on' } : ours)
      await single.close()
    },
  )

  test('what is written MUST be read as it was', async () => {
    const at = new Date('2027-02-03T04:05:06.789Z')
    const [row] = await db.sql`
      select ${at}::timestamptz as at, ${'2027-02-03'}::date as day, ${Buffer.from([0, 92, 200, 255])}::bytea as bytes,
             0.1::float8 + 0.2::float8 as sum, ${['null', 'NULL', 'a\\b', 'ż']}::text[] as texts, '\\n' as escape,
             lower('X') as lower, to_json(${at}::timestamptz)::text as json, ${'ż€😀'}::text as text`
    expect(row).toEqual({
      ...{ at, day: '2027-02-03', bytes: Buffer.from([0, 92, 200, 255]), sum: 0.1 + 0.2 },
      ...{ texts: ['null', 'NULL', 'a\\b', 'ż'], escape: '\\n', lower: 'x', text: 'ż€😀' },
      json: '"2027-02-03T04:05:06.789+00:00"',
    })
    expect(await db.sql`select id from room`).toEqual([{ id: 'general' }])
  })

  test('a statement, and a transaction that waits, MUST NOT be ended for being slow', async () => {
    await db.transaction(async (tx) => {
      await tx`select pg_sleep(0.05)`
      await new Promise((resolve) => setTimeout(resolve, 50))
      await tx`select 1`
    })
  })
})

test('synchronous_commit MUST stay as it is where it asks for more than a disk', async () => {
  await database.db.sql.unsafe(`alter role ${role.name} set synchronous_commit = 'remote_apply'`)
  const { target, session } = await inspectServer(parseDatabaseUrl(role.url))
  const other = openDb(target, { max: 1, session })
  expect(await other.sql`show synchronous_commit`).toEqual([{ synchronousCommit: 'remote_apply' }])
  await other.close()
})
