import { expect, test } from 'vitest'
import { spans } from './do-not-disturb.ts'
import { quietHoursOf, rowsOf } from './quiet-hours.ts'

test('quiet hours MUST be the same after they were shown by their times, and not be kept half filled in', () => {
  const quietHours = [
    { weekday: 'MONDAY', from: '20:00', to: '07:00' },
    { weekday: 'SUNDAY', from: '20:00', to: '07:00' },
    { weekday: 'SATURDAY', from: '00:00', to: '00:00' },
  ] as const
  const rows = rowsOf(quietHours)
  expect(rows).toEqual([
    { days: ['MONDAY', 'SUNDAY'], from: '20:00', to: '07:00' },
    { days: ['SATURDAY'], from: '00:00', to: '00:00' },
  ])
  expect(quietHoursOf(rows)).toEqual(quietHours)
  expect(quietHoursOf([...rows, { days: ['FRIDAY'], from: '20:00', to: '' }])).toBeNull()
})

test('do not disturb MUST last as long as it says, by the clocks of the agent', () => {
  const now = new Date(2026, 4, 31, 23, 50)
  expect(spans.map(({ until }) => until(now))).toEqual([
    new Date(2026, 5, 1, 0, 20),
    new Date(2026, 5, 1, 0, 50),
    new Date(2026, 5, 1, 8, 0),
  ])
})
