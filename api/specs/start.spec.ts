import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyDatabase, testDatabase, testRole } from '../db/testing.ts'
import { createAgent } from './agent.ts'
import { logIn, serverOf } from './harness.ts'
import { endProcesses, startProcess } from './process.ts'
import { until } from './waiting.ts'
import { connectWire } from './wire.ts'

let dataDir: string
const begun: (() => void)[] = []
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-start-'))
})
afterEach(async () => {
  for (const end of begun.splice(0)) end()
  await endProcesses()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const agentAt = async (url: string, login = 'jimmy.solid') =>
  createAgent(url, login, await logIn(url, login), (leave) => begun.push(leave))

/** Starts it with this environment, and returns the one line with which it refuses. */
async function refusal(env: Record<string, string>): Promise<string> {
  const started = startProcess({ DATA_DIR: dataDir, ...env })
  expect(await started.ended, started.stdout()).toBe(1)
  expect(started.stdout()).toBe('')
  const lines = started.stderr().trim().split('\n')
  // What the log says on the way is one thing, the reason another: it is the only line for people.
  const forPeople = lines.filter((line) => !line.startsWith('{'))
  expect(forPeople, started.stderr()).toHaveLength(1)
  return forPeople[0] ?? ''
}

/** Where nobody listens: the port of a service that is no more. */
const nowhere = '127.0.0.1:1'

describe('a start that cannot work MUST say in one line which variable to correct', () => {
  test.each([
    ['PORT', { PORT: 'http' }],
    ['WORKERS', { WORKERS: 'many' }],
    ['HOST', { HOST: 'no.such.host.invalid' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://127.0.0.1/x' }],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
  ])('%s of %j', async (variable, env) => {
    expect(await refusal(env as unknown as Record<string, string>)).toContain(variable)
  })

  test.each(['DATABASE_URL', 'REDIS_URL', 'AMQP_URL'])('%s of a server that is not there', async (variable) => {
    const scheme = { DATABASE_URL: 'postgres', REDIS_URL: 'redis', AMQP_URL: 'amqp' }[variable]
    const line = await refusal({ [variable]: `${scheme}://parley:sesame@${nowhere}/parley` })
    expect(line).toContain(variable)
    expect(line).toContain(nowhere)
    expect(line).not.toContain('sesame')
  })

  test('DATABASE_URL of a database that is not there', async () => {
    const url = new URL(serverOf('TEST_DATABASE_URL'))
    url.pathname = '/no_such_database'
    expect(await refusal({ DATABASE_URL: url.href })).toMatch(/DATABASE_URL.*no_such_database/)
  })

  test('DATABASE_URL of a database in another encoding, of a role without rights, and of a pooler’s parameters', async () => {
    const [latin, empty] = [await emptyDatabase('LATIN1'), await emptyDatabase()]
    const role = await testRole(empty)
    expect(await refusal({ DATABASE_URL: latin.url })).toMatch(/^DATABASE_URL.*LATIN1.*UTF8/)
    expect(await refusal({ DATABASE_URL: role.url, WORKERS: '2' })).toMatch(/^DATABASE_URL.*GRANT CREATE ON SCHEMA/)
    const required = await refusal({ DATABASE_URL: `${role.url}?gssencmode=require` })
    expect(required).toMatch(/^DATABASE_URL.*gssencmode=require/)
    expect(required).not.toContain('sesame')
    await role.drop()
    await Promise.all([latin.drop(), empty.drop()])
  })

  test('REDIS_URL of a server that knows another password', async () => {
    const url = new URL(serverOf('TEST_REDIS_URL'))
    url.password = 'sesame'
    const line = await refusal({ REDIS_URL: url.href })
    expect(line).toMatch(/^REDIS_URL.*(WRONGPASS|password)/)
    expect(line).not.toContain('sesame')
  })

  test.each(['1', '2'])('PORT that is taken, for WORKERS=%s', async (workers) => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const { port } = squatter.address() as AddressInfo
    const line = await refusal({ PORT: String(port), WORKERS: workers })
    squatter.close()
    expect(line).toContain(`PORT ${port}`)
  })

  test('DATA_DIR that cannot be written', async () => {
    const locked = join(dataDir, 'locked')
    await rm(locked, { recursive: true, force: true })
    // Root may write everywhere but here.
    const directory = process.getuid?.() === 0 ? '/proc/parley' : locked
    if (directory === locked) {
      await mkdtemp(locked)
      await chmod(locked, 0o500)
    }
    const line = await refusal({ DATA_DIR: directory })
    expect(line).toContain('DATA_DIR')
    expect(line).toContain(directory)
  })

  test('DATA_DIR that another process uses', async () => {
    const first = startProcess({ DATA_DIR: dataDir })
    const url = await first.ready()
    const line = await refusal({ DATA_DIR: dataDir })
    expect(line).toContain('DATA_DIR')
    expect(line).toContain(dataDir)
    // The first has not been harmed.
    await (await agentAt(url)).sends('still here')
    expect(await first.kill()).toBe(0)
  })
})

describe('a process', () => {
  test('MUST say where it is, how to log in and where GraphiQL is, and go with exit code 0', async () => {
    const started = startProcess({ DATA_DIR: dataDir })
    const url = await started.ready()
    for (const text of [`${url}/graphql`, 'jimmy.solid / secret', 'admin / admin', dataDir])
      expect(started.stdout()).toContain(text)
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'alive' })
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ database: 'ok', broker: 'ok', pubSub: 'ok' })
    expect((await fetch(`${url}/metrics`)).headers.get('content-type')).toContain('text/plain')
    expect(await started.kill('SIGTERM')).toBe(0)
    expect(started.stderr()).not.toMatch(/"level":(50|60)/)
  })

  test('MUST take signals that arrive together as one, since Ctrl-C comes from the terminal and through npm', async () => {
    const started = startProcess({ DATA_DIR: dataDir })
    await started.ready()
    const ended = started.kill('SIGINT')
    started.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  test('MUST keep its data over a restart, and over kill -9', async () => {
    const kept: string[] = []
    const sold: string[] = []
    const texts = async (url: string) => {
      const { room } = await (await agentAt(url)).ask<{ room: { messages: { edges: { node: { text: string } }[] } } }>(
        '{ room(id: "general") { messages(last: 200) { edges { node { text } } } } }',
      )
      return room.messages.edges.map((edge) => edge.node.text).filter((text) => text.startsWith('kept'))
    }
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGINT'] as const) {
      const started = startProcess({ DATA_DIR: dataDir })
      const url = await started.ready()
      expect(await texts(url)).toEqual(kept)
      const jimmy = await agentAt(url)
      const { number } = await jimmy.buys(await jimmy.offers())
      sold.push(number)
      for (let n = 0; n < 20; n++) {
        const text = `kept before ${signal} ${n}`
        await jimmy.sends(text)
        kept.push(text)
      }
      await started.kill(signal)
    }
    const again = startProcess({ DATA_DIR: dataDir })
    const url = await again.ready()
    expect(await texts(url)).toEqual(kept)
    // What a process had sold and not yet published when it died is published by the next.
    const jimmy = await agentAt(url)
    const shown = async () => {
      const { notifications } = await jimmy.ask<{ notifications: { edges: { node: { policyNumber: string } }[] } }>(
        '{ notifications(last: 200, filter: { kinds: [POLICY_SOLD] }) { edges { node { policyNumber } } } }',
      )
      // Beside them stands what is in the demo data.
      return notifications.edges.map((edge) => edge.node.policyNumber).filter((number) => sold.includes(number))
    }
    await until('every sale was shown', async () => (await shown()).length >= sold.length)
    expect(await shown()).toEqual(sold)
    await again.kill()
  })

  test('that stops MUST say so, tell its sockets to come back, and have kept all it has acknowledged', async () => {
    const { url: databaseUrl, drop } = await testDatabase()
    const started = startProcess({ DATABASE_URL: databaseUrl, DEMO: 'on', DRAIN_SECONDS: '2' })
    const url = await started.ready()
    const jimmy = await agentAt(url)
    // So many that telling them takes a while.
    const wires = await Promise.all(Array.from({ length: 300 }, () => connectWire(url, jimmy.token)))
    let stopping = false
    const acknowledged: string[] = []
    const sending = (async () => {
      for (let n = 0; !stopping; n++) acknowledged.push((await jimmy.sends(`kept ${n}`)).message.text)
    })().catch(() => {})
    await until('something was sent', () => acknowledged.length > 2)
    const ended = started.kill('SIGTERM')
    const readiness = () => fetch(`${url}/readyz`).then((response) => response.status)
    await until('it is not ready any more', async () => (await readiness()) === 503)
    expect(await Promise.all(wires.map((wire) => wire.closed()))).toEqual(
      wires.map(() => ({ code: 1012, reason: expect.any(String) })),
    )
    stopping = true
    await sending
    expect(await ended).toBe(0)

    const next = startProcess({ DATABASE_URL: databaseUrl, DEMO: 'on' })
    const danny = await agentAt(await next.ready(), 'danny.solid')
    const { room } = await danny.ask<{ room: { messages: { edges: { node: { text: string } }[] } } }>(
      '{ room(id: "general") { messages(first: 200) { edges { node { text } } } } }',
    )
    const kept = room.messages.edges.map((edge) => edge.node.text)
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged.slice(0, 200))
    await next.kill()
    await drop()
  })

  test('that stops MUST answer what was asked before it lets go of who asked, by HTTP and by socket', async () => {
    const { url: databaseUrl, db, drop } = await testDatabase()
    const started = startProcess({ DATABASE_URL: databaseUrl, DEMO: 'on', DRAIN_SECONDS: '20' })
    const url = await started.ready()
    const jimmy = await agentAt(url)
    const [busy, idle] = [await connectWire(url, jimmy.token), await connectWire(url, jimmy.token)]
    for (const wire of [busy, idle])
      wire.send({ id: 'live', type: 'subscribe', payload: { query: 'subscription { presenceChanged { online } }' } })
    const query = 'mutation { sendMessage(input: { text: "said while it stops" }) { __typename } }'
    // Whoever writes a message or an offer waits until this transaction has ended.
    const offered = await db.transaction(async (tx) => {
      await tx`lock table message, offer in share mode`
      busy.send({ id: 'send', type: 'subscribe', payload: { query } })
      const offering = jimmy.offers()
      const waiting = () => db.sql`
        select distinct relation from pg_locks
        where not granted and relation in ('message'::regclass, 'offer'::regclass)`
      await until('both are under way', async () => (await waiting()).length === 2)
      started.kill('SIGTERM')
      expect(await idle.closed()).toMatchObject({ code: 1012 })
      expect(busy.isOpen()).toBe(true)
      return { offering }
    })
    expect((await busy.nextOf('send')).payload).toEqual({ data: { sendMessage: { __typename: 'SendMessageSuccess' } } })
    expect((await busy.nextOf('send')).type).toBe('complete')
    expect(await busy.closed()).toMatchObject({ code: 1012 })
    expect((await offered.offering).number).toBeTypeOf('string')
    expect(await started.ended).toBe(0)
    await drop()
  })

  test('without the demo data MUST have no agents, products or demo logins', async () => {
    const { url: databaseUrl, drop } = await testDatabase()
    const started = startProcess({ DATABASE_URL: databaseUrl })
    const url = await started.ready()
    expect(started.stdout()).not.toContain('secret')
    const stranger = createAgent(url, 'nobody', '', () => {})
    expect(await stranger.ask('{ demoLogins { login } }')).toEqual({ demoLogins: [] })
    expect((await stranger.isRefused('login', { login: 'jimmy.solid', password: 'secret' })).code).toBe(
      'INVALID_CREDENTIALS',
    )
    expect(await started.kill()).toBe(0)
    await drop()
  })

  test('that has closed everything MUST end by itself: no loop, timer or connection is left', async () => {
    const { url: databaseUrl, drop } = await testDatabase()
    const at = (file: string) => JSON.stringify(new URL(`../${file}`, import.meta.url).href)
    const source = `
      import { pino } from ${at('../node_modules/pino/pino.js')}
      import { startApp } from ${at('app.ts')}
      import { readConfig } from ${at('config.ts')}
      const config = readConfig({ PORT: '0', DATABASE_URL: ${JSON.stringify(databaseUrl)}, DEMO: 'on' })
      const app = await startApp(config, pino({ level: 'silent' }))
      await fetch(app.url + '/readyz').then((response) => response.text())
      await app.close()
      console.log('closed')`
    const child = execFile(process.execPath, ['--input-type=module', '-e', source])
    let closed = ''
    child.stdout?.on('data', (data) => {
      closed += data
    })
    begun.push(() => child.kill('SIGKILL'))
    await until('it has closed', () => closed.includes('closed'))
    await until('it has ended', () => child.exitCode !== null)
    expect(child.exitCode).toBe(0)
    await drop()
  })
})
