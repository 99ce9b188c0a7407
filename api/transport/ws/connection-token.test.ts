import { expect, test } from 'vitest'
import { tokenExpected, tokenOf } from './connection-token.ts'

test.each([
  { authorization: 'Bearer x' },
  { Authorization: 'x' },
  { AUTHORIZATION: 'bearer x' },
  { headers: { Authorization: 'Bearer x' } },
  { headers: { authorization: 'x' } },
  { authToken: 'x' },
  { token: 'Bearer x' },
  { accessToken: 'x' },
  { access_token: 'x' },
  { authorization: '', token: 'x' },
  { Authorization: 'Bearer ', headers: { authorization: 'Bearer x' } },
])('%o MUST be read', (params) => expect(tokenOf(params)).toBe('x'))

test.each([
  undefined,
  {},
  { authorization: '' },
  { authorization: 7 },
  { authorization: 'Bearer ' },
  { headers: 'x' },
  { headers: null },
])('%o MUST be no token', (params) => expect(tokenOf(params)).toBeNull())

test('what is expected MUST fit into a close frame', () => expect(Buffer.byteLength(tokenExpected)).toBeLessThan(124))
