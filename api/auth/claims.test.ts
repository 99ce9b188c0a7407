import { describe, expect, test } from 'vitest'
import {
  assertAudience,
  type ClaimRules,
  type Payload,
  portalLogin,
  providerLogin,
  readIdentity,
  readTimes,
} from './claims.ts'

const usual: ClaimRules = { login: [], name: [], role: [], adminRoles: ['ADMIN'], serviceRoles: ['SERVICE'] }
const refused = { code: 'UNAUTHENTICATED' }
const read = (payload: Payload, rules: Partial<ClaimRules> = {}, audience: string | null = null) => {
  const all = { ...usual, ...rules }
  return readIdentity(payload, all, providerLogin(all), audience)
}
const sub = '0b5c7d6e-2c1c-4b7e-9d57-1a2b3c4d5e6f'
const role = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'
const ws = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

describe('the usual claims', () => {
  test.each<[string, Payload, object]>([
    [
      'Keycloak',
      { sub, preferred_username: 'ann', name: 'Ann Outside', realm_access: { roles: ['offline_access', 'admin'] } },
      { login: 'ann', name: 'Ann Outside', role: 'ADMIN' },
    ],
    [
      'Entra 2.0',
      { sub, preferred_username: 'ann@corp.example', name: 'Ann Outside', roles: ['ADMIN'], tid: 'x' },
      { login: 'ann@corp.example', name: 'Ann Outside', role: 'ADMIN' },
    ],
    [
      'Entra 1.0',
      { sub, upn: 'ann@corp.example', unique_name: 'ann@corp.example', name: 'Ann Outside' },
      { login: 'ann@corp.example', name: 'Ann Outside', role: null },
    ],
    ['an application of Entra', { sub, azp: 'app', roles: ['Service'] }, { login: sub, name: null, role: 'SERVICE' }],
    [
      'Auth0',
      { sub: 'auth0|5f7c8ec7', nickname: 'ann', 'https://corp.example/roles': ['admin'] },
      { login: 'auth0|5f7c8ec7', name: 'ann', role: 'ADMIN' },
    ],
    [
      'an access token of Cognito',
      { sub, username: 'ann', client_id: 'app', 'cognito:groups': ['ADMIN'], scope: 'openid' },
      { login: 'ann', name: null, role: 'ADMIN' },
    ],
    ['an ID token of Cognito', { sub, 'cognito:username': 'ann', email: 'a@b.example' }, { login: 'ann', role: null }],
    [
      'ADFS',
      { [`${ws}/upn`]: 'ann@corp.example', [`${ws}/name`]: 'Ann Outside', [role]: 'Admin' },
      { login: 'ann@corp.example', name: 'Ann Outside', role: 'ADMIN' },
    ],
    ['.NET', { unique_name: 'ann', [role]: ['USER', 'SERVICE'] }, { login: 'ann', name: null, role: 'SERVICE' }],
  ])('of %s MUST give login, name and role', (_, payload, expected) => {
    expect(read(payload)).toMatchObject(expected)
  })

  test('of the old portal MUST name the agent by sub where it says something else, too', () => {
    const payload = { sub: 'petra', unique_name: 'Petra Portal' }
    expect(readIdentity(payload, usual, portalLogin(usual), null)).toMatchObject({
      login: 'petra',
      name: 'Petra Portal',
    })
  })

  test.each<[string, unknown, string | null]>([
    ['a list', ['USER', 'ADMIN'], 'ADMIN'],
    ['a text with commas', 'USER, ADMIN', 'ADMIN'],
    ['a JSON text', '["USER","ADMIN"]', 'ADMIN'],
    ['a group with a blank in its name', 'Sales Admin', null],
    ['a group whose name only contains a role', ['ADMINS', 'NOT ADMIN'], null],
    ['null', null, null],
    ['an empty list', [], null],
  ])('MUST give roles from %s', (_, roles, expected) => {
    expect(read({ sub, roles }).role).toBe(expected)
  })

  test('MUST give the roles that Zitadel has as members of an object', () => {
    expect(read({ sub, roles: { ADMIN: { '1700': 'corp.example' } } }).role).toBe('ADMIN')
  })

  test('MUST count the roles of our own client of Keycloak, and of no other', () => {
    const payload = { sub, azp: 'web', resource_access: { web: { roles: ['ADMIN'] }, parley: { roles: ['SERVICE'] } } }
    expect(read(payload, {}, 'parley').role).toBe('SERVICE')
    expect(read(payload).role).toBe('ADMIN')
    expect(read({ ...payload, azp: 'other' }).role).toBeNull()
  })
})

describe('claims that are named', () => {
  test.each<[string, Payload]>([
    ['email', { email: 'ann' }],
    ['user.login', { user: { login: 'ann' } }],
    ['user.login', { user: '{"login":"ann"}' }],
    ['user.login', { 'user.login': 'ann' }],
    ['https://corp.example/claims.login', { 'https://corp.example/claims.login': 'ann' }],
    ['https://corp.example/claims.login', { 'https://corp.example/claims': { login: 'ann' } }],
    ['employee, email', { email: 'ann' }],
  ])('as %s MUST be found by name or by path', (claims, payload) => {
    const login = claims.split(', ')
    expect(read({ sub, preferred_username: 'another', ...payload }, { login }).login).toBe('ann')
    expect(() => read({ sub, preferred_username: 'another' }, { login })).toThrow(expect.objectContaining(refused))
  })

  test.each<[string, Payload]>([
    ['scope', { scope: 'openid parley.service' }],
    ['resource_access.my.client.roles', { resource_access: { 'my.client': { roles: ['Parley.Service'] } } }],
    ['a, b', { b: 'x,parley.service' }],
  ])('as roles in %s MUST give the role that is mapped', (claims, payload) => {
    const rules = { role: claims.split(', '), serviceRoles: ['parley.service'] }
    expect(read({ sub, roles: ['ADMIN'], ...payload }, rules).role).toBe('SERVICE')
  })
})

const bearer = { login: 'jimmy.solid', sessionId: '1' }

describe('an odd claim', () => {
  const odd = [['an'], { a: 1 }, 17, true, 'a\0b', '\ud800', 'x'.repeat(5_000)]
  test.each(odd)('%j MUST be refused where text is expected, and named', (value) => {
    for (const claim of ['sub', 'preferred_username', 'name', 'avatar'])
      expect(() => read({ sub, [claim]: value })).toThrow(
        expect.objectContaining({ ...refused, message: expect.stringContaining(`"${claim}"`) }),
      )
  })

  test.each([17, { a: 1 }, [1], [['ADMIN']], true])('%j MUST be refused where roles are expected', (value) => {
    expect(() => read({ sub, roles: value })).toThrow(expect.objectContaining(refused))
  })

  test.each(['', ' ', '\u202Eann', 'a\u200Bnn', undefined, null])('%j MUST NOT be a login', (value) => {
    expect(() => read({ sub: value })).toThrow(expect.objectContaining(refused))
  })

  test('that turns the direction of text MUST NOT get into a name', () => {
    expect(read({ sub, name: 'Ann\u202E Outside' }).name).toBe('Ann Outside')
  })

  test.each([Date.now(), Date.now() * 1_000, Number.POSITIVE_INFINITY, '1', undefined, {}])(
    'exp %j MUST be refused: it is not in seconds',
    (exp) => {
      expect(() => readTimes({ exp }, bearer)).toThrow(expect.objectContaining(refused))
    },
  )

  test.each([253_402_300_799, 0, -1, 1.5])('exp %j MUST be a time', (exp) => {
    expect(readTimes({ exp }, bearer).expiresAt.getTime()).toBe(exp * 1_000)
  })
})

test.each<[Payload, boolean]>([
  [{ aud: 'parley' }, true],
  [{ aud: ['account', 'parley'] }, true],
  [{ client_id: 'parley' }, true],
  [{ azp: 'parley' }, true],
  [{ aud: 'account', azp: 'parley' }, false],
  [{ aud: [], client_id: 'parley' }, false],
  [{ aud: 17 }, false],
  [{}, false],
])('%j MUST be for the audience: %s', (payload, good) => {
  const check = () => assertAudience(payload, 'parley')
  if (good) check()
  else expect(check).toThrow(expect.objectContaining(refused))
  assertAudience(payload, null)
})
