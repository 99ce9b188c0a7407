import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DomainError } from '../lib/errors.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { channelOfAnything } from '../pubsub/testing.ts'
import { startTyping, type Typing } from './typing.ts'

// Only the clock is false: hints travel by the real pub/sub, in turns of the event loop.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: new Date('2026-06-01T10:00:00Z') })
})
let running: Typing[] = []
afterEach(() => {
  for (const typing of running) typing.stop()
  running = []
  vi.useRealTimers()
})

const delivered = async () => {
  for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate)
}
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    vi.advanceTimersByTime(250)
    await delivered()
  }
}

async function process(pubSub: PubSub): Promise<Typing> {
  const typing = await startTyping({ pubSub, now: () => new Date() })
  running.push(typing)
  return typing
}

/** What a reader was told, as it comes, and how it ended. */
function read(typing: Typing, room = 'general', assertReader = async () => {}) {
  const lists: string[] = []
  const source = typing.changes(room, 'reader', assertReader)
  const ended = (async () => {
    for await (const logins of source) lists.push(logins.join(' '))
  })().catch((error) => error)
  return { lists, ended, leave: () => source.return?.() }
}

describe('who is typing', () => {
  test('MUST be told as a list in every process, and go 5 seconds after the last sign', async () => {
    const pubSub = inMemoryPubSub()
    const [one, two] = [await process(pubSub), await process(pubSub)]
    const [here, there, elsewhere] = [read(one), read(two), read(two, 'other')]
    one.set('general', 'ann', true)
    await delivered()
    await pass(3_000)
    two.set('general', 'bob', true)
    one.set('general', 'ann', true)
    await pass(4_750)
    expect(here.lists).toEqual(['ann', 'ann bob'])
    await pass(500)
    expect(here.lists.at(-1)).toBe('')
    expect(there.lists).toEqual(here.lists)
    expect(elsewhere.lists).toEqual([])
  })

  test('MUST be told to whoever comes while somebody is, and end at once with a stop', async () => {
    const typing = await process(inMemoryPubSub())
    typing.set('general', 'ann', true)
    await delivered()
    const reader = read(typing)
    await delivered()
    expect(reader.lists).toEqual(['ann'])
    typing.set('general', 'ann', false)
    typing.set('general', 'bob', false)
    await pass(250)
    expect(reader.lists).toEqual(['ann', ''])
  })

  test('MUST NOT be told of oneself', async () => {
    const typing = await process(inMemoryPubSub())
    const reader = read(typing)
    for (const login of ['ann', 'reader', 'bob']) typing.set('general', login, true)
    await delivered()
    await pass(250)
    expect(reader.lists).toEqual(['ann', 'ann bob'])
    typing.set('general', 'ann', false)
    typing.set('general', 'bob', false)
    await pass(500)
    expect(reader.lists.at(-1)).toBe('')
    expect(reader.lists.filter((list) => list.includes('reader'))).toEqual([])
  })

  test('MUST reach a reader as the newest list, four times a second at most', async () => {
    const typing = await process(inMemoryPubSub())
    const reader = read(typing)
    typing.set('general', 'ann', true)
    await delivered()
    for (const login of ['bob', 'cid', 'dan']) typing.set('general', login, true)
    await delivered()
    expect(reader.lists).toEqual(['ann'])
    await pass(250)
    expect(reader.lists).toEqual(['ann', 'ann bob cid dan'])
  })

  test('MUST NOT be told to whoever may not read the room any more', async () => {
    const typing = await process(inMemoryPubSub())
    let member = true
    const asked = vi.fn(async () => {
      if (!member) throw new DomainError('UNKNOWN_ROOM', 'There is no such room.')
    })
    const reader = read(typing, 'general', asked)
    typing.set('general', 'ann', true)
    await delivered()
    await pass(1_250)
    expect(asked).toHaveBeenCalledTimes(0)
    member = false
    typing.set('general', 'bob', true)
    await delivered()
    expect(await reader.ended).toMatchObject({ code: 'UNKNOWN_ROOM' })
    expect(reader.lists).toEqual(['ann'])
    expect(asked).toHaveBeenCalledTimes(1)
  })

  test('MUST end at once, though nobody is typing, for whoever has left the room, and for nobody else', async () => {
    const pubSub = inMemoryPubSub()
    const [one, two] = [await process(pubSub), await process(pubSub)]
    const gone = read(two, 'general', async () => {
      throw new DomainError('UNKNOWN_ROOM', 'There is no such room.')
    })
    const stays = read(two)
    await delivered()
    one.left('general', 'ann')
    await delivered()
    expect(await gone.ended).toMatchObject({ code: 'UNKNOWN_ROOM' })
    one.set('general', 'bob', true)
    await delivered()
    expect(stays.lists).toEqual(['bob'])
  })

  test('MUST end for a reader who leaves, also while it waits', async () => {
    const typing = await process(inMemoryPubSub())
    const source = typing.changes('general', 'reader', async () => {})
    const waiting = source.next()
    await source.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('what is no hint MUST be ignored', async () => {
    const pubSub = inMemoryPubSub()
    const typing = await process(pubSub)
    const reader = read(typing)
    const channel = channelOfAnything('chat:typing')
    for (const thing of [
      null,
      'x',
      7,
      [],
      {},
      { room: 'general', login: 'ann' },
      { room: 1, login: 'a', typing: true, left: false },
    ])
      pubSub.publish(channel, thing)
    await delivered()
    expect(reader.lists).toEqual([])
  })
})
