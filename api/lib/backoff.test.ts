import { expect, test } from 'vitest'
import { createBackoff } from './backoff.ts'

test('pauses MUST double up to the longest, less at most a half, and begin small again after a reset', () => {
  const backoff = createBackoff({ first: 100, longest: 1_000 })
  for (const whole of [100, 200, 400, 800, 1_000, 1_000]) {
    const pause = backoff.next()
    expect(pause).toBeGreaterThanOrEqual(whole / 2)
    expect(pause).toBeLessThanOrEqual(whole)
  }
  expect(backoff.failures).toBe(6)
  backoff.reset()
  expect(backoff.failures).toBe(0)
  expect(backoff.next()).toBeLessThanOrEqual(100)
})

test('pauses MUST stay finite however many attempts there were', () => {
  const backoff = createBackoff({ first: 1, longest: 5_000 })
  for (let n = 0; n < 5_000; n++) expect(backoff.next()).toBeLessThanOrEqual(5_000)
})
