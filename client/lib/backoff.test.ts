import { expect, test } from 'vitest'
import { backoff, sleep, wake } from './backoff.ts'

const luck = (value: number) => () => value

test('the first attempt after a loss MUST come within half a second', () => {
  expect(backoff(0, false, luck(0.999))).toBeLessThan(500)
})

test('waits MUST grow, never beyond fifteen seconds, and never to nothing', () => {
  const longest = [1, 2, 3, 4, 5, 20, 2_000].map((attempt) => backoff(attempt, false, luck(1)))
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
  expect(backoff(2_000, false, luck(0))).toBeGreaterThan(0)
})

test('a server that asked to be left alone MUST be asked again only after seconds', () => {
  expect(backoff(0, true, luck(0))).toBeGreaterThanOrEqual(3_000)
})

test('a wait MUST end at once when somebody wakes it', async () => {
  const waiting = sleep(3_600_000)
  wake()
  await waiting
})
