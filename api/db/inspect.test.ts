import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { StartError } from '../lib/start-error.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { openDb } from './db.ts'
import { inspectServer } from './inspect.ts'
import { migrate } from './migrate.ts'
import { emptyDatabase, type TestDatabase, testDatabase, testRole } from './testing.ts'

let database: TestDatabase
const undo: (() => Promise<void>)[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => database.drop())

const inspect = (url: string) => inspectServer(parseDatabaseUrl(url))

async function empty(encoding?: string): Promise<TestDatabase> {
  const made = await emptyDatabase(encoding)
  undo.push(made.drop)
  return made
}

async function roleOf(owner: TestDatabase, ...statements: string[]) {
  const role = await testRole(owner, ...statements)
  undo.push(role.drop)
  return role
}

/** The one line with which a server is refused. */
async function refusal(url: string): Promise<string> {
  const error = await inspect(url).then(
    () => new Error('it was taken'),
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  expect(error.message).toMatch(/^DATABASE_URL: [^\n]+\.$/)
  expect(error.message).not.toContain('sesame')
  return error.message
}

const changed = (url: string, parts: Partial<URL>) => Object.assign(new URL(url), parts).href

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function deadPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a server that cannot be used MUST be refused in one line with the remedy', () => {
  test.each(['LATIN1', 'SQL_ASCII'])('a database in %s', async (encoding) => {
    expect(await refusal((await empty(encoding)).url)).toMatch(new RegExp(`${encoding}.*UTF8.*CREATE DATABASE`))
  })

  test('a role that may not create tables, as Postgres 15 and newer have it', async () => {
    const { name, url } = await roleOf(await empty())
    expect(await refusal(url)).toMatch(new RegExp(`${name}.*GRANT CREATE ON SCHEMA "public" TO "${name}"`))
    expect(await refusal(`${url}?schema=app`)).toContain(`CREATE SCHEMA "app" AUTHORIZATION "${name}"`)
  })

  test('a wrong password, and a role that is not there', async () => {
    const { url } = await roleOf(database)
    expect(await refusal(changed(url, { password: 'wrong' }))).toContain('password')
    expect(await refusal(changed(database.url, { username: 'nobody_here' }))).toContain('nobody_here')
  })

  test('a database that is not there', async () => {
    const url = changed(database.url, { pathname: '/no_such_database' })
    expect(await refusal(url)).toMatch(/no_such_database.*Create the database/)
  })

  test('one where nobody listens, one that says nothing, one that hangs up, and one that has no address', async () => {
    const port = await deadPort()
    expect(await refusal(`postgres://u:sesame@127.0.0.1:${port}/d`)).toContain(`127.0.0.1:${port}`)
    expect(await refusal('postgres://u:sesame@no.such.host.invalid/d')).toContain('no.such.host.invalid')
    expect(await refusal('postgres://u:sesame@/d?host=/no/such/directory')).toContain('/no/such/directory')
    for (const handle of [() => {}, (socket: Socket) => void socket.destroy()]) {
      const server = createServer(handle)
      const at = await listen(server)
      undo.push(async () => void server.close())
      expect(await refusal(`postgres://u:sesame@127.0.0.1:${at}/d?connect_timeout=1`)).toContain(`127.0.0.1:${at}`)
    }
  })

  test('one without TLS where it is asked for', async () => {
    expect(await refusal(`${database.url}?sslmode=require`)).toMatch(/offers no TLS.*sslmode=disable/)
  })

  test('one that takes no writes', async () => {
    const { url } = await roleOf(database, 'alter role $role set default_transaction_read_only = on')
    expect(await refusal(url)).toMatch(/takes no writes.*default_transaction_read_only/)
  })

  test('two schemas with the tables of Parley, and none of them preferred', async () => {
    const owner = await empty()
    for (const name of ['one', 'two']) {
      const db = openDb(`${owner.url}?schema=${name}`)
      await owner.db.sql`create schema ${owner.db.sql(name)}`
      await migrate(db)
      await db.close()
    }
    expect(await refusal(owner.url)).toMatch(/one, two.*\?schema=/)
  })
})

describe('the schema of the tables MUST be', () => {
  const schemaOf = async (url: string) => (await inspect(url)).session.schema

  test('the one that is named, which is made if need be', async () => {
    const { db, url } = await empty()
    expect(await schemaOf(`${url}?schema=My%20own`)).toBe('My own')
    expect(await db.sql`select 1 from pg_namespace where nspname = 'My own'`).toHaveLength(1)
  })

  test('the role’s own, before public', async () => {
    const owner = await empty()
    const { name, url } = await roleOf(owner, 'create schema authorization $role')
    expect(await schemaOf(url)).toBe(name)
    expect(await schemaOf(owner.url)).toBe('public')
  })

  test('the only one that belongs to a role which may do nothing else', async () => {
    const { url } = await roleOf(await empty(), 'create schema insurance authorization $role')
    expect(await schemaOf(url)).toBe('insurance')
  })

  test('the one where they are, whatever the search path says', async () => {
    const owner = await empty()
    const { url } = await roleOf(
      owner,
      ...['create schema insurance authorization $role', 'create schema other authorization $role'],
      "alter role $role set search_path = 'other'",
    )
    const db = openDb(`${url}?schema=insurance`)
    await migrate(db)
    await db.close()
    expect(await schemaOf(url)).toBe('insurance')
  })
})

test('a role that owns nothing but its schema MUST be able to migrate, and one that may only write to start', async () => {
  const owner = await empty()
  const { url } = await roleOf(owner, 'create schema insurance authorization $role')
  const { target, session } = await inspect(url)
  const db = openDb(target, { session })
  await migrate(db)
  const writer = await roleOf(
    owner,
    'grant usage on schema insurance to $role',
    'grant select, insert, update, delete on all tables in schema insurance to $role',
  )
  const found = await inspect(writer.url)
  const other = openDb(found.target, { session: found.session })
  await migrate(other)
  expect(await other.state()).toBe('ok')
  await other.close()
  await db.close()
})

test('of several hosts the one that takes writes MUST be used', async () => {
  const { host, port } = new URL(database.url)
  const dead = await deadPort()
  const url = database.url.replace(host, `127.0.0.1:${dead},127.0.0.1:${port},localhost:${dead}`)
  const { target, session } = await inspect(url)
  const db = openDb(target, { session })
  expect(await db.sql`select 1 as one`).toEqual([{ one: 1 }])
  await db.close()
  // Also when it is not the first any more.
  const other = openDb(url)
  expect(await other.sql`select 1 as one`).toEqual([{ one: 1 }])
  await other.close()
})
