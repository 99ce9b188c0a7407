import type { Worker } from 'node:cluster'
import { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StartError } from '../lib/start-error.ts'
import { type SupervisedWorker, superviseWorker } from './supervisor.ts'

/** What the supervisor sees of a worker's process, which does as the test says. */
class FakeWorker extends EventEmitter {
  readonly process = { pid: 1 }
  readonly sent: unknown[] = []

  send(message: unknown): void {
    this.sent.push(message)
  }

  isReady(): void {
    this.emit('message', { kind: 'ready', url: 'http://here' })
  }

  dies(): void {
    this.emit('exit', 1, null)
  }
}

let logged: { msg: string; pause?: number }[]
let forked: FakeWorker[]
/** How many forks are to fail from now on. */
let failures: number
let supervised: SupervisedWorker
let ignored: number
const workers = (count: number) => expect.poll(() => forked).toHaveLength(count)
const last = () => forked.at(-1) as FakeWorker
const linesWith = (text: string) => logged.filter(({ msg }) => msg.includes(text))
/** Each is less by a random part of up to a half. */
const expectPauses = (...longest: number[]) => {
  expect(pauses()).toHaveLength(longest.length)
  for (const [i, pause] of pauses().entries()) {
    expect(pause).toBeGreaterThanOrEqual((longest[i] ?? 0) / 2)
    expect(pause).toBeLessThanOrEqual(longest[i] ?? 0)
  }
}
const pauses = () => linesWith('another is started').map(({ pause }) => pause)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  logged = []
  forked = []
  failures = 0
  const lines = new Writable({ write: (line, _, done) => done(void logged.push(JSON.parse(String(line)))) })
  const fork = () => {
    if (failures-- > 0) throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' })
    return forked[forked.push(new FakeWorker()) - 1] as unknown as Worker
  }
  ignored = 0
  supervised = superviseWorker({ fork, logger: pino(lines), onIgnored: () => ignored++ })
})
afterEach(async () => {
  const stopped = supervised.stop()
  last().dies()
  await stopped
  vi.useRealTimers()
})

describe('a supervised worker', () => {
  test('that dies at once MUST be started again each time, after a pause that grows', async () => {
    last().isReady()
    expect(await supervised.ready).toBe('http://here')
    for (const count of [2, 3, 4]) {
      last().dies()
      await workers(count)
    }
    expectPauses(200, 400, 800)
  })

  test('that has worked for a while MUST be started again after the shortest pause', async () => {
    last().isReady()
    last().dies()
    await workers(2)
    vi.setSystemTime(Date.now() + 30_000)
    last().dies()
    await workers(3)
    expectPauses(200, 200)
  })

  test('MUST be started when it can be, however many forks have failed', async () => {
    last().isReady()
    failures = 2
    last().dies()
    await workers(2)
    expect(linesWith('could not be started')).toHaveLength(2)
    // It is a worker like any other: listened to, and replaced.
    last().isReady()
    expect(linesWith('one is ready')).toHaveLength(2)
    last().dies()
    await workers(3)
  })

  test('MUST be started again when a fork fails only after it has begun', async () => {
    last().isReady()
    last().dies()
    await workers(2)
    last().emit('error', new Error('spawn ENOMEM'))
    await workers(3)
    expect(logged.at(-1)).toMatchObject({ end: expect.stringContaining('ENOMEM') })
  })

  test('that ends before it was ever ready MUST say so, and not be started again', async () => {
    last().dies()
    await expect(supervised.ready).rejects.toThrow('before it was ready (exit code 1)')
    await supervised.stop()
    expect(pauses()).toEqual([])
    expect(forked).toHaveLength(1)
  })

  test('that cannot start at first MUST reject with its reason', async () => {
    last().emit('message', { kind: 'refused', reason: 'the port is taken' })
    await expect(supervised.ready).rejects.toEqual(new StartError('the port is taken'))
    expect(last().sent).toEqual([{ kind: 'stop' }])
  })

  test('that sends what is no message MUST have it ignored and counted', async () => {
    const things = [
      null,
      undefined,
      42,
      'ready',
      [],
      {},
      { kind: 'ready' },
      { kind: 'refused', reason: 7 },
      { kind: 'x' },
    ]
    for (const thing of things) last().emit('message', thing)
    expect(ignored).toBe(things.length)
    last().emit('message', { kind: 'publication', channel: 'presence', version: 1, text: '{}' })
    last().isReady()
    expect(await supervised.ready).toBe('http://here')
    expect(ignored).toBe(things.length)
  })

  test('that is stopped MUST not be started again, also during a pause or while forks fail', async () => {
    last().isReady()
    failures = Number.POSITIVE_INFINITY
    last().dies()
    await expect.poll(() => linesWith('could not be started')).not.toHaveLength(0)
    await supervised.stop()
    expect(forked).toHaveLength(1)
  })
})
