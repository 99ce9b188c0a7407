import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createFilesTokens } from './files-tokens.ts'

const tokens = createFilesTokens(randomBytes(32))
const claims = { sessionId: 'one', login: 'zażółć', expiresAt: new Date('2027-01-01') }

test('a token MUST say whose it is, and be the same for the same session', () => {
  expect(tokens.read(tokens.of(claims))).toEqual(claims)
  expect(tokens.of(claims)).toBe(tokens.of({ ...claims }))
})

test('what was not made with the key, or was changed since, MUST be none', () => {
  const [payload = '', mac = ''] = tokens.of(claims).split('.')
  const [other = ''] = tokens.of({ ...claims, login: 'admin' }).split('.')
  const foreign = createFilesTokens(randomBytes(32)).of(claims)
  for (const forged of [
    `${other}.${mac}`,
    payload,
    `${payload}.`,
    `${payload}.${mac.slice(2)}`,
    foreign,
    '',
    '.',
    'x.y.z',
  ])
    expect(tokens.read(forged)).toBeNull()
})
