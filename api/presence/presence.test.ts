import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { channelOfAnything } from '../pubsub/testing.ts'
import { type Presence, startPresence } from './presence.ts'

// Only the clock is false: announcements travel by the real pub/sub, in turns of the event loop.
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'],
    now: new Date('2026-06-01T10:00:00Z'),
  })
})
let running: Presence[] = []
afterEach(() => {
  for (const presence of running) presence.stop()
  running = []
  vi.useRealTimers()
})

/** Lets time pass in steps, so that every announcement is received in its own second. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    vi.advanceTimersByTime(1_000 - soon)
    await delivered()
  }
}
const delivered = async () => {
  vi.advanceTimersByTime(soon)
  for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate)
}
/** Milliseconds within which a process announces who has come or gone. */
const soon = 50

let names = 0
async function process(pubSub: PubSub): Promise<Presence> {
  const presence = await startPresence({ pubSub, processId: `process ${++names}`, now: () => new Date() })
  running.push(presence)
  await delivered()
  return presence
}

/** What a reader was sent, as it comes. */
function watch(presence: Presence): string[] {
  const changes: string[] = []
  const source = presence.changes()
  ;(async () => {
    for await (const { body } of source) changes.push(`${body.login} ${body.online ? 'came' : 'left'}`)
  })()
  return changes
}

describe('in one process', () => {
  test('three tabs MUST be one agent, who goes offline 15 seconds after the last has closed', async () => {
    const presence = await process(inMemoryPubSub())
    const changes = watch(presence)
    const tabs = [presence.connected('danny'), presence.connected('danny'), presence.connected('danny')]
    await delivered()
    expect(changes).toEqual(['danny came'])
    tabs[0]?.leave()
    tabs[1]?.leave()
    await pass(30)
    expect(presence.isOnline('danny')).toBe(true)
    tabs[2]?.leave()
    await pass(14)
    expect(presence.isOnline('danny')).toBe(true)
    await pass(2)
    expect(presence.isOnline('danny')).toBe(false)
    expect(changes).toEqual(['danny came', 'danny left'])
  })

  test('a reload MUST NOT be a change, and the grace MUST begin anew after it', async () => {
    const presence = await process(inMemoryPubSub())
    const changes = watch(presence)
    const tab = presence.connected('danny')
    await delivered()
    tab.leave()
    await pass(10)
    const tabAgain = presence.connected('danny')
    await pass(20)
    tabAgain.leave()
    await pass(14)
    expect(changes).toEqual(['danny came'])
    await pass(2)
    expect(changes).toEqual(['danny came', 'danny left'])
  })

  test('ending a connection twice MUST count once', async () => {
    const presence = await process(inMemoryPubSub())
    const tab = presence.connected('danny')
    presence.connected('danny')
    tab.leave()
    tab.leave()
    await pass(20)
    expect(presence.isOnline('danny')).toBe(true)
  })

  test('a slow reader MUST get the newest state of an agent and not every step', async () => {
    const presence = await process(inMemoryPubSub())
    const changes = presence.changes()
    presence.connected('danny').leave()
    await pass(20)
    presence.connected('jimmy')
    await delivered()
    for (const body of [
      { login: 'danny', online: false, presence: 'OFFLINE' },
      { login: 'jimmy', online: true, presence: 'ACTIVE' },
    ])
      expect((await changes.next()).value).toMatchObject({ body })
    const waiting = changes.next()
    await changes.return()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })
})

/** How agents are there, as it comes. */
function watchPresence(presence: Presence): string[] {
  const changes: string[] = []
  const source = presence.changes()
  ;(async () => {
    for await (const { body } of source) changes.push(`${body.login} ${body.presence}`)
  })()
  return changes
}

describe('whether somebody uses the app', () => {
  const used = { idle: false, inSight: true }
  const unused = { idle: true, inSight: true }
  const hidden = { idle: true, inSight: false }

  test('the most active window MUST count, at whatever process it is, and each change be told once', async () => {
    const pubSub = inMemoryPubSub()
    const both = [await process(pubSub), await process(pubSub)] as const
    const changes = both.map(watchPresence)
    const laptop = both[0].connected('danny')
    laptop.tell(used)
    await pass(2)
    const phone = both[1].connected('danny')
    phone.tell(hidden)
    await pass(6)
    expect(both.map((process) => process.presenceOf('danny'))).toEqual(['ACTIVE', 'ACTIVE'])
    laptop.tell(unused)
    await pass(2)
    expect(both.map((process) => process.presenceOf('danny'))).toEqual(['IDLE', 'IDLE'])
    phone.tell(used)
    await pass(2)
    for (const list of changes) expect(list).toEqual(['danny ACTIVE', 'danny IDLE', 'danny ACTIVE'])
    // One that is closed counts as long as one that is reloaded: most come back.
    phone.leave()
    await pass(14)
    for (const list of changes) expect(list).toHaveLength(3)
    await pass(4)
    for (const list of changes) expect(list.slice(3)).toEqual(['danny IDLE'])
    laptop.leave()
    await pass(20)
    for (const list of changes) expect(list.slice(4)).toEqual(['danny OFFLINE'])
  })

  test('a window that connects again MUST be no change, at the same process or at another', async () => {
    const pubSub = inMemoryPubSub()
    const both = [await process(pubSub), await process(pubSub)] as const
    const changes = both.map(watchPresence)
    for (const state of [unused, used]) {
      let window = both[0].connected('danny')
      await delivered()
      window.tell(state)
      await pass(20)
      for (const at of [0, 1, 0] as const) {
        window.leave()
        await pass(3)
        window = both[at].connected('danny')
        await pass(3)
        window.tell(state)
        await pass(20)
      }
      window.leave()
      await pass(20)
    }
    // Until it has said anything, whoever comes is active.
    for (const list of changes)
      expect(list).toEqual(['danny ACTIVE', 'danny IDLE', 'danny OFFLINE', 'danny ACTIVE', 'danny OFFLINE'])
  })

  test('whether a window is in sight MUST be known to every process, also to one that starts later', async () => {
    const pubSub = inMemoryPubSub()
    const both = [await process(pubSub), await process(pubSub)] as const
    const laptop = both[0].connected('danny')
    both[1].connected('danny')
    await pass(2)
    expect(both.map((process) => process.isInSight('danny'))).toEqual([false, false])
    laptop.tell(unused)
    await pass(2)
    const late = await process(pubSub)
    expect([...both, late].map((process) => process.isInSight('danny'))).toEqual([true, true, true])
    laptop.tell(hidden)
    await pass(2)
    expect([...both, late].map((process) => process.isInSight('danny'))).toEqual([false, false, false])
  })

  test('an announcement of the last version MUST be understood, and one that does not fit be ignored', async () => {
    const pubSub = inMemoryPubSub()
    const one = await process(pubSub)
    const channel = channelOfAnything('presence')
    pubSub.publish(channel, { process: 'old', logins: ['danny'], hello: false })
    for (const activities of ['11', '6', 'x', 1, null, ['1']])
      pubSub.publish(channel, { process: 'odd', logins: ['jimmy'], activities, hello: false })
    await delivered()
    expect([one.presenceOf('danny'), one.presenceOf('jimmy')]).toEqual(['ACTIVE', 'OFFLINE'])
  })
})

describe('over several processes', () => {
  test('an agent online at one process MUST be online at all, also at one that starts later', async () => {
    const bell = inMemoryPubSub()
    const [one, two] = [await process(bell), await process(bell)]
    const changes = watch(two)
    one.connected('danny')
    await delivered()
    expect(two.isOnline('danny')).toBe(true)
    expect(changes).toEqual(['danny came'])
    expect((await process(bell)).isOnline('danny')).toBe(true)
  })

  test('an agent with tabs at two processes MUST leave 15 seconds after the last of both has closed', async () => {
    const bell = inMemoryPubSub()
    const all = [await process(bell), await process(bell), await process(bell)] as const
    const changes = all.map(watch)
    const one = all[0].connected('danny')
    const two = all[1].connected('danny')
    await pass(3)
    one.leave()
    await pass(10)
    two.leave()
    await pass(13)
    expect(all.map((presence) => presence.isOnline('danny'))).toEqual([true, true, true])
    await pass(4)
    expect(all.map((presence) => presence.isOnline('danny'))).toEqual([false, false, false])
    for (const list of changes) expect(list).toEqual(['danny came', 'danny left'])
  })

  test('the agents of a process that falls silent MUST go offline, and those of other processes MUST stay', async () => {
    const bell = inMemoryPubSub()
    const [doomed, other] = [await process(bell), await process(bell)]
    doomed.connected('danny')
    doomed.connected('jimmy')
    other.connected('jimmy')
    await pass(6)
    doomed.stop()
    await pass(16)
    expect(other.isOnline('danny')).toBe(false)
    expect(other.isOnline('jimmy')).toBe(true)
  })

  test('what is no announcement MUST be ignored, and nobody come or leave by it', async () => {
    const pubSub = inMemoryPubSub()
    const [one, two] = [await process(pubSub), await process(pubSub)]
    one.connected('danny')
    await delivered()
    const changes = watch(two)
    const channel = channelOfAnything('presence')
    const things = [
      null,
      'text',
      42,
      [],
      {},
      { process: 'x' },
      { process: 'x', logins: 'jimmy' },
      { logins: [], hello: false },
    ]
    for (const thing of things) pubSub.publish(channel, thing)
    pubSub.publish(channel, { process: 7, logins: ['jimmy'], hello: false })
    pubSub.publish(channel, { process: 'x', logins: ['jimmy', null], hello: false })
    pubSub.publish({ ...channel, version: 99 }, { process: 'x', logins: ['jimmy'], hello: false })
    await delivered()
    expect([two.isOnline('danny'), two.isOnline('jimmy')]).toEqual([true, false])
    expect(changes).toEqual([])
  })

  test('a lost announcement MUST be made up for by the next one', async () => {
    const bell = inMemoryPubSub()
    let losing = false
    const lossy: PubSub = { ...bell, publish: (channel, message) => losing || bell.publish(channel, message) }
    const [one, two] = [await process(lossy), await process(bell)]
    losing = true
    one.connected('danny')
    await delivered()
    expect(two.isOnline('danny')).toBe(false)
    losing = false
    await pass(6)
    expect(two.isOnline('danny')).toBe(true)
  })

  test('a pub/sub engine that was away for long MUST make nobody go offline, whichever process reconnects first', async () => {
    const bell = inMemoryPubSub()
    const line = (up: { now: boolean }) => {
      const checks: (() => void)[] = []
      const pubSub: PubSub = {
        ...bell,
        publish: (channel, message) => up.now && bell.publish(channel, message),
        subscribe: (channel, hear) => bell.subscribe(channel, (message) => up.now && hear(message)),
        onResume: (check) => checks.push(check),
        ready: () => up.now,
      }
      return {
        pubSub,
        resume: () => {
          up.now = true
          for (const check of checks) check()
        },
      }
    }
    const [upOne, upTwo] = [{ now: true }, { now: true }]
    const [lineOne, lineTwo] = [line(upOne), line(upTwo)]
    const [one, two] = [await process(lineOne.pubSub), await process(lineTwo.pubSub)]
    one.connected('danny')
    two.connected('jimmy')
    await pass(1)
    const changes = [watch(one), watch(two)]
    upOne.now = false
    upTwo.now = false
    await pass(60)
    expect([one.isOnline('jimmy'), two.isOnline('danny')]).toEqual([true, true])
    // Two processes never reconnect at the same moment.
    lineOne.resume()
    await pass(3)
    lineTwo.resume()
    await pass(10)
    expect(changes).toEqual([[], []])
  })
})
