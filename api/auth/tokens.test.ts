import { randomBytes, randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { pino } from 'pino'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { audience, inSeconds, portalClaims, signHmac, startIssuer } from '../specs/issuer.ts'
import { createTokens, type TokenOptions } from './tokens.ts'

const logger = pino({ level: 'silent' })
const jimmy = { login: 'jimmy.solid', name: 'Jimmy Solid', avatar: null, role: 'AGENT' as const }
const issuing = (options: Partial<TokenOptions> = {}) =>
  createTokens({
    signingKey: randomBytes(32),
    portalSecret: null,
    external: null,
    claimRules: { login: [], name: [], role: [], adminRoles: ['ADMIN'], serviceRoles: ['SERVICE'] },
    lifetime: 3_600,
    now: () => new Date(),
    logger,
    ...options,
  })
const refused = { code: 'UNAUTHENTICATED' }

afterEach(() => {
  vi.useRealTimers()
})

describe('a token of our own', () => {
  test('MUST say who, of which session, and until when', async () => {
    const tokens = issuing()
    const { accessToken, expiresAt } = await tokens.issue({ ...jimmy, role: 'ADMIN' }, 'session 1')
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'HS256', typ: 'JWT' })
    const claims = { login: 'jimmy.solid', role: 'ADMIN', sessionId: 'session 1', expiresAt, ours: true }
    expect(await tokens.verify(accessToken)).toMatchObject(claims)
    expect(expiresAt.getTime() % 1_000).toBe(0)
  })

  test('MUST be refused once its time is over, with a tolerance of seconds', async () => {
    let now = new Date('2026-06-01T10:00:00Z')
    const tokens = issuing({ now: () => now, lifetime: 60 })
    const { accessToken } = await tokens.issue(jimmy, 's')
    now = new Date('2026-06-01T10:01:03Z')
    await tokens.verify(accessToken)
    now = new Date('2026-06-01T10:01:06Z')
    await expect(tokens.verify(accessToken)).rejects.toMatchObject({
      ...refused,
      message: 'The access token has expired.',
    })
  })

  test.each([0, 12, 30])('of a process whose clock is %i seconds ahead MUST be good at once', async (seconds) => {
    const signingKey = randomBytes(32)
    const ahead = issuing({ signingKey, now: () => new Date(Date.now() + seconds * 1_000) })
    const { accessToken } = await ahead.issue(jimmy, 's')
    await issuing({ signingKey }).verify(accessToken)
  })

  test('of a process whose clock is minutes ahead MUST be refused', async () => {
    const signingKey = randomBytes(32)
    const ahead = issuing({ signingKey, now: () => new Date(Date.now() + 120_000) })
    const { accessToken } = await ahead.issue(jimmy, 's')
    await expect(issuing({ signingKey }).verify(accessToken)).rejects.toMatchObject(refused)
  })

  test('of another installation MUST be refused', async () => {
    const { accessToken } = await issuing().issue(jimmy, 's')
    await expect(issuing().verify(accessToken)).rejects.toMatchObject({
      ...refused,
      message: 'The access token is not valid.',
    })
  })

  test('MUST be accepted by the old portal where the secret is shared: its claims are all there', async () => {
    const { accessToken } = await issuing({ portalSecret: 'a secret that the old portal knows' }).issue(jimmy, 's')
    expect(decodeJwt(accessToken)).toMatchObject({
      sub: 'jimmy.solid',
      unique_name: 'jimmy.solid',
      role: expect.arrayContaining(['SALESMAN', 'USER']),
      userType: 'SALESMAN',
      avatar: '',
      nbf: expect.any(Number),
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
  })
})

describe('a token of the old portal', () => {
  const secret = 'a secret that the old portal knows'

  test('MUST name its bearer by sub, else by unique_name, and its session by itself', async () => {
    const tokens = issuing({ portalSecret: secret })
    const token = await signHmac(secret, portalClaims('petra'))
    const claims = await tokens.verify(token)
    expect(claims).toMatchObject({ login: 'petra', role: null, avatar: 'static/avatars/petra.png', ours: false })
    expect((await tokens.verify(token)).sessionId).toBe(claims.sessionId)
    const other = await signHmac(secret, { ...portalClaims('petra'), sub: undefined, jti: 'other' })
    expect(await tokens.verify(other)).toMatchObject({ login: 'petra' })
    expect((await tokens.verify(other)).sessionId).not.toBe(claims.sessionId)
  })

  test.each([
    [['ADMIN'], 'ADMIN'],
    ['admin', 'ADMIN'],
    [['SERVICE', 'USER'], 'SERVICE'],
    [['SALESMAN'], null],
    [undefined, null],
  ])('with the role %j MUST act as %s', async (role, expected) => {
    const token = await signHmac(secret, { ...portalClaims('petra'), role })
    expect((await issuing({ portalSecret: secret }).verify(token)).role).toBe(expected)
  })
})

describe('a token of an external issuer', () => {
  test('of one of many tenants MUST name the issuer of its own, and be signed with a key for that tenant', async () => {
    const issuer = await startIssuer()
    const [ours, theirs] = [randomUUID(), randomUUID()]
    const nameOf = (tenant: string) => `https://login.example/${tenant}/v2.0`
    const template = nameOf('{tenantid}')
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: template, audience } })
    const signed = (iss: string, tid: unknown) => issuer.sign({ iss, tid, jti: randomUUID() })
    await tokens.verify(await signed(nameOf(ours), ours))
    await tokens.verify(await signed(nameOf(theirs), theirs))
    await tokens.verify(await signed(`${nameOf(ours)}/`, ours.toUpperCase()))
    for (const [iss, tid] of [
      [nameOf(ours), theirs],
      [nameOf(ours), undefined],
      [template, '{tenantid}'],
      [nameOf('evil'), 'evil'],
      [nameOf(ours).replace('login', 'evil'), ours],
      [nameOf(ours), [ours]],
    ] as const)
      await expect(tokens.verify(await signed(iss, tid))).rejects.toMatchObject(refused)

    await issuer.rotate({ kid: 'of all', issuer: template })
    await tokens.verify(await signed(nameOf(theirs), theirs))
    await issuer.rotate({ kid: 'of ours', issuer: nameOf(ours) })
    await tokens.verify(await signed(nameOf(ours), ours))
    await expect(tokens.verify(await signed(nameOf(theirs), theirs))).rejects.toMatchObject(refused)
    await issuer.close()
  })

  test('MUST go on being good for hours after the issuer went down, and only with the keys it had', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const issuer = await startIssuer()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: issuer.name, audience: null } })
    await tokens.verify(await issuer.sign())
    expect(issuer.asked()).toBe(1)
    await issuer.close()
    // jose forgets after ten minutes.
    vi.setSystemTime(Date.now() + 3 * 3_600_000)
    const claims = await tokens.verify(await issuer.sign({ exp: inSeconds(60) }))
    expect(claims).toMatchObject({ login: 'ann.outside', name: 'Ann Outside', ours: false })
    await expect(tokens.verify(await issuer.sign({ exp: inSeconds(60) }, { kid: 'unknown' }))).rejects.toMatchObject(
      refused,
    )
    await expect(tokens.verify(await issuer.sign({ exp: inSeconds(-60) }))).rejects.toMatchObject(refused)
  })

  test('whose issuer fails MUST cost nobody time while the last keys are used, and be asked a bounded number of times', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const issuer = await startIssuer()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: null, audience: null } })
    await tokens.verify(await issuer.sign())
    issuer.fail(true)
    vi.setSystemTime(Date.now() + 3_600_000)
    for (let i = 0; i < 20; i++) await tokens.verify(await issuer.sign({ exp: inSeconds(60), jti: String(i) }))
    expect(issuer.asked()).toBeLessThanOrEqual(4)
    issuer.fail(false)
    await issuer.rotate({ kid: 'second' })
    vi.setSystemTime(Date.now() + 60_000)
    await tokens.verify(await issuer.sign({ exp: inSeconds(60) }))
    await issuer.close()
  })

  test('signed with a new key MUST be good at once, also after the last one was new, and however many keys are invented', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const issuer = await startIssuer()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: null, audience: null } })
    await tokens.verify(await issuer.sign())
    for (const kid of ['second', 'third']) {
      await issuer.rotate({ kid })
      await tokens.verify(await issuer.sign())
    }
    const invented = await Promise.all(Array.from({ length: 50 }, (_, i) => issuer.sign({}, { kid: `invented ${i}` })))
    for (const token of invented) await expect(tokens.verify(token)).rejects.toMatchObject(refused)
    expect(issuer.asked()).toBe(3)
    await issuer.rotate({ kid: 'fourth' })
    const token = await issuer.sign({ exp: inSeconds(60) })
    await expect(tokens.verify(token)).rejects.toMatchObject(refused)
    vi.setSystemTime(Date.now() + 10_001)
    await tokens.verify(token)
    expect(issuer.asked()).toBe(4)
    await issuer.close()
  })

  test('signed with a key that was withdrawn MUST be refused once the keys are read again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const issuer = await startIssuer()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: null, audience: null } })
    const token = await issuer.sign({ exp: inSeconds(3_600) })
    await tokens.verify(token)
    await issuer.rotate({ kid: 'second' })
    vi.setSystemTime(Date.now() + 600_001)
    await expect(tokens.verify(token)).rejects.toMatchObject(refused)
    await issuer.close()
  })

  test.each(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])(
    'MUST be found its key among several without kid, use or alg (%s)',
    async (alg) => {
      const issuer = await startIssuer()
      await issuer.rotate({}, { alg })
      await issuer.rotate({}, { alg, keepOld: true })
      const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: null, audience: null } })
      await tokens.verify(await issuer.sign())
      await tokens.verify(await issuer.sign({}, { kid: 'that no key has' }))
      await issuer.rotate({}, { alg })
      await expect(tokens.verify(await issuer.sign())).rejects.toMatchObject(refused)
      await issuer.close()
    },
  )

  test.each([
    ['https://issuer.example', 'https://issuer.example/', true],
    ['https://issuer.example/', 'https://issuer.example', true],
    ['https://issuer.example/a', 'https://issuer.example', false],
    ['https://issuer.example', 'https://issuer.example//', false],
  ])('where the issuer %s is expected and %s named MUST be good: %s', async (expected, named, good) => {
    const issuer = await startIssuer()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: expected, audience: null } })
    const verifying = tokens.verify(await issuer.sign({ iss: named }))
    await (good ? verifying : expect(verifying).rejects.toMatchObject(refused))
    await issuer.close()
  })

  test('whose keys were never read MUST be refused, not be a bug', async () => {
    const issuer = await startIssuer()
    await issuer.close()
    const tokens = issuing({ external: { jwksUrl: issuer.jwksUrl, issuer: null, audience: null } })
    await expect(tokens.verify(await issuer.sign())).rejects.toMatchObject({ name: 'DomainError' })
  })
})

test.each([
  '',
  '.',
  'a.b',
  '..',
  'null',
  '{}',
  'e30.e30.e30',
  'ż.ż.ż',
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
])('"%s" MUST be refused, not be a bug', async (token) => {
  await expect(issuing({ portalSecret: 'a secret that the old portal knows' }).verify(token)).rejects.toMatchObject(
    refused,
  )
})
