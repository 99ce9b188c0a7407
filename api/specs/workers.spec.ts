import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Agent, createAgent } from './agent.ts'
import type { Following } from './following.ts'
import { gauge, logIn, parleys } from './harness.ts'
import { endProcesses, startProcess, workersOf } from './process.ts'
import { until } from './waiting.ts'
import { connectWire } from './wire.ts'

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

/** The ids of so many sales that somebody was told of; one's own commissions are told beside them. */
async function salesHeard({ heard }: Following, count: number): Promise<string> {
  const sales = () => heard.filter(({ text }) => text.includes(' just sold '))
  await until(`${count} sales were heard`, () => sales().length >= count)
  return sales()
    .map(({ id }) => id)
    .join()
}

const texts = (following: Following) => following.heard.map(({ text }) => text)

/** How many connections each worker has that has any, by its id. */
async function connectionsOf(url: string): Promise<Map<number, number>> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const lines = [...text.matchAll(/^parley_worker_connections\{pid="(\d+)"\} (\d+)$/gm)]
  return new Map(lines.map(([, id, connections]) => [Number(id), Number(connections)]))
}

/** Opens, one after the other, as many as it takes until both workers have some more. */
async function atBoth<T>(url: string, open: () => Promise<T>): Promise<T[]> {
  const all: T[] = []
  const before = await connectionsOf(url)
  const have = async () =>
    [...(await connectionsOf(url))].filter(([id, connections]) => connections > (before.get(id) ?? 0)).length === 2
  do all.push(await open())
  while (!(await have()))
  return all
}

const eachFollows = (url: string, agent: Agent, what: Parameters<Agent['follows']>[0]): Promise<Following[]> =>
  atBoth(url, async () => {
    const reader = await agent.follows(what)
    await until('the reader is connected', () => reader.connections() === 1)
    return reader
  })

describe('two workers with everything embedded', () => {
  const begun: (() => void)[] = []
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-workers-'))
  })
  const everybodyLeaves = () => {
    for (const leave of begun.splice(0)) leave()
  }
  afterEach(async () => {
    everybodyLeaves()
    await endProcesses()
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  const start = async () => {
    const started = startProcess({ DATA_DIR: dataDir, WORKERS: '2' })
    const url = await started.ready()
    const agent = async (login: string) =>
      createAgent(url, login, await logIn(url, login), (leave) => begun.push(leave))
    return { started, url, agent }
  }
  const kept = async (agent: Agent) => {
    const { room } = await agent.ask<{ room: { messages: { edges: { node: { text: string } }[] } } }>(
      '{ room(id: "general") { messages(last: 200) { edges { node { text } } } } }',
    )
    return room.messages.edges.map((edge) => edge.node.text)
  }

  test('MUST be as one: who talks, sells or comes is told once and in order, and counted once', async () => {
    const { started, url, agent } = await start()
    const [jimmy, danny, admin] = [await agent('jimmy.solid'), await agent('danny.solid'), await agent('admin')]
    const [messages, news] = [await eachFollows(url, jimmy, 'messages'), await eachFollows(url, jimmy, 'notifications')]
    const watching = await eachFollows(url, admin, 'presence')
    expect(workersOf(started)).toHaveLength(2)
    expect(await gauge(url, 'parley_workers')).toBe(2)
    const open = [...messages, ...news, ...watching].length
    expect(await gauge(url, 'parley_connections')).toBe(open)

    // Nothing but pub/sub tells one worker whom the other has.
    await danny.follows('messages')
    for (const watcher of watching) await until('danny came', () => texts(watcher).includes('danny.solid came'))
    await eachFollows(url, danny, 'messages')

    const said: string[] = []
    const sold: string[] = []
    for (let n = 0; n < 10; n++) {
      const speaker = n % 2 ? jimmy : danny
      said.push((await speaker.sends(`said ${n}`)).message.text)
      sold.push((await speaker.buys(await speaker.offers())).number)
    }
    for (const reader of messages) await reader.hasSeen(...said)
    expect(new Set(await Promise.all(news.map((reader) => salesHeard(reader, sold.length)))).size).toBe(1)
    const { notifications } = await admin.ask<{ notifications: { edges: { node: { policyNumber: string } }[] } }>(
      '{ notifications(last: 200, filter: { kinds: [POLICY_SOLD] }) { edges { node { policyNumber } } } }',
    )
    expect(notifications.edges.map(({ node }) => node.policyNumber)).toEqual(sold)
    for (const watcher of watching)
      expect(texts(watcher).filter((text) => text.startsWith('danny'))).toEqual(['danny.solid came'])
    everybodyLeaves()
    expect(await started.kill()).toBe(0)
  })

  test('MUST lose nothing acknowledged when one is killed, and another MUST take its place', async () => {
    const { started, url, agent } = await start()
    const jimmy = await agent('jimmy.solid')
    const readers = await eachFollows(url, jimmy, 'messages')
    const [[victim = 0, lost = 0] = []] = await connectionsOf(url)
    const said: string[] = []
    const say = async (text: string) => {
      // A request that the dead one had is sent again with its id, as the web app does.
      const clientId = crypto.randomUUID()
      await until(`${text} is acknowledged`, () => jimmy.sends(text, { clientId }).catch(() => null))
      said.push(text)
    }
    for (let n = 0; n < 20; n++) {
      await say(`before and after ${n}`)
      if (n === 9) process.kill(victim, 'SIGKILL')
    }
    await until('another is ready', () => workersOf(started).length === 3)
    for (let n = 0; n < 5; n++) await say(`with the new one ${n}`)
    for (const reader of readers) await reader.hasSeen(...said)
    // Whoever was with the one that died has come back, and nobody else has noticed.
    const cameBack = readers.filter((reader) => reader.connections() > 1).length
    expect(cameBack).toBe(lost)
    expect((await kept(jimmy)).slice(-said.length)).toEqual(said)
    expect(await gauge(url, 'parley_workers')).toBe(2)
    everybodyLeaves()
    expect(await started.kill()).toBe(0)
  })

  test('MUST not outlive the primary, and its data MUST be there for the next', async () => {
    const { started, agent } = await start()
    await (await agent('jimmy.solid')).sends('said before the end')
    const workers = workersOf(started)
    expect(workers.map(isAlive)).toEqual([true, true])
    await started.kill('SIGKILL')
    await until('every worker has gone', () => !workers.some(isAlive))

    const next = await start()
    expect((await kept(await next.agent('danny.solid'))).at(-1)).toBe('said before the end')
    expect(await next.started.kill('SIGINT')).toBe(0)
  })

  test('that are stopped MUST tell all their sockets to come back, and be gone with exit code 0', async () => {
    const { started, url, agent } = await start()
    const { token } = await agent('jimmy.solid')
    const wires = await atBoth(url, () => connectWire(url, token))
    const ended = started.kill('SIGTERM')
    expect(await Promise.all(wires.map((wire) => wire.closed()))).toEqual(
      wires.map(() => ({ code: 1012, reason: expect.any(String) })),
    )
    expect(await ended).toBe(0)
    expect(workersOf(started).map(isAlive)).toEqual([false, false])
    expect(started.stderr()).not.toMatch(/"level":(50|60)/)
  })
})

describe('workers of two machines with the servers they share', () => {
  const parley = parleys(2, () => ({ WORKERS: '2' }))

  test('MUST be as one', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid', 0), await parley.agent('danny.solid', 1)]
    const [here = '', there = ''] = parley.urls
    const messages = [await eachFollows(here, jimmy, 'messages'), await eachFollows(there, danny, 'messages')]
    const news = [await eachFollows(here, jimmy, 'notifications'), await eachFollows(there, danny, 'notifications')]
    const said: string[] = []
    for (let n = 0; n < 6; n++) {
      const speaker = n % 2 ? jimmy : danny
      said.push((await speaker.sends(`said ${n}`)).message.text)
      await speaker.buys(await speaker.offers())
    }
    for (const reader of messages.flat()) await reader.hasSeen(...said)
    expect(new Set(await Promise.all(news.flat().map((reader) => salesHeard(reader, said.length)))).size).toBe(1)
    const open = [...messages, ...news].flat().length
    expect((await gauge(here, 'parley_connections')) + (await gauge(there, 'parley_connections'))).toBe(open)
  })
})
