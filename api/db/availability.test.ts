import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Db, openDb } from './db.ts'
import { type TestDatabase, testDatabase, testRole } from './testing.ts'

let database: TestDatabase
let role: Awaited<ReturnType<typeof testRole>>
let db: Db
let lines: string[]
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  role = await testRole(database, 'grant select, insert, update, delete on all tables in schema public to $role')
  lines = []
  const memory = new Writable({
    write: (line, _, done) => {
      lines.push(JSON.parse(String(line)).msg)
      done()
    },
  })
  db = openDb(role.url, { max: 3, logger: pino(memory) })
})
afterEach(async () => {
  await db.close()
  await role.drop()
})
afterAll(() => database.drop())

const owner = (statement: string) => database.db.sql.unsafe(statement.replaceAll('$role', role.name))
const cutAll = () => owner("select pg_terminate_backend(pid) from pg_stat_activity where usename = '$role'")
const write = () => db.sql`insert into inbox (key) values (gen_random_uuid()::text)`
const writeSafely = () =>
  write().then(
    () => 'written',
    (error) => (db.isAway(error) ? 'away' : 'refused'),
  )
const state = () => expect.poll(() => db.state())

test('a server whose connections refuse writes MUST be read-only, and be read on', async () => {
  await write()
  await owner('alter role $role set default_transaction_read_only = on')
  await cutAll()
  await state().toBe('read-only')
  expect(await writeSafely()).toBe('away')
  expect(await db.sql`select count(*)::int as rows from inbox`).toEqual([{ rows: 1 }])
  expect(await db.state()).toBe('read-only')
})

test('connections to a server that was demoted MUST be replaced as soon as a new one takes writes', async () => {
  await owner('alter role $role set default_transaction_read_only = on')
  const single = db.single()
  await Promise.all([db.sql`select pg_sleep(0.1)`, db.sql`select pg_sleep(0.1)`, single.sql`select 1`])
  expect(await writeSafely()).toBe('away')
  // The connections that are open do not hear of it, and would refuse writes for ever.
  await owner('alter role $role reset default_transaction_read_only')
  await state().toBe('ok')
  for (let n = 0; n < 6; n++) expect(await writeSafely()).toBe('written')
  await single.sql`insert into inbox (key) values ('by the single one')`
  await single.close()
  expect(lines).toEqual([expect.stringMatching(/^database: away/), 'database: back'])
})

test('a role that lost its rights MUST make it read-only until it has them again', async () => {
  await owner('revoke insert on feed_topic, feed_entry, inbox from $role')
  await state().toBe('read-only')
  for (let n = 0; n < 50; n++) expect(await writeSafely()).toBe('away')
  await owner('grant insert on feed_topic, feed_entry, inbox to $role')
  await state().toBe('ok')
  expect(await writeSafely()).toBe('written')
  expect(lines).toEqual([expect.stringMatching(/^database: away/), 'database: back'])
})

test('a disk that is full MUST be an outage for as long as statements say so', async () => {
  await database.db.sql.unsafe(`
    create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger full_disk before insert on inbox execute function full_disk()`)
  expect(await writeSafely()).toBe('away')
  expect(await db.state()).toBe('read-only')
  await database.db.sql.unsafe('drop function full_disk cascade')
  await state().toBe('ok')
  expect(await writeSafely()).toBe('written')
})

test('a single connection that was cut, a deadlock and a statement that was cancelled MUST NOT be an outage', async () => {
  await write()
  const cancelled = db.sql`select pg_sleep(10)`.then(String, db.isAway)
  await expect
    .poll(() => owner("select 1 from pg_stat_activity where usename = '$role' and query like '%pg_sleep%'"))
    .toHaveLength(1)
  await owner("select pg_cancel_backend(pid) from pg_stat_activity where usename = '$role' and query like '%pg_sleep%'")
  expect(await cancelled).toBe(true)
  const cut = db.sql`select pg_sleep(10)`.then(String, db.isAway)
  await expect
    .poll(() => owner("select 1 from pg_stat_activity where usename = '$role' and query like '%pg_sleep%'"))
    .toHaveLength(1)
  await cutAll()
  expect(await cut).toBe(true)
  expect(await db.state()).toBe('ok')
  expect(lines).toEqual([])
})

test('an error of the statement itself MUST say nothing of the database', async () => {
  expect(await db.sql`select 1/0`.then(String, db.isAway)).toBe(false)
  expect(await db.sql`insert into inbox (key) values (null)`.then(String, db.isAway)).toBe(false)
  expect(await db.state()).toBe('ok')
})
