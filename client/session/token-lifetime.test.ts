import { expect, test } from 'vitest'
import { lifetimeOf } from './token-lifetime.ts'

const token = (claims: object) => `h.${btoa(JSON.stringify(claims))}.s`

test('a lifetime MUST be read from the stamps of one clock, however wrong the clock here is', () => {
  const inThePast = '2001-01-01T00:00:00Z'
  expect(lifetimeOf(token({ iat: 1_000, exp: 1_900 }), inThePast)).toBe(900_000)
})

test('a token that cannot be read MUST live until the moment it came with', () => {
  expect(lifetimeOf('opaque', '2026-06-01T10:15:00Z', Date.parse('2026-06-01T10:00:00Z'))).toBe(900_000)
})

test('nonsense MUST NOT become a storm of refreshes', () => {
  expect(lifetimeOf('opaque', 'never')).toBe(5_000)
  expect(lifetimeOf(token({ iat: 1_900, exp: 1_000 }), '2026-06-01T10:15:00Z')).toBe(5_000)
})
