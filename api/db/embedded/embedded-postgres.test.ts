import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StartError } from '../../lib/start-error.ts'
import { openDb } from '../db.ts'
import { migrate } from '../migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

// Servers start and stop in here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const log = { debug: () => {}, warn: () => {}, error: () => {} }
let dataDir: string
let running: EmbeddedPostgres[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  await rm(dataDir, { recursive: true })
})

async function start(directory = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: directory, log })
  running.push(server)
  return server
}

/** Another process that starts the server and inserts 1, 2, 3, … and prints each number once it is acknowledged. */
async function writer() {
  const source = `
    import { openDb } from ${JSON.stringify(join(import.meta.dirname, '..', 'db.ts'))}
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))}
    const log = { debug() {}, warn() {}, error() {} }
    const { sql } = openDb((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })).url)
    await sql\`create table if not exists story (n int)\`
    for (let n = 1; ; n++) {
      await sql\`insert into story values (\${n})\`
      console.log(n)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  const written = { last: 0 }
  const lines = createInterface(child.stdout).on('line', (line) => {
    written.last = Number(line)
  })
  await once(lines, 'line')
  return { child, written, gone: once(lines, 'close') }
}

test('what was written MUST be there after a restart, on the disk and behind a password', async () => {
  const first = await start()
  const db = openDb(first.url)
  await db.sql`create table story as select 'once upon a time' as line`
  expect(
    await db.sql`select current_setting('fsync') as fsync, current_setting('server_version_num')::int / 10000 as major`,
  ).toEqual([{ fsync: 'on', major: 18 }])
  await db.close()
  const intruder = openDb(first.url.replace(/:[^:@]+@/, ':guess@'))
  await expect(intruder.sql`select 1`).rejects.toThrow('password authentication failed')
  await intruder.close()
  await first.stop()

  const again = openDb((await start()).url)
  expect(await again.sql`select line from story`).toEqual([{ line: 'once upon a time' }])
  await again.close()
})

test('every migration of Parley MUST apply to it', async () => {
  const db = openDb((await start()).url)
  await migrate(db).finally(() => db.close())
})

test('two first starts of one directory MUST leave one server, and the other one refused by the name of DATA_DIR', async () => {
  const outcomes = await Promise.allSettled([start(), start()])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(refused?.reason).toBeInstanceOf(StartError)
  expect(refused?.reason.message).toMatch(
    /^DATA_DIR \(.*\) is in use by another Parley \(its Postgres is process \d+\)/,
  )
})

test('acknowledged rows MUST survive a kill -9, and a start right after it MUST wait for the old server', async () => {
  for (let round = 0; round < 3; round++) {
    const { child, written, gone } = await writer()
    child.kill('SIGKILL')
    await gone
    const server = await start()
    const db = openDb(server.url)
    const [row] = await db.sql`select count(*)::int as kept, max(n) as last from story`
    expect(row?.last).toBeGreaterThanOrEqual(written.last)
    expect(row?.kept).toBe(row?.last)
    await db.sql`truncate story`
    await db.close()
    await server.stop()
  }
})

test('a server that dies under us MUST be started again at the same address', async () => {
  const server = await start()
  const db = openDb(server.url)
  const [row] = await db.sql`select pg_postmaster_start_time()::text as started`
  const { pid } = await postmaster()
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(
      () =>
        db.sql`select pg_postmaster_start_time()::text as started`.then(
          ([now]) => now?.started,
          () => row?.started,
        ),
      {
        timeout: 60_000,
      },
    )
    .not.toBe(row?.started)
  await db.close()
})

test('a directory that cannot be written MUST be refused by name', async () => {
  const path = join(dataDir, 'file')
  await writeFile(path, '')
  await expect(start(path)).rejects.toThrow(/^DATA_DIR \(.*file\) cannot be written \(EEXIST\)/)
  await expect(start(join(path, 'below'))).rejects.toThrow(/^DATA_DIR \(.*below\) cannot be written \(ENOTDIR\)/)
  await expect(start('/proc/parley')).rejects.toBeInstanceOf(StartError)
})

test('a directory of another Postgres version MUST be refused and stay as it is', async () => {
  await (await start()).stop()
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toThrow(/holds a database of Postgres 17/)
})

async function postmaster(): Promise<{ pid: number }> {
  return { pid: Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10) }
}
