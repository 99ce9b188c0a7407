import { describe, expect, test } from 'vitest'
import { changed, initial, isQuiet, type Preferences, quietChangesAt } from './preferences.ts'

const at = (text: string) => new Date(text)
const nights: Preferences = {
  ...initial,
  quietHours: [
    { weekday: 'SUNDAY', from: '22:00', to: '07:00' },
    { weekday: 'MONDAY', from: '12:00', to: '12:30' },
    { weekday: 'SATURDAY', from: '00:00', to: '00:00' },
  ],
  timeZone: 'Europe/Warsaw',
}
const having = (change: Partial<Preferences>): Preferences => ({ ...nights, ...change })

describe('quiet hours', () => {
  // Monday is 1 June 2026; in summer Warsaw is two hours ahead of UTC.
  test.each([
    ['before they begin', '2026-05-31T19:59:59Z', false],
    ['from their first minute on', '2026-05-31T20:00:00Z', true],
    ['over midnight, in the next week', '2026-06-01T04:59:59Z', true],
    ['not in the minute they end at', '2026-06-01T05:00:00Z', false],
    ['at noon', '2026-06-01T10:15:00Z', true],
    ['after noon', '2026-06-01T10:30:00Z', false],
    ['not on another day', '2026-06-02T10:15:00Z', false],
    ['at the first minute of a whole day', '2026-06-05T22:00:00Z', true],
    ['at the last minute of a whole day', '2026-06-06T21:59:00Z', true],
    ['not after a whole day', '2026-06-06T22:00:00Z', false],
    ['in winter, by the clocks of winter', '2026-01-04T20:30:00Z', false],
    ['in winter, an hour later', '2026-01-04T21:00:00Z', true],
  ])('MUST hold by the clocks of the zone: %s', (_, moment, quiet) => {
    expect(isQuiet(nights, at(moment))).toBe(quiet)
  })

  test('MUST be those of the zone, and of UTC where there is none', () => {
    const noon = at('2026-06-01T12:15:00Z')
    expect(isQuiet(nights, noon)).toBe(false)
    expect(isQuiet(having({ timeZone: null }), noon)).toBe(true)
    expect(isQuiet(having({ timeZone: 'America/New_York' }), at('2026-06-01T16:15:00Z'))).toBe(true)
    expect(isQuiet(having({ timeZone: 'Asia/Kathmandu' }), at('2026-06-01T06:16:00Z'))).toBe(true)
  })

  test('MUST follow the clocks when they change in the night', () => {
    // On 29 March 2026 it is 01:59, then 03:00 in Warsaw; on 25 October 02:59, then 02:00.
    const early = having({ quietHours: [{ weekday: 'SUNDAY', from: '02:30', to: '03:30' }] })
    expect(isQuiet(early, at('2026-03-29T00:59:00Z'))).toBe(false)
    expect(isQuiet(early, at('2026-03-29T01:00:00Z'))).toBe(true)
    expect(isQuiet(early, at('2026-10-25T00:30:00Z'))).toBe(true)
    expect(isQuiet(early, at('2026-10-25T01:00:00Z'))).toBe(false)
    expect(isQuiet(early, at('2026-10-25T01:30:00Z'))).toBe(true)
    expect(quietChangesAt(early, at('2026-03-28T12:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'))
    expect(quietChangesAt(early, at('2026-10-25T00:31:00Z'))).toEqual(at('2026-10-25T01:00:00Z'))
  })
})

describe('do not disturb', () => {
  const asked = having({ doNotDisturbUntil: at('2026-06-01T09:00:00Z') })

  test('MUST hold until its moment, beside quiet hours', () => {
    expect(isQuiet(asked, at('2026-06-01T08:59:59.999Z'))).toBe(true)
    expect(isQuiet(asked, at('2026-06-01T09:00:00Z'))).toBe(false)
    expect(isQuiet(asked, at('2026-06-01T10:00:00Z'))).toBe(true)
  })

  test.each([
    ['never, with neither', initial, '2026-06-01T08:00:00Z', null],
    ['when it ends', asked, '2026-06-01T08:00:00Z', '2026-06-01T09:00:00Z'],
    [
      'when the quiet hours end that it ends in',
      having({ doNotDisturbUntil: at('2026-06-01T10:10:30Z') }),
      '2026-06-01T08:00:00Z',
      '2026-06-01T10:30:00Z',
    ],
    ['when quiet hours begin', nights, '2026-06-01T09:59:59.999Z', '2026-06-01T10:00:00Z'],
    ['when they end', nights, '2026-06-01T10:00:00Z', '2026-06-01T10:30:00Z'],
    ['days later', nights, '2026-06-01T10:30:00Z', '2026-06-05T22:00:00Z'],
  ])('the next change of quiet MUST be known: %s', (_, preferences, moment, expected) => {
    expect(quietChangesAt(preferences, at(moment))).toEqual(expected && at(expected))
  })

  test('quiet hours that never end MUST have no next change', () => {
    const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
    const always = having({ quietHours: weekdays.map((weekday) => ({ weekday, from: '08:00', to: '08:00' })) })
    expect(quietChangesAt(always, at('2026-06-01T08:00:00Z'))).toBeNull()
  })
})

describe('a change', () => {
  const now = at('2026-06-01T08:00:00Z')

  test('MUST leave what it does not name, and null end do not disturb alone', () => {
    const before = having({ sounds: true, doNotDisturbUntil: at('2026-06-01T09:00:00Z') })
    expect(changed(before, { showTyping: false }, now)).toEqual({ ...before, showTyping: false })
    const nulls = { showTyping: null, sounds: null, quietHours: null, timeZone: null, doNotDisturbUntil: null }
    expect(changed(before, nulls, now)).toEqual({ ...before, doNotDisturbUntil: null })
    expect(changed(before, { doNotDisturbUntil: now }, now).doNotDisturbUntil).toBeNull()
    expect(changed(before, { timeZone: 'asia/kolkata' }, now).timeZone?.toLowerCase()).toBe('asia/kolkata')
  })

  test('MUST keep a language until it is taken back', () => {
    const polish = changed(initial, { language: 'PL' }, now)
    expect(changed(polish, { sounds: true }, now).language).toBe('PL')
    expect(changed(polish, { language: null }, now).language).toBeNull()
  })

  test('MUST be refused with every field that is wrong', () => {
    const change = {
      doNotDisturbUntil: at('9999-12-31T00:00:00Z'),
      quietHours: [
        { weekday: 'MONDAY', from: '24:00', to: '7:00' },
        { weekday: 'MONDAY', from: '22:00', to: '07:00\0' },
      ] as const,
      timeZone: '+02:00',
    }
    expect(() => changed(initial, change, now)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        fields: [
          expect.objectContaining({ path: 'doNotDisturbUntil' }),
          expect.objectContaining({ path: 'quietHours.0.from' }),
          expect.objectContaining({ path: 'quietHours.0.to' }),
          expect.objectContaining({ path: 'quietHours.1.to' }),
          expect.objectContaining({ path: 'timeZone' }),
        ],
      }),
    )
  })

  test.each(['', 'Warsaw', 'Europe/Nowhere', 'UTC+1', 'a\0', '\ud800'])('%j MUST NOT be a time zone', (timeZone) => {
    expect(() => changed(initial, { timeZone }, now)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })
})
