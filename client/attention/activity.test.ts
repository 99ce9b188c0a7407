import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Activity, createActivity } from './activity.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-06-01T10:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const minute = 60_000

test('a window MUST be idle after five minutes without use and not before, and be used again at the first movement', () => {
  const heard: Activity[] = []
  const activity = createActivity(
    () => true,
    (now) => heard.push(now),
  )
  for (let passed = 0; passed < 8; passed++) {
    vi.advanceTimersByTime(4 * minute)
    activity.used()
  }
  expect(heard).toEqual([{ idle: false, inSight: true }])
  vi.advanceTimersByTime(5 * minute - 1)
  expect(heard).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(heard.slice(1)).toEqual([{ idle: true, inSight: true }])
  vi.advanceTimersByTime(60 * minute)
  activity.used()
  activity.used()
  expect(heard.slice(2)).toEqual([{ idle: false, inSight: true }])
  vi.advanceTimersByTime(5 * minute)
  expect(heard).toHaveLength(4)
  activity.stop()
})

test('a window MUST say at once that it has gone out of sight, and be idle there as elsewhere', () => {
  const heard: Activity[] = []
  let isInSight = true
  const activity = createActivity(
    () => isInSight,
    (now) => heard.push(now),
  )
  vi.advanceTimersByTime(minute)
  isInSight = false
  activity.looked()
  activity.looked()
  expect(heard.slice(1)).toEqual([{ idle: false, inSight: false }])
  vi.advanceTimersByTime(4 * minute)
  expect(heard.slice(2)).toEqual([{ idle: true, inSight: false }])
  activity.stop()
  vi.advanceTimersByTime(60 * minute)
  expect(heard).toHaveLength(3)
})
