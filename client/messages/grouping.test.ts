import { expect, test } from 'vitest'
import { grouped, type Line, lineOf } from './grouping.ts'

const line = (id: string, login: string, at: string): Line => lineOf(id, login, new Date(at).toISOString())
const none = new Set<string>()

test('a group MUST be of one author and end five minutes after its head', () => {
  const places = grouped(
    [
      line('1', 'ann', '2026-06-01T10:00:00'),
      line('2', 'ann', '2026-06-01T10:04:59'),
      line('3', 'ann', '2026-06-01T10:09:59'),
      line('4', 'ann', '2026-06-01T10:15:00'),
      line('5', 'bob', '2026-06-01T10:15:01'),
    ],
    none,
  )
  expect(places.map((place) => place.head)).toEqual([true, false, true, true, true])
})

test('a line that is named as a head MUST begin a group, and the next ones belong to it', () => {
  const places = grouped(
    ['10:00', '10:01', '10:02'].map((time, at) => line(`${at}`, 'ann', `2026-06-01T${time}:00`)),
    new Set(['1']),
  )
  expect(places.map((place) => place.head)).toEqual([true, true, false])
})

test('a new day MUST begin a group and be named below the last line of the day before', () => {
  const places = grouped([line('1', 'ann', '2026-06-01T23:59:00'), line('2', 'ann', '2026-06-02T00:01:00')], none)
  expect(places.map((place) => place.head)).toEqual([true, true])
  expect(places[0]?.dayAfter).toBe(new Date('2026-06-02T00:01:00').toISOString())
  expect(places[1]?.dayAfter).toBeNull()
})

test('an older page MUST NOT change how a line looks that was there before', () => {
  const shown = [line('3', 'ann', '2026-06-02T00:02:00'), line('4', 'ann', '2026-06-02T00:03:00')]
  const older = [line('1', 'ann', '2026-06-01T23:59:00'), line('2', 'ann', '2026-06-02T00:01:00')]
  const firsts = new Set(['3'])
  const before = grouped(shown, firsts)
  const after = grouped([...older, ...shown], firsts).slice(older.length)
  expect(after).toEqual(before)
})
