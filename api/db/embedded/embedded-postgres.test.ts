import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { StartError } from '../../lib/start-error.ts'
import { openDb } from '../db.ts'
import { migrate } from '../migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { createLauncher } from './postgres-launcher.ts'

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
async function writer(prefix: string[] = [], env = process.env) {
  const source = `
    import { openDb } from ${JSON.stringify(join(import.meta.dirname, '..', 'db.ts'))}
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))}
    const log = { debug() {}, warn() {}, error() {} }
    const { sql } = openDb((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })).url)
    await sql\`create table if not exists story (n int)\`
    const [{ next }] = await sql\`select coalesce(max(n), 0) + 1 as next from story\`
    for (let n = next; ; n++) {
      await sql\`insert into story values (\${n})\`
      console.log(n)
    }`
  const [program = '', ...args] = [...prefix, process.execPath, '--input-type=module', '-e', source]
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const written = { last: 0 }
  const lines = createInterface(child.stdout).on('line', (line) => {
    written.last = Number(line)
  })
  const gone = once(lines, 'close')
  const [first] = await Promise.race([once(lines, 'line'), gone])
  if (first === undefined) throw new Error('the writer ended before it wrote')
  return { child, written, first: Number(first), gone }
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

test('a server that ends by itself MUST be started again at the same address', async () => {
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

// Only root can lose these rights. A container's root has them, but may make no user namespaces, which this simulates.
const asRoot = process.platform === 'linux' && process.getuid?.() === 0
const without = (capability: string) => ['setpriv', `--bounding-set=-${capability}`, `--inh-caps=-${capability}`]
const containers: [string, string[]][] = [
  ['any capability', []],
  ["Docker's capabilities", without('dac_read_search')],
]
async function withoutNamespaces(): Promise<string> {
  const bin = await mkdtemp(join(tmpdir(), 'parley-bin-'))
  onTestFinished(() => rm(bin, { recursive: true }))
  await writeFile(join(bin, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  return `${bin}:${process.env.PATH}`
}

if (asRoot) {
  test('root without user namespaces MUST run a program that only root may reach, as another user', async () => {
    vi.stubEnv('PATH', await withoutNamespaces())
    onTestFinished(() => void vi.unstubAllEnvs())
    const program = join(dataDir, 'program')
    // initdb looks for its programs in the same way, by access(2).
    await writeFile(program, '#!/bin/sh\nenv test -x "$0" && [ "$(id -u)" != 0 ]\n', { mode: 0o755 })
    const launcher = await createLauncher(dataDir, join(dataDir, 'postgres'), program)
    await expect(launcher.run(program, [])).resolves.toBeUndefined()
  })
}

for (const [granted, prefix] of asRoot ? containers : []) {
  test(`root without user namespaces MUST keep its data in a directory that only root may enter, given ${granted}`, async () => {
    const env = { ...process.env, PATH: await withoutNamespaces() }
    const before = await writer(prefix, env)
    before.child.kill('SIGKILL')
    await before.gone
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
    const after = await writer(prefix, env)
    expect(after.first).toBeGreaterThan(before.written.last)
    after.child.kill('SIGKILL')
    await after.gone
    // Where the system allows namespaces again, the database still belongs to the one who made it.
    const db = openDb((await start()).url)
    expect(await db.sql`select max(n) >= ${after.first} as kept from story`).toEqual([{ kept: true }])
    await db.close()
  })
}

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
