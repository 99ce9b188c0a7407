import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { type Parley, parleyHere } from './harness.ts'
import { audience, inSeconds, portalClaims, signHmac, startIssuer, unsigned } from './issuer.ts'
import { until } from './waiting.ts'

const portalSecret = 'a secret that the old portal knows'
const issuer = await startIssuer()
afterAll(() => issuer.close())

const open = parleyHere({
  JWT_SECRET: portalSecret,
  JWKS_URL: issuer.jwksUrl,
  JWT_ISSUER: issuer.name,
  JWT_AUDIENCE: audience,
})
const closed = parleyHere()
const mapped = parleyHere({
  JWKS_URL: issuer.jwksUrl,
  JWT_ISSUER: `${issuer.name}/`,
  JWT_AUDIENCE: 'parley-app',
  JWT_LOGIN_CLAIM: 'identity.email, sub',
  JWT_NAME_CLAIM: 'https://corp.example/name',
  JWT_ROLE_CLAIM: 'scope',
  JWT_ADMIN_ROLES: 'parley.admin',
})

/** By HTTP, by event stream and by WebSocket: one verification for all. */
async function isRefused(parley: Parley, token: string): Promise<void> {
  const { data, errors } = await parley.bearer(token).operation('{ me { login } }')
  expect(data).toBeNull()
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  const [error] = await (await parley.bearer(token).follows('notifications', { over: 'SSE', after: null })).refused()
  expect(error?.extensions.code).toBe('UNAUTHENTICATED')
  const wire = await parley.wire()
  wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })
  expect(await wire.closed()).toEqual({ code: 4403, reason: expect.stringMatching(/access token|session/i) })
  expect(wire.frames).toEqual([])
}

async function isAccepted(parley: Parley, token: string, login: string): Promise<void> {
  const agent = parley.bearer(token)
  expect(await agent.ask('{ me { login } }')).toEqual({ me: { login } })
  await parley.wire({ token })
}

describe('a token', () => {
  test('of our own MUST be accepted', async () => {
    await isAccepted(open, (await open.agent('danny.solid')).token, 'danny.solid')
    await isAccepted(closed, (await closed.agent('danny.solid')).token, 'danny.solid')
  })

  test.each(['', 'nonsense', 'a.b.c', 'null', 'Bearer', `${'x'.repeat(4_000)}.y.z`])(
    'that is none ("%s") MUST be refused',
    (token) => isRefused(open, token),
  )

  test('that was changed MUST be refused', async () => {
    const { token } = await closed.agent()
    const [header, , signature] = token.split('.')
    const claims = { ...decodeJwt(token), sub: 'admin', role: ['ADMIN'] }
    await isRefused(closed, [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'))
  })

  test('without a signature MUST be refused', async () => {
    await isRefused(open, unsigned(portalClaims('jimmy.solid')))
    await isRefused(closed, unsigned(decodeJwt((await closed.agent()).token)))
  })
})

describe('a token of the old portal', () => {
  test('MUST be accepted as the .NET service writes it, also of somebody new', async () => {
    await isAccepted(open, await signHmac(portalSecret, portalClaims('jimmy.solid')), 'jimmy.solid')
    const token = await signHmac(portalSecret, portalClaims('petra.portal'))
    expect(await open.bearer(token).ask('{ me { login name avatar role } }')).toEqual({
      me: { login: 'petra.portal', name: 'petra.portal', avatar: 'static/avatars/petra.portal.png', role: 'AGENT' },
    })
    await open.bearer(token).sends('hello from the old portal')
  })

  test('MUST be refused where no secret is shared', async () => {
    await isRefused(closed, await signHmac(portalSecret, portalClaims('jimmy.solid')))
  })

  test.each(['HS384', 'HS512'])('signed with %s MUST be refused', async (alg) => {
    await isRefused(open, await signHmac(portalSecret, portalClaims('jimmy.solid'), alg))
  })

  test.each([
    ['with another secret', 'another secret of the same kind', {}],
    ['without exp', portalSecret, { exp: undefined }],
    ['that has expired', portalSecret, { exp: inSeconds(-60) }],
    ['that is not valid yet', portalSecret, { nbf: inSeconds(600) }],
    ['that names nobody', portalSecret, { sub: undefined, unique_name: undefined }],
  ])('%s MUST be refused', async (_, secret, changes) => {
    await isRefused(open, await signHmac(secret, { ...portalClaims('jimmy.solid'), ...changes }))
  })

  const odd = {
    'a negative exp': { exp: -1 },
    'exp as text': { exp: '2099-01-01' as unknown as number },
    'NUL in sub': { sub: 'jimmy\0solid' },
    'a lone surrogate in sub': { sub: 'jimmy\ud800' },
    '5,000 characters in sub': { sub: 'j'.repeat(5_000) },
    'a list as sub': { sub: ['jimmy.solid'] as unknown as string },
    'an object as sub': { sub: { login: 'jimmy.solid' } as unknown as string },
    'a number as sub': { sub: 17 as unknown as string },
    'NUL in a name': { name: 'Jimmy\0' },
    '5,000 characters in a name': { name: 'J'.repeat(5_000) },
    'roles that are objects': { role: [{ name: 'ADMIN' }] },
    'NUL in the session of a token that poses as ours': { iss: 'parley', aud: 'parley', sid: 'a\0b' },
  }
  test.each(Object.entries(odd))(
    'with %s MUST be refused everywhere, also for renewing a socket',
    async (_, claims) => {
      const token = await signHmac(portalSecret, { ...portalClaims('jimmy.solid'), ...claims })
      await isRefused(open, token)
      const logout = await open.bearer(token).operation('mutation { logout }')
      expect(logout.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
      const wire = await open.wire({ token: await signHmac(portalSecret, portalClaims('jimmy.solid')) })
      const query = `mutation ($input: RenewSessionInput!) { renewSession(input: $input) { ... on Error { code } } }`
      wire.send({ id: 'r', type: 'subscribe', payload: { query, variables: { input: { accessToken: token } } } })
      expect((await wire.nextOf('r')).payload).toEqual({ data: { renewSession: { code: 'UNAUTHENTICATED' } } })
    },
  )

  test('with exp in milliseconds MUST be refused everywhere but for logging out, which ends its session', async () => {
    const exp = Date.now() + 3_600_000
    const portals = await signHmac(portalSecret, { ...portalClaims('jimmy.solid'), exp })
    const { token } = await open.agent()
    const ours = (sub: string) => signHmac(portalSecret, { ...decodeJwt(token), sub, exp })
    const [posing, foreign] = [await ours('jimmy.solid'), await ours('danny.solid')]
    for (const odd of [portals, posing, foreign]) await isRefused(open, odd)
    const logOut = async (of: string) => {
      const { data, errors } = await open.bearer(of).operation('mutation { logout }')
      return data?.logout ?? errors?.[0]?.extensions.code
    }
    expect(await logOut(portals)).toBe(true)
    // A session is one agent's.
    expect(await logOut(foreign)).toBe('UNAUTHENTICATED')
    await isAccepted(open, token, 'jimmy.solid')
    expect(await logOut(posing)).toBe(true)
    await until('the session has ended', async () => {
      const { errors } = await open.bearer(token).operation('{ me { login } }')
      return errors?.[0]?.extensions.code === 'UNAUTHENTICATED'
    })
  })

  test('of an issuer whose clock is 30 seconds ahead MUST be accepted', async () => {
    const ahead = { ...portalClaims('jimmy.solid'), nbf: inSeconds(30), iat: inSeconds(30) }
    await isAccepted(open, await signHmac(portalSecret, ahead), 'jimmy.solid')
  })

  test('that poses as ours MUST be refused unless it says all that ours say', async () => {
    await isRefused(open, await signHmac(portalSecret, { ...portalClaims('jimmy.solid'), iss: 'parley' }))
    await isRefused(
      open,
      await signHmac(portalSecret, { ...portalClaims('jimmy.solid'), iss: 'parley', aud: 'parley' }),
    )
  })
})

describe('a token that ends', () => {
  test('MUST take its socket and its event stream along, and be refused when they come back', async () => {
    const token = await signHmac(portalSecret, { ...portalClaims('jimmy.solid'), exp: inSeconds(2) })
    const jimmy = open.bearer(token, 'jimmy.solid')
    const wire = await open.wire({ token })
    const stream = await jimmy.follows('notifications', { over: 'SSE' })
    await until('the stream is open', () => stream.connections() === 1)
    expect(await wire.closed()).toEqual({ code: 4403, reason: 'The access token has expired' })
    // A clock that is a few seconds behind is forgiven, so it may come back once or twice.
    const [error] = await stream.refused()
    expect(error).toMatchObject({ message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED' } })
  })
})

describe('a token of an external issuer', () => {
  test('MUST be accepted, and somebody new be entered', async () => {
    const token = await issuer.sign()
    await isAccepted(open, token, 'ann.outside')
    expect(await open.bearer(token).ask('{ me { name role } }')).toEqual({ me: { name: 'Ann Outside', role: 'AGENT' } })
  })

  test('MUST give the agent its name of now, whichever case the issuer writes the login in, and only its role of now', async () => {
    const me = async (claims: object) => {
      const token = await issuer.sign({ sub: undefined, preferred_username: 'Eve.Outside', ...claims })
      return (await open.bearer(token).ask('{ me { login name role } }')) as { me: object }
    }
    expect(await me({ name: 'Eve', realm_access: { roles: ['admin'] } })).toEqual({
      me: { login: 'Eve.Outside', name: 'Eve', role: 'ADMIN' },
    })
    const renamed = { iat: inSeconds(1), name: 'Eve Married', preferred_username: 'eve.outside' }
    await until('the new name is shown', async () => JSON.stringify(await me(renamed)).includes('Eve Married'))
    expect(await me(renamed)).toEqual({ me: { login: 'Eve.Outside', name: 'Eve Married', role: 'AGENT' } })
  })

  test('MUST be read by the claims that are configured, and be for the client it was given to where it has no audience', async () => {
    const token = await issuer.sign({
      aud: undefined,
      client_id: 'parley-app',
      identity: { email: 'ann@corp.example' },
      'https://corp.example/name': 'Ann of Corp',
      roles: ['SERVICE'],
      scope: 'openid parley.admin',
    })
    expect(await mapped.bearer(token).ask('{ me { login name role } }')).toEqual({
      me: { login: 'ann@corp.example', name: 'Ann of Corp', role: 'ADMIN' },
    })
    await isRefused(mapped, await issuer.sign({ aud: undefined, client_id: 'another app' }))
  })

  test('MUST be refused where no issuer is named', async () => {
    await isRefused(closed, await issuer.sign())
  })

  test.each([
    ['for another audience', { aud: 'somebody else' }],
    ['without an audience', { aud: undefined }],
    ['of another issuer', { iss: 'http://evil.example' }],
    ['without exp', { exp: undefined }],
    ['that has expired', { exp: inSeconds(-60) }],
    ['that names nobody', { sub: undefined }],
  ])('%s MUST be refused', async (_, changes) => {
    await isRefused(open, await issuer.sign(changes))
  })

  test('signed with an unknown key, or with the public key as a secret, MUST be refused', async () => {
    await isRefused(open, await issuer.sign({}, { kid: 'unknown' }))
    const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: object[] }
    await isRefused(open, await signHmac(JSON.stringify(keys[0]), { ...decodeJwt(await issuer.sign()) }))
  })

  test('MUST go on being accepted while the issuer is down, and a forged one be refused', async () => {
    const token = await issuer.sign({ sub: 'ann.outside' })
    await issuer.close()
    await isAccepted(open, token, 'ann.outside')
    await isRefused(open, await issuer.sign({}, { kid: 'unknown' }))
    await isAccepted(open, await issuer.sign({ sub: 'ann.outside', jti: 'another' }), 'ann.outside')
  })
})
