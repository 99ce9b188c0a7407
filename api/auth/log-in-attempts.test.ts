import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogInAttempts } from './log-in-attempts.ts'

const refused = { code: 'TOO_MANY_ATTEMPTS' }
const times = async (count: number, work: (i: number) => Promise<void>) => {
  for (let i = 0; i < count; i++) await work(i)
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('30 attempts MUST go at once, three more MUST wait longer each time, and the next MUST be refused', async () => {
  const attempts = createLogInAttempts()
  await times(30, () => attempts.begin('jimmy', 'a'))
  for (const seconds of [1, 2, 4]) {
    let begun = false
    const waiting = attempts.begin('jimmy', 'a').then(() => {
      begun = true
    })
    await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1)
    expect(begun).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await waiting
  }
  await expect(attempts.begin('jimmy', 'a')).rejects.toMatchObject(refused)
})

test('an attempt MUST NOT count for another login or another address', async () => {
  const attempts = createLogInAttempts()
  await times(30, () => attempts.begin('jimmy', 'a'))
  await times(30, () => attempts.begin('danny', 'a'))
  await times(30, () => attempts.begin('jimmy', 'b'))
})

test('guesses from many addresses MUST be refused together, and not from where the login has succeeded before', async () => {
  const attempts = createLogInAttempts()
  await attempts.begin('jimmy', 'home')
  await attempts.succeeded('jimmy', 'home')
  await times(300, (i) => attempts.begin('jimmy', `address ${i}`))
  await expect(attempts.begin('jimmy', 'address 300')).rejects.toMatchObject(refused)
  await attempts.begin('jimmy', 'home')
  await attempts.begin('danny', 'address 300')
})
