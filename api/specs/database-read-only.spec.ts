import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../db/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embedded-postgres.ts'
import { aHolder } from '../policies/testing.ts'
import type { Agent } from './agent.ts'
import { type LogLine, parleys } from './harness.ts'
import { until } from './waiting.ts'

// A server of its own: what is done to it concerns all its databases.
let directory: string
let server: EmbeddedPostgres
let owner: Db
const parley = parleys(1, async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-server-'))
  const log = { debug: () => {}, warn: console.warn, error: console.error }
  server = await startEmbeddedPostgres({ dataDir: directory, log })
  owner = openDb(server.url, { max: 1 })
  await owner.sql.unsafe("create role insurer login password 'sesame'; create schema authorization insurer")
  const url = new URL(server.url)
  url.username = 'insurer'
  url.password = 'sesame'
  return { DATABASE_URL: url.href, LOG_LEVEL: 'info' }
})
afterAll(async () => {
  await owner?.close()
  await server?.stop()
  await rm(directory, { recursive: true, force: true })
})

const run = async (...statements: string[]) => {
  for (const statement of statements) await owner.sql.unsafe(statement)
}
const readOnly = (on: boolean) =>
  run(`alter system set default_transaction_read_only = ${on ? 'on' : 'off'}`, 'select pg_reload_conf()')
const rights = 'insert, update, delete on all tables in schema insurer'

const ways = [
  ['goes read-only under open connections', () => readOnly(true), () => readOnly(false)],
  [
    'is failed over to a server that is read-only',
    async () => {
      await readOnly(true)
      await run("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'insurer'")
    },
    () => readOnly(false),
  ],
  ['takes the rights away', () => run(`revoke ${rights} from insurer`), () => run(`grant ${rights} to insurer`)],
] as const

const health = async () => {
  const response = await fetch(`${parley.urls[0]}/readyz`)
  return { ...((await response.json()) as { database: string }), status: response.status }
}
const lines = () =>
  parley
    .process(0)
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine)

/** Sends until told to stop, each message until it is taken, as the web app does. */
function sendOn(agent: Agent) {
  const taken: string[] = []
  const codes = new Set<unknown>()
  let going = true
  const sendOne = async (text: string) => {
    const input = { text, clientId: randomUUID() }
    for (;;) {
      const { data, errors } = await agent.operation<{ sendMessage: { __typename: string } }>(
        'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }',
        { input },
      )
      if (data?.sendMessage.__typename === 'SendMessageSuccess') return taken.push(text)
      codes.add(errors?.[0]?.extensions.code ?? data?.sendMessage.__typename)
    }
  }
  const run = async () => {
    for (let n = 0; going; n++) await sendOne(`${n}`)
  }
  const running = run()
  running.catch(() => {})
  return {
    taken,
    codes,
    stop: async () => {
      going = false
      await running
    },
  }
}

describe.each(ways)('while the database %s', (_, takeAway, giveBack) => {
  test('nothing MUST be lost, refused for good or dead-lettered, reads go on, and all heal by itself', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const messages = await danny.follows('messages')
    const news = await danny.follows('notifications')
    const published = await parley.rabbit.overhear('policycreated')
    const isOurs = ({ content }: { content: Buffer }) => content.includes('TRI')
    const offers = [await jimmy.offers(), await jimmy.offers()]
    const before = lines().length
    const sending = sendOn(jimmy)
    await until('messages are sent', () => sending.taken.length > 5)
    await jimmy.buys(offers[0] as (typeof offers)[0])

    await takeAway()
    await until('it says so', async () => (await health()).database === 'read-only')
    expect((await health()).status).toBe(503)
    const strangers = Array.from({ length: 5 }, () => randomUUID())
    for (const PolicyNumber of strangers)
      parley.rabbit.publish(
        'policycreated',
        JSON.stringify({ PolicyNumber, ProductCode: 'HSI', TotalPremium: 10, AgentLogin: null }),
        { type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api' },
      )
    await until('a message was refused', () => sending.codes.size > 0)
    const [buying, login, reading] = await Promise.all([
      jimmy.operation('mutation ($input: BuyPolicyInput!) { buyPolicy(input: $input) { __typename } }', {
        input: { offerNumber: offers[1]?.number, policyHolder: aHolder() },
      }),
      jimmy.operation('mutation { login(input: { login: "danny.solid", password: "secret" }) { __typename } }'),
      jimmy.operation('{ me { login } room(id: "general") { messages(last: 5) { edges { node { text } } } } }'),
    ])
    for (const refused of [buying, login]) expect(refused.errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    expect(reading.errors).toBeUndefined()
    await giveBack()
    await until('it is ready again', async () => (await health()).status === 200)
    await jimmy.buys(offers[1] as (typeof offers)[1])
    const taken = sending.taken.length
    await until('messages are sent again', () => sending.taken.length > taken + 5)
    await sending.stop()

    expect([...sending.codes]).toEqual(['UNAVAILABLE'])
    await messages.hasSeen(...sending.taken)
    const sale = 'jimmy.solid just sold policy for TRI!!!'
    const stranger = 'A policy for HSI was just sold!!!'
    const texts = (await news.hasHeard(7)).map(({ text }) => text)
    expect(texts.sort()).toEqual([...strangers.map(() => stranger), sale, sale].sort())
    // One that was confirmed while the database went away is published again, with its message id.
    const sales = () => new Set(published.messages.filter(isOurs).map(({ properties }) => properties.messageId))
    await until('the second sale is published', () => sales().size >= 2)
    expect(sales().size).toBe(2)
    const warnings = lines()
      .slice(before)
      .filter(({ level }) => level >= 40)
    expect(warnings).toEqual([expect.objectContaining({ msg: expect.stringMatching(/^database: away/) })])
  })
})
