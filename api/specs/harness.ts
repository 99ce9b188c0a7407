import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type App, startApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { type Db, openDb } from '../db/db.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { type Agent, createAgent } from './agent.ts'
import { endProcesses, type Started, startProcess } from './process.ts'
import { cleanRabbit, type Rabbit } from './rabbit.ts'
import { until } from './waiting.ts'
import { connectWire, openWire, type Wire } from './wire.ts'

export type LogLine = { level: number; msg: string; [member: string]: unknown }

/** Parley as an outsider meets it. */
export type Parley = {
  readonly url: string
  readonly database: TestDatabase
  /** Somebody of the demo data, logged in. */
  agent(login?: string): Promise<Agent>
  /** Somebody with any token. */
  bearer(token: string, login?: string): Agent
  /** A raw socket, acknowledged where a token is given. */
  wire(options?: { token?: string; protocol?: string; origin?: string }): Promise<Wire>
  /** What it has logged so far. */
  log(): LogLine[]
}

type Env = Record<string, string>

const passwords: Record<string, string> = { 'jimmy.solid': 'secret', 'danny.solid': 'secret', admin: 'admin' }

export async function logIn(url: string, login: string, password = passwords[login] ?? ''): Promise<string> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { ... on LoginSuccess { accessToken } } }'
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { login, password } } }),
  })
  const { data } = (await response.json()) as { data: { login: { accessToken: string } } }
  return data.login.accessToken
}

/** The value of one gauge of `/metrics`. */
export async function gauge(url: string, name: string): Promise<number> {
  const [value = Number.NaN] = await gauges(url, name)
  return value
}

async function gauges(url: string, ...names: string[]): Promise<number[]> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return names.map((name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]))
}

/**
 * Parley in this process, with a database of its own and the embedded engines for the rest. Whatever a test opens is
 * closed after it, and a test that leaves a connection or a subscription open on the server fails.
 */
export function parleyHere(
  env: Env | ((database: TestDatabase) => Promise<Env>) = {},
  push: Parameters<typeof startApp>[4] = {},
): Parley {
  const lines: string[] = []
  const memory = new Writable({
    write: (line, _, done) => {
      lines.push(String(line))
      done()
    },
  })
  const logger = pino({ level: 'debug' }, memory)
  let app: App
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    const more = typeof env === 'function' ? await env(database) : env
    const given = { PORT: '0', DATABASE_URL: database.url, DEMO: 'on', LOG_LEVEL: 'debug', ...more }
    app = await startApp(readConfig(given), logger, undefined, null, push)
  })
  afterAll(async () => {
    await app?.close()
    await database?.drop()
  })
  const leaving = mustLeaveNothing(() => [app.url])
  return {
    get url() {
      return app.url
    },
    get database() {
      return database
    },
    agent: async (login = 'jimmy.solid') => createAgent(app.url, login, await logIn(app.url, login), leaving),
    bearer: (token, login = 'somebody') => createAgent(app.url, login, token, leaving),
    wire: async ({ token, ...options } = {}) => {
      const wire = await (token === undefined ? openWire(app.url, options) : connectWire(app.url, token))
      leaving(wire.close)
      return wire
    },
    log: () => lines.map((line) => JSON.parse(line) as LogLine),
  }
}

/** Several processes on one Postgres, one Redis and one RabbitMQ. */
export type Parleys = {
  /** The addresses of the processes that run. */
  readonly urls: string[]
  readonly database: TestDatabase
  readonly rabbit: Rabbit
  /** Somebody of the demo data, logged in at the process of this number. */
  agent(login: string, at?: number): Promise<Agent>
  process(at: number): Started
  /** Starts another one; returns its number. */
  another(): Promise<number>
}

/**
 * Real processes with all three servers. The names on RabbitMQ and the channels of Redis are the contract and not the
 * test's to choose, so files that use this wait for each other.
 */
export function parleys(count: number, env: () => Env | Promise<Env> = () => ({})): Parleys {
  const processes: Started[] = []
  const urls: string[] = []
  let turn: Db
  let database: TestDatabase
  let rabbit: Rabbit
  const start = async () => {
    const started = startProcess({
      DATABASE_URL: database.url,
      REDIS_URL: serverOf('TEST_REDIS_URL'),
      AMQP_URL: rabbit.url,
      DEMO: 'on',
      ...(await env()),
    })
    urls.push(await started.ready())
    return processes.push(started) - 1
  }
  beforeAll(async () => {
    turn = await takeTurn()
    rabbit = await cleanRabbit()
    database = await testDatabase()
    for (let started = 0; started < count; started++) await start()
  })
  afterAll(async () => {
    await Promise.all(processes.map((started) => started.kill()))
    await endProcesses()
    await rabbit?.close()
    await database?.drop()
    await turn?.close()
  }, 60_000)
  const leaving = mustLeaveNothing(() => urls)
  return {
    urls,
    get database() {
      return database
    },
    get rabbit() {
      return rabbit
    },
    agent: async (login, at = 0) => {
      const url = urls[at] ?? ''
      return createAgent(url, login, await logIn(url, login), leaving)
    },
    process: (at) => processes[at] as Started,
    another: start,
  }
}

export function serverOf(variable: 'TEST_DATABASE_URL' | 'TEST_REDIS_URL'): string {
  const url = process.env[variable]
  if (!url) throw new Error(`${variable} is not set: run the tests with npm test, or give a server`)
  return url
}

/** Held as long as the connection: no file waits for one that was interrupted. */
export async function takeTurn(): Promise<Db> {
  const turn = openDb(serverOf('TEST_DATABASE_URL'), { max: 1 })
  await turn.sql`select pg_advisory_lock(hashtext('parley specs'))`
  return turn
}

/** Ends after each test what it began, and fails it when the server does not notice. */
function mustLeaveNothing(urls: () => string[]): (leave: () => void) => void {
  const leaves: (() => void)[] = []
  afterEach(async () => {
    for (const leave of leaves.splice(0)) leave()
    for (const url of urls()) {
      let open: number[] = []
      const isClean = async () => {
        open = await gauges(url, 'parley_connections', 'parley_topic_readers')
        return open.every((count) => count === 0)
      }
      await until('everything is closed', isClean).catch(() => {})
      expect(open, `connections and readers that ${url} was left with`).toEqual([0, 0])
    }
  })
  return (leave) => leaves.push(leave)
}
