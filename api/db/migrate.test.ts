import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../lib/start-error.ts'
import { openDb } from './db.ts'
import { migrate } from './migrate.ts'
import { emptyDatabase, type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
  database = await emptyDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

const file = (name: string, sql: string) => writeFile(join(directory, name), sql)
const names = async () => (await database.db.sql`select name from migration order by name`).map((row) => row.name)

test('migrations MUST be applied in order and once', async () => {
  await file('002-second.sql', 'insert into story values (2);')
  await file('001-first.sql', 'create table story (n int); insert into story values (1);')
  await migrate(database.db, directory)
  await file('003-third.sql', 'insert into story values (3);')
  await migrate(database.db, directory)
  expect((await database.db.sql`select n from story`).map((row) => row.n)).toEqual([1, 2, 3])
  expect(await names()).toEqual(['001-first', '002-second', '003-third'])
})

test('processes that migrate at the same time MUST all succeed and apply each file once', async () => {
  await file('001-slow.sql', 'create table story (n int); select pg_sleep(0.2);')
  await file('002-next.sql', 'insert into story values (1);')
  const processes = Array.from({ length: 4 }, () => openDb(database.url))
  await Promise.all(processes.map((db) => migrate(db, directory)))
  await Promise.all(processes.map((db) => db.close()))
  expect(await database.db.sql`select n from story`).toHaveLength(1)
})

test('a migration that fails MUST leave nothing of itself and keep those before it', async () => {
  await file('001-good.sql', 'create table story (n int);')
  await file('002-bad.sql', 'insert into story values (1); insert into no_such_table values (1);')
  await expect(migrate(database.db, directory)).rejects.toThrow('no_such_table')
  expect(await database.db.sql`select n from story`).toHaveLength(0)
  expect(await names()).toEqual(['001-good'])
})

test('a file that changed after it was applied MUST be refused by name', async () => {
  await file('001-first.sql', 'create table story (n int);')
  await migrate(database.db, directory)
  await file('001-first.sql', 'create table story (n bigint);')
  await expect(migrate(database.db, directory)).rejects.toThrow(/^Migration 001-first has changed/)
  await expect(migrate(database.db, directory)).rejects.toBeInstanceOf(StartError)
})

test('a database from a newer version MUST be refused and not be touched', async () => {
  await file('001-first.sql', 'create table story (n int);')
  await migrate(database.db, directory)
  await rm(join(directory, '001-first.sql'))
  await file('000-other.sql', 'create table other (n int);')
  await expect(migrate(database.db, directory)).rejects.toThrow(/newer Parley \(it knows 001-first\)/)
  expect(await names()).toEqual(['001-first'])
})

test('every test database MUST have all migrations and see nothing of the others', async () => {
  const both = await Promise.all([testDatabase(), testDatabase()])
  const [one, other] = both
  await one.db.sql`create table mine (n int)`
  await expect(other.db.sql`select * from mine`).rejects.toThrow('mine')
  await expect(migrate(one.db)).resolves.toBeUndefined()
  await Promise.all(both.map((each) => each.drop()))
})
