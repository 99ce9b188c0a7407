import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere, parleys } from './harness.ts'
import { until } from './waiting.ts'

/** In milliseconds, as promised. That nobody leaves later either is tested by a clock, in presence.test.ts. */
const grace = 15_000
/** In milliseconds: long enough for the grace on a busy machine. */
const longEnough = 60_000

async function isOnline(asker: Agent, login: string): Promise<boolean> {
  const { agents } = await asker.ask<{ agents: { login: string; online: boolean }[] }>('{ agents { login online } }')
  return agents.find((agent) => agent.login === login)?.online ?? false
}

describe.concurrent('presence in one process', () => {
  const parley = parleyHere()

  test('three tabs MUST be one agent, who has left 15 seconds after the last one closed', async () => {
    const danny = await parley.agent('danny.solid')
    const admin = await parley.agent('admin')
    const watching = await admin.follows('presence')
    await watching.hasHeard(0)
    expect(await isOnline(admin, 'danny.solid')).toBe(false)

    const tabs = [
      await danny.follows('messages'),
      await danny.follows('messages', { over: 'SSE' }),
      await danny.follows('notifications'),
    ]
    await watching.hasSeen('danny.solid came')
    expect(await isOnline(admin, 'danny.solid')).toBe(true)
    for (const tab of tabs.slice(1)) tab.leave()
    tabs[0]?.drop()
    await until('the last tab is back', () => tabs[0]?.connections() === 2)

    const leftAt = Date.now()
    tabs[0]?.leave()
    await until('danny has left', () => watching.heard.length === 2, longEnough)
    await watching.hasSeen('danny.solid came', 'danny.solid left')
    expect(Date.now() - leftAt).toBeGreaterThanOrEqual(grace - 500)
    expect(await isOnline(admin, 'danny.solid')).toBe(false)
  })
})

describe.concurrent('presence over three processes', () => {
  const parley = parleys(3)

  test('who comes to one process MUST be online at all, and stay so while a tab is open at any', async () => {
    const jimmy = await parley.agent('jimmy.solid', 0)
    const askers = await Promise.all([0, 1, 2].map((at) => parley.agent('admin', at)))
    const online = async () => (await Promise.all(askers.map((asker) => isOnline(asker, 'jimmy.solid')))).join()
    const watching = await Promise.all(askers.map((asker) => asker.follows('presence', { over: 'SSE' })))
    await until('everybody watches', async () =>
      (await Promise.all(askers.map((asker) => isOnline(asker, 'admin')))).every(Boolean),
    )
    const first = await jimmy.follows('messages')
    for (const watcher of watching)
      await until('jimmy came', () => watcher.heard.some(({ text }) => text === 'jimmy.solid came'))
    expect(await online()).toBe('true,true,true')

    jimmy.movesTo(parley.urls[1])
    const second = await jimmy.follows('messages', { over: 'SSE' })
    jimmy.movesTo(parley.urls[2])
    const third = await jimmy.follows('messages')
    first.leave()
    third.leave()
    await jimmy.sends('still here')
    await second.hasSeen('still here')
    expect(await online()).toBe('true,true,true')

    // The process of the only tab that is left dies without a word.
    await parley.process(1).kill('SIGKILL')
    parley.urls.splice(1, 1)
    second.leave()
    watching[1]?.leave()
    const others = [0, 2].map((at) => watching[at])
    for (const watcher of others)
      await until('jimmy has left', () => watcher?.heard.some(({ text }) => text === 'jimmy.solid left'), longEnough)
    for (const watcher of others) {
      const own = watcher?.heard.map(({ text }) => text).filter((text) => text.startsWith('jimmy'))
      expect(own).toEqual(['jimmy.solid came', 'jimmy.solid left'])
    }
    // Somebody whose tabs at other processes stayed open is still there.
    expect(await isOnline(askers[0] as Agent, 'admin')).toBe(true)
  })
})
