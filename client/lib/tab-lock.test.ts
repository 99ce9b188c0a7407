import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { oneTabAtATime } from './tab-lock.ts'

/**
 * What a browser has by plain HTTP: local storage, in which tabs see a moment later what another has written, and no Web
 * Locks.
 */
const seenAfter = 40
let stored: Map<string, string>
beforeEach(() => {
  vi.useFakeTimers()
  stored = new Map()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => setTimeout(() => stored.set(key, value), seenAfter),
    removeItem: (key: string) => setTimeout(() => stored.delete(key), seenAfter),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Work of one tab that takes so many seconds, and how many were at it at once. */
const at = { now: 0, most: 0 }
beforeEach(() => Object.assign(at, { now: 0, most: 0 }))
const workFor = (seconds: number) => async () => {
  at.most = Math.max(at.most, ++at.now)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  at.now--
}

test('tabs that come at the same moment MUST work one after the other, however long each takes', async () => {
  const tabs = [6, 1, 0].map((seconds) => oneTabAtATime('session', workFor(seconds)))
  await vi.advanceTimersByTimeAsync(9_000)
  await Promise.all(tabs)
  expect(at.most).toBe(1)
  expect(stored.size).toBe(0)
})

test('a tab that was closed at work MUST keep the others out for seconds only', async () => {
  stored.set('parley.lease.session', `closed ${Date.now() + 4_000}`)
  const work = vi.fn(async () => {})
  const tab = oneTabAtATime('session', work)
  await vi.advanceTimersByTimeAsync(3_900)
  expect(work).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(work).toHaveBeenCalledOnce()
  await tab
})

test('work that fails MUST let the next tab in', async () => {
  const failing = oneTabAtATime('session', async () => {
    throw new Error('no answer')
  })
  const next = oneTabAtATime('session', workFor(0))
  failing.catch(() => {})
  await vi.advanceTimersByTimeAsync(2_000)
  await expect(failing).rejects.toThrow('no answer')
  await next
})

test('a browser that stores nothing MUST work at once', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('Storage is full', 'QuotaExceededError')
    },
  })
  const tabs = [oneTabAtATime('session', workFor(1)), oneTabAtATime('session', workFor(1))]
  await vi.advanceTimersByTimeAsync(1_000)
  await Promise.all(tabs)
  expect(at.most).toBe(2)
})
