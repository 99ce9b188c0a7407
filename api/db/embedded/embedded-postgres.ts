import { type ChildProcess, execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../../lib/start-error.ts'
import { assertWritable, initialise, readPassword } from './data-directory.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { createLauncher, DIRECTORY_IN_USE } from './postgres-launcher.ts'

export type EmbeddedPostgres = {
  /** `postgres://parley:…@127.0.0.1:<port>/parley`; the same until `stop()`. */
  url: string
  /** Disconnects every client and returns when the server has gone. */
  stop(): Promise<void>
}

type Log = { debug(message: string): void; warn(message: string): void; error(message: string): void }
type Server = { process: ChildProcess; exited: Promise<number | null>; lastError: string }

/** In which the server of a process that was killed must have begun to stop, and in which it must have stopped. */
const NOTICE_LIMIT_MS = 3_000
const STOP_LIMIT_MS = 60_000

/**
 * Starts the Postgres of npm's binaries on `dataDir`, which is made if need be, on a private port of 127.0.0.1 behind
 * a generated password. Every commit is on the disk. The server goes down with this process, however that ends, and a
 * new one waits for it. `connections` is how many its users may open in all. Throws {@link StartError} when another
 * process uses the directory or it cannot be written.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  connections?: number
  log: Log
}): Promise<EmbeddedPostgres> {
  const { log, connections = 0 } = options
  const dataDir = resolve(options.dataDir)
  const directory = join(dataDir, 'postgres')
  await assertWritable(dataDir)
  const binaries = await findPostgresBinaries()
  const launcher = await createLauncher(dataDir, directory, binaries.postgres)
  await initialise(launcher, binaries, dataDir, directory)
  const password = await readPassword(dataDir, directory)

  let stopping = false
  let port = await freePort()
  let server = await startServer()

  async function startServer(): Promise<Server> {
    const startedAt = Date.now()
    for (let attempt = 0; ; attempt++) {
      const args = serverArguments(directory, port, connections)
      const started = follow(launcher.serve(binaries.postgres, args, directory), log)
      const outcome = await firstOf(started, directory)
      if (outcome === 'ready') return started
      if (outcome === 'in use') await assertIsStopping(dataDir, directory, Date.now() - startedAt)
      else if (/could not create any TCP\/IP sockets/.test(started.lastError) && attempt < 5) port = await freePort()
      else throw new StartError(`The embedded Postgres in DATA_DIR (${dataDir}) did not start: ${outcome}`)
      await sleep(50)
    }
  }

  async function keepAlive(): Promise<void> {
    await server.exited
    while (!stopping) {
      log.error(`The embedded Postgres ended: ${server.lastError}. Starting it again.`)
      await sleep(500)
      if (stopping) return
      server = await startServer().catch((error: Error) => {
        log.error(error.message)
        return server
      })
      // stop() may have come while it started, and has then stopped the old one only.
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

/** Connections beside those of Parley: Postgres's own, and an operator's. */
const spareConnections = 20

const serverArguments = (directory: string, port: number, connections: number) => [
  ...['-D', directory, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ...['-c', `max_connections=${Math.max(100, connections + spareConnections)}`],
  ...['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'full_page_writes=on'],
  ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC', '-c', 'log_line_prefix=', '-c', 'lc_messages=C'],
]

function follow(process: ChildProcess, log: Log): Server {
  const server: Server = {
    process,
    lastError: '',
    exited: new Promise((settle) => {
      process.once('exit', settle)
      process.once('error', (error) => {
        server.lastError = error.message
        settle(null)
      })
    }),
  }
  if (process.stderr) {
    createInterface(process.stderr).on('line', (line) => {
      if (/^(FATAL|PANIC|\S+: error)/.test(line) || !server.lastError) server.lastError = line
      if (line.startsWith('PANIC')) log.error(`postgres: ${line}`)
      else log.debug(`postgres: ${line}`)
    })
  }
  return server
}

/** 'ready', 'in use', or the last error of a server that ended. */
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
  if (code === DIRECTORY_IN_USE || /lock file "postmaster.pid" already exists/.test(server.lastError)) return 'in use'
  return server.lastError || `exit code ${code}`
}

/** What postmaster.pid says about the server of a directory; `status` is starting, ready, stopping or empty. */
async function serverStatus(directory: string): Promise<{ pid: number; status: string }> {
  const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
}

async function assertIsStopping(dataDir: string, directory: string, waitedMs: number): Promise<void> {
  const { pid, status } = await serverStatus(directory)
  if (waitedMs < NOTICE_LIMIT_MS || (waitedMs < STOP_LIMIT_MS && status === 'stopping')) return
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
