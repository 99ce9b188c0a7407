import { type ChildProcess, execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { createLauncher, DIRECTORY_IN_USE, type Launcher } from './postgres-launcher.ts'

export type EmbeddedPostgres = {
  /** `postgres://parley:…@127.0.0.1:<port>/parley`; the same for as long as this object lives. */
  url: string
  /** Disconnects every client and returns when the server has gone. */
  stop(): Promise<void>
}

type Log = { debug(message: string): void; warn(message: string): void; error(message: string): void }
type Server = { process: ChildProcess; exited: Promise<number | null>; lastWords: string }

const MAJOR = '18'
/** A server whose app was killed takes this long to notice, at the very most. */
const GRACE_MS = 3_000
const DYING_MS = 60_000

/**
 * Starts the Postgres of npm's binaries on `dataDir`, which is made if need be, on a private port of 127.0.0.1 behind
 * a generated password. Every commit is on the disk. The server goes down with this process, however that ends, and a
 * new one waits for it. Throws {@link StartError} when another process uses the directory or it cannot be written.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: Log }): Promise<EmbeddedPostgres> {
  const { log } = options
  const dataDir = resolve(options.dataDir)
  const directory = join(dataDir, 'postgres')
  await mustBeWritable(dataDir)
  const binaries = await findPostgresBinaries()
  const launcher = await createLauncher(dataDir, directory, binaries.postgres)
  await initialise(launcher, binaries, dataDir, directory)
  const password = (await readFile(join(directory, 'parley.password'), 'utf8')).trim()

  let stopping = false
  let port = await freePort()
  let server = await startServer()

  async function startServer(): Promise<Server> {
    const startedAt = Date.now()
    for (let attempt = 0; ; attempt++) {
      const args = serverArguments(directory, port)
      const started = follow(launcher.serve(binaries.postgres, args, directory), log)
      const outcome = await firstOf(started, directory)
      if (outcome === 'ready') return started
      if (outcome === 'in use') await mustBeDying(dataDir, directory, Date.now() - startedAt)
      else if (/could not create any TCP\/IP sockets/.test(started.lastWords) && attempt < 5) port = await freePort()
      else throw new StartError(`The embedded Postgres in DATA_DIR (${dataDir}) did not start: ${outcome}`)
      await sleep(50)
    }
  }

  async function keepAlive(): Promise<void> {
    await server.exited
    while (!stopping) {
      log.error(`The embedded Postgres ended: ${server.lastWords}. Starting it again.`)
      await sleep(500)
      if (stopping) return
      server = await startServer().catch((error: Error) => {
        log.error(error.message)
        return server
      })
      // stop() may have come while it started, and has then asked the old one to go.
      if (stopping) await stopServer(server, binaries, directory)
      await server.exited
    }
  }
  const kept = keepAlive()

  return {
    url: `postgres://parley:${password}@127.0.0.1:${port}/parley`,
    stop: async () => {
      stopping = true
      await stopServer(server, binaries, directory)
      await kept
    },
  }
}

async function mustBeWritable(dataDir: string): Promise<void> {
  try {
    await makeDirectory(dataDir)
    await rm(await mkdtemp(join(dataDir, 'probe-')), { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `DATA_DIR (${dataDir}) cannot be written (${code}): make it a directory that this user may write, or set DATA_DIR to another one.`,
    )
  }
}

// Not mkdir's own `recursive`, which goes round for ever where a file system answers ENOENT for a parent that exists
// (below /proc, for one).
async function makeDirectory(path: string): Promise<void> {
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    const parent = dirname(path)
    if (error.code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (error.code !== 'ENOENT' || (await exists(parent))) throw error
    await makeDirectory(parent)
    await mkdir(path)
  })
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

// Made aside and renamed when whole: a first start that is interrupted leaves nothing half made, and of two first
// starts at the same time one directory wins.
async function initialise(launcher: Launcher, binaries: PostgresBinaries, dataDir: string, directory: string) {
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() === MAJOR) return
  if (version) {
    throw new StartError(
      `DATA_DIR (${dataDir}) holds a database of Postgres ${version.trim()}, and this Parley brings Postgres ${MAJOR}: set DATA_DIR to a new directory, or serve the old one with Postgres ${version.trim()} and set DATABASE_URL.`,
    )
  }
  const fresh = await mkdtemp(join(dataDir, 'postgres.new-'))
  const password = `${fresh}.password`
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await launcher.own(fresh)
    await launcher.own(password)
    await launcher.run(binaries.initdb, [
      ...['--pgdata', fresh, '--username', 'parley', '--pwfile', password, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions'],
    ])
    await launcher.run(binaries.postgres, ['--single', '-D', fresh, 'postgres'], 'create database parley\n')
    await rename(password, join(fresh, 'parley.password'))
    await rename(fresh, directory).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    const reason = error instanceof Error ? lastLine(error.message) : String(error)
    throw new StartError(`No database could be made in DATA_DIR (${dataDir}): ${reason}`)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(password, { force: true })
  }
}

const serverArguments = (directory: string, port: number) => [
  ...['-D', directory, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ...['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'full_page_writes=on'],
  ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC', '-c', 'log_line_prefix=', '-c', 'lc_messages=C'],
]

function follow(process: ChildProcess, log: Log): Server {
  const server: Server = {
    process,
    lastWords: '',
    exited: new Promise((settle) => {
      process.once('exit', settle)
      process.once('error', (error) => {
        server.lastWords = error.message
        settle(null)
      })
    }),
  }
  if (process.stderr) {
    createInterface(process.stderr).on('line', (line) => {
      if (/^(FATAL|PANIC|\S+: error)/.test(line) || !server.lastWords) server.lastWords = line
      if (line.startsWith('PANIC')) log.error(`postgres: ${line}`)
      else log.debug(`postgres: ${line}`)
    })
  }
  return server
}

/** 'ready', 'in use', or the last words of a server that ended. */
async function firstOf(server: Server, directory: string): Promise<string> {
  let code: number | null | undefined
  server.exited.then((exit) => {
    code = exit
  })
  while (code === undefined) {
    const { pid, status } = await serverStatus(directory)
    if (pid === server.process.pid && status === 'ready') return 'ready'
    await sleep(10)
  }
  if (code === DIRECTORY_IN_USE || /lock file "postmaster.pid" already exists/.test(server.lastWords)) return 'in use'
  return server.lastWords || `exit code ${code}`
}

/** What the server of a directory says of itself; `status` is starting, ready, stopping or empty. */
async function serverStatus(directory: string): Promise<{ pid: number; status: string }> {
  const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
}

async function mustBeDying(dataDir: string, directory: string, waitedMs: number): Promise<void> {
  const { pid, status } = await serverStatus(directory)
  if (waitedMs < GRACE_MS || (waitedMs < DYING_MS && status === 'stopping')) return
  throw new StartError(
    `DATA_DIR (${dataDir}) is in use by another Parley (its Postgres is process ${pid || 'unknown'}): stop that one, or set DATA_DIR to another directory; for several processes on one database set DATABASE_URL.`,
  )
}

async function stopServer(server: Server, binaries: PostgresBinaries, directory: string): Promise<void> {
  if (process.platform === 'win32') execFile(binaries.pg_ctl, ['stop', '-m', 'fast', '-D', directory])
  else server.process.kill('SIGINT')
  const harder = setTimeout(() => server.process.kill('SIGQUIT'), 20_000)
  await server.exited
  clearTimeout(harder)
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => settle(port))
    })
  })
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''
