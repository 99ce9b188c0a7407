import { expect, test } from 'vitest'
import { endOf } from './status.ts'

const local = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute)

test.each([
  ['half', local(2026, 6, 3, 23, 45), local(2026, 6, 4, 0, 15)],
  ['hour', local(2026, 6, 3, 12, 0), local(2026, 6, 3, 13, 0)],
  ['today', local(2026, 12, 31, 12, 0), local(2027, 1, 1)],
  ['week', local(2026, 6, 3, 12, 0), local(2026, 6, 8)],
  ['week', local(2026, 6, 7, 23, 59), local(2026, 6, 8)],
  ['week', local(2026, 6, 8, 0, 0), local(2026, 6, 15)],
  ['never', local(2026, 6, 3), null],
])('a status for %s that is set at %s MUST end at %s', (ending, now, end) => {
  expect(endOf(ending, now)).toEqual(end)
})
