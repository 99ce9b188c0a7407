import { createHash, randomBytes } from 'node:crypto'
import { type Db, openDb } from './db.ts'
import { migrate, readMigrations } from './migrate.ts'

export type TestDatabase = {
  url: string
  db: Db
  /** Takes a backup. The returned function restores it in place of the database, whose connections are all cut. */
  backUp(): Promise<() => Promise<void>>
  /** Closes `db`, disconnects everybody else and drops the database. */
  drop(): Promise<void>
}

/**
 * A fresh, migrated database on the server of `TEST_DATABASE_URL`, for one test file. It is copied from a template
 * that the first caller makes for all that have the same migrations.
 */
export async function testDatabase(): Promise<TestDatabase> {
  return create(await template())
}

/** A database without a single table. */
export async function emptyDatabase(encoding = 'UTF8'): Promise<TestDatabase> {
  return encoding === 'UTF8' ? create('template1') : create('template0', `encoding '${encoding}' locale 'C'`)
}

/** A migrated database in which the small form of I is ı. */
export async function turkishDatabase(): Promise<TestDatabase> {
  const database = await create('template0', `encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'tr'`)
  await migrate(database.db)
  return database
}

/** A migrated database that knows the case of the letters of ASCII alone. */
export async function asciiDatabase(): Promise<TestDatabase> {
  const database = await create('template0', `encoding 'UTF8' locale 'C' locale_provider libc`)
  await migrate(database.db)
  return database
}

async function create(source: string, options = ''): Promise<TestDatabase> {
  const name = `parley_test_${randomBytes(6).toString('hex')}`
  await onServer(({ sql }) => sql`create database ${sql(name)} template ${sql(source)} ${sql.unsafe(options)}`)
  const url = databaseUrl(name)
  const db = openDb(url)
  return {
    url,
    db,
    backUp: () => backUp(name),
    drop: async () => {
      await db.close()
      await onServer((admin) => admin.sql`drop database if exists ${admin.sql(name)} with (force)`)
    },
  }
}

/** As `createdb -T` and `alter database … rename` do it: the tables move, and nobody may be connected meanwhile. */
async function backUp(name: string): Promise<() => Promise<void>> {
  const backup = `${name}_backup`
  await alone(name, (admin) => admin.sql`create database ${admin.sql(backup)} template ${admin.sql(name)}`)
  return () =>
    alone(name, async (admin) => {
      await admin.sql`alter database ${admin.sql(name)} rename to ${admin.sql(`${name}_lost`)}`
      await admin.sql`alter database ${admin.sql(backup)} rename to ${admin.sql(name)}`
      await admin.sql`drop database ${admin.sql(`${name}_lost`)} with (force)`
    })
}

/** Disconnects everybody from a database and keeps them out while `work` runs. */
async function alone(name: string, work: (admin: Db) => Promise<unknown>): Promise<void> {
  await onServer(async (admin) => {
    await admin.sql`alter database ${admin.sql(name)} with allow_connections false`
    await admin.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`
    const left = () => admin.sql`select 1 from pg_stat_activity where datname = ${name}`
    while ((await left()).length > 0);
    await work(admin)
    await admin.sql`alter database ${admin.sql(name)} with allow_connections true`
  })
}

async function template(): Promise<string> {
  const migrations = await readMigrations()
  const state = migrations.map(({ name, checksum }) => `${name} ${checksum}`).join('\n')
  const name = `parley_template_${createHash('sha256').update(state).digest('hex').slice(0, 16)}`
  const exists = (admin: Db) => admin.sql`select 1 from pg_database where datname = ${name}`
  await onServer(async (admin) => {
    if ((await exists(admin)).length > 0) return
    // Renamed when it is whole, so that whoever sees the name may copy it.
    const unfinished = `${name}_new`
    await admin.transaction(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext(${name}))`
      if ((await exists(admin)).length > 0) return
      await admin.sql`drop database if exists ${admin.sql(unfinished)} with (force)`
      await admin.sql`create database ${admin.sql(unfinished)}`
      const db = openDb(databaseUrl(unfinished), { max: 1 })
      await migrate(db).finally(() => db.close())
      await admin.sql`alter database ${admin.sql(unfinished)} rename to ${admin.sql(name)}`
    })
  })
  return name
}

/**
 * A role that may log in and nothing more, gone with the test: `url` leads to `database` as this role. `statements`
 * are run by the owner of the server, `$role` being its name.
 */
export async function testRole(
  database: TestDatabase,
  ...statements: string[]
): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const name = `parley_role_${randomBytes(6).toString('hex')}`
  const run = (statement: string) => database.db.sql.unsafe(statement.replaceAll('$role', name))
  await run("create role $role login password 'sesame'")
  const url = new URL(database.url)
  url.username = name
  url.password = 'sesame'
  for (const statement of statements) await run(statement)
  return {
    name,
    url: url.href,
    drop: async () => {
      // What it owned is gone where the database is.
      await run('drop owned by $role cascade').catch(() => {})
      await onServer(({ sql }) => sql`drop role ${sql(name)}`)
    },
  }
}

async function onServer<T>(work: (admin: Db) => Promise<T>): Promise<T> {
  const admin = openDb(databaseUrl('postgres'), { max: 2 })
  return work(admin).finally(() => admin.close())
}

function databaseUrl(name: string): string {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test, or give a Postgres server')
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
