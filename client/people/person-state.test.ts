import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { stateText, statusOf } from './person-state.ts'

beforeAll(loadAppTexts)

const now = new Date(2026, 5, 2, 12, 0)
const at = (day: number, hour: number) => new Date(2026, 5, day, hour, 5).toISOString()

test('whoever is away MUST be said to be so since when', () => {
  expect(stateText({ presence: 'ACTIVE', lastSeenAt: at(1, 9) }, now)).toBe('online')
  expect(stateText({ presence: 'IDLE', lastSeenAt: at(1, 9) }, now)).toBe('idle')
  const away = { presence: 'OFFLINE' as const }
  expect(stateText({ ...away, lastSeenAt: new Date(2026, 5, 2, 11, 54, 30).toISOString() }, now)).toBe(
    'last seen 5 min ago',
  )
  expect(stateText({ ...away, lastSeenAt: new Date(now.getTime() + 5_000).toISOString() }, now)).toBe(
    'last seen 1 min ago',
  )
  expect(stateText({ ...away, lastSeenAt: at(2, 9) }, now)).toBe('last seen 09:05')
  expect(stateText({ ...away, lastSeenAt: at(1, 9) }, now)).toBe('last seen Yesterday, 09:05')
  expect(stateText({ ...away, lastSeenAt: null }, now)).toBe('offline')
})

test('a status MUST NOT be shown any more once it is over', () => {
  const status = { emoji: '🥪', text: null, until: at(2, 13) }
  expect(statusOf({ status }, now)).toEqual({ emoji: '🥪', text: '' })
  expect(statusOf({ status: { ...status, until: at(2, 11) } }, now)).toBeNull()
  expect(statusOf({ status: { ...status, until: null } }, now)).not.toBeNull()
  expect(statusOf({ status: null }, now)).toBeNull()
})
