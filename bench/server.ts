import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '../api/db/db.ts'
import { stablePort } from '../scripts/services/ports.ts'
import { until } from '../scripts/services/programs.ts'
import type { Contender } from './contenders.ts'
import type { AskerOptions } from './load/asker.ts'
import { cpuSeconds, familyCpuSeconds, familyOf, parentOf, residentBytes } from './usage.ts'

/** One contender in a clean process. */
export type Server = {
  readonly contender: Contender
  readonly url: string
  readonly token: string | null
  /** The database of a contender that was given one. */
  readonly databaseUrl: string | null
  /** How somebody who sends connects. */
  sender(): AskerOptions
  /** Seconds of CPU so far: of its process, and of its database's processes. */
  cpu(): Promise<{ server: number; database: number }>
  /** Bytes in memory when nothing more can be given back: garbage is collected first. */
  settledBytes(): Promise<number>
  stop(signal?: NodeJS.Signals): Promise<void>
}

export type ServerOptions = {
  env: NodeJS.ProcessEnv
  /** A Postgres in which databases may be made. */
  postgres: string
  /** Besides what the contender needs. */
  more?: NodeJS.ProcessEnv
  nodeFlags?: string[]
}

export async function startServer(contender: Contender, options: ServerOptions): Promise<Server> {
  const port = await stablePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    ...(await contender.environment(async () => options.more?.DATABASE_URL ?? createDatabase(options.postgres))),
    ...options.more,
  }
  const flags = ['--expose-gc', '--import', './bench/collect.ts', ...(options.nodeFlags ?? [])]
  const child = spawn(process.execPath, [...flags, contender.program], {
    env: {
      ...options.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = lastOutput(child)
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`${contender.title} ended: ${output()}`)
      return contender.isParley ? isReady(url) : accepts(port)
    },
    contender.title,
    60,
  )
  const pid = child.pid as number
  const token = contender.isParley ? await logIn(url) : null
  const databaseUrl = environment.DATABASE_URL ?? null
  const databasePids = async () =>
    databaseUrl ? familyOf(await postmaster(databaseUrl)) : (await familyOf(pid)).filter((one) => one !== pid)
  return {
    contender,
    url,
    token,
    databaseUrl,
    sender: () => ({ url, dialect: contender.dialect, token }),
    cpu: async () => ({
      server: await cpuSeconds(pid),
      database: contender.isParley ? await familyCpuSeconds(await databasePids()) : 0,
    }),
    settledBytes: async () => {
      for (let round = 0; round < 3; round++) {
        child.kill('SIGUSR2')
        await sleep(700)
      }
      return residentBytes(pid)
    },
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      const harder = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await gone
      clearTimeout(harder)
    },
  }
}

function lastOutput(child: ChildProcess): () => string {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-2_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => output
}

function accepts(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = createConnection(port, '127.0.0.1', () => settle(true))
    socket.on('error', () => settle(false))
    socket.on('connect', () => socket.destroy())
  })
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}

async function createDatabase(postgres: string): Promise<string> {
  const name = `bench_${crypto.randomUUID().replaceAll('-', '')}`
  const db = openDb(postgres, { max: 1 })
  await db.sql`create database ${db.sql(name)}`
  await db.close()
  return new URL(name, postgres).href
}

// All of a server's processes are children of the one that accepts connections.
async function postmaster(url: string): Promise<number> {
  const known = postmasters.get(url)
  if (known) return known
  const db = openDb(url, { max: 1 })
  const [row] = await db.sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  const parent = await parentOf(row?.pid ?? 0)
  await db.close()
  postmasters.set(url, parent)
  return parent
}
const postmasters = new Map<string, number>()

/** An access token of a demo agent. */
export async function logIn(url: string, login = 'jimmy.solid', password = 'secret'): Promise<string> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { ... on LoginSuccess { accessToken } } }'
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { login, password } } }),
  })
  const answer = (await response.json()) as { data: { login: { accessToken: string } } }
  return answer.data.login.accessToken
}
