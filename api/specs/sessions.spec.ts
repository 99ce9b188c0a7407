import { describe, expect, test } from 'vitest'
import { logIn, parleyHere, parleys } from './harness.ts'
import { until } from './waiting.ts'
import { connectWire } from './wire.ts'

const parley = parleyHere({ TRUSTED_PROXIES: 'loopback' })

type Answer = { data: Record<string, Record<string, unknown>>; cookie: string | null; status: number }

async function post(query: string, headers: Record<string, string> = {}, url = parley.url): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  const { data } = (await response.json()) as Pick<Answer, 'data'>
  return { data, cookie: response.headers.get('set-cookie'), status: response.status }
}

const login = (name: string, password: string) =>
  `mutation { login(input: { login: ${JSON.stringify(name)}, password: ${JSON.stringify(password)} }) {
    __typename ... on LoginSuccess { accessToken expiresAt agent { login } } ... on Error { code reason: message }
    ... on InvalidInput { fields { path } } } }`
const refresh = 'mutation { refreshSession { ... on RefreshSessionSuccess { accessToken } ... on Error { code } } }'
const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` })
/** As a browser sends it back. */
const sentBack = (cookie: string | null) => ({ cookie: cookie?.split(';')[0] ?? '' })
const isGood = async (token: unknown, url = parley.url) =>
  (await post('{ me { login } }', bearer(token), url)).data !== null

describe('logging in', () => {
  test('MUST give a token, and a refresh cookie that no script and no other site can use', async () => {
    const { data, cookie } = await post(login('jimmy.solid', 'secret'))
    expect(data.login).toMatchObject({ __typename: 'LoginSuccess', agent: { login: 'jimmy.solid' } })
    expect(Date.parse(String(data.login?.expiresAt))).toBeGreaterThan(Date.now())
    const attributes = cookie?.split('; ').slice(1) ?? []
    expect(attributes).toEqual(expect.arrayContaining(['Path=/graphql', 'HttpOnly', 'SameSite=Strict']))
    expect(attributes).not.toContain('Secure')
    expect(JSON.stringify(data)).not.toContain(sentBack(cookie).cookie.split('=')[1])
  })

  test('by https MUST give a cookie for https alone', async () => {
    const { cookie } = await post(login('jimmy.solid', 'secret'), { 'x-forwarded-proto': 'https' })
    expect(cookie?.split('; ')).toContain('Secure')
  })

  test('MUST answer a wrong password and an unknown login with the same words, and without a cookie', async () => {
    const wrong = await post(login('jimmy.solid', 'wrong'))
    const unknown = await post(login('nobody', 'secret'))
    expect(wrong).toEqual(unknown)
    expect(wrong.data.login).toMatchObject({ code: 'INVALID_CREDENTIALS', reason: 'Login or password is wrong.' })
    expect(wrong.cookie).toBeNull()
  })

  test.each([
    ['', '', ['login', 'password']],
    [' ', 'secret', ['login']],
    ['jimmy.solid', 'x'.repeat(201), ['password']],
  ])('with "%s" MUST be refused at its field', async (name, password, paths) => {
    const { data } = await post(login(name, password))
    expect(data.login).toMatchObject({ code: 'INVALID_INPUT', fields: paths.map((path) => ({ path })) })
  })

  test.each(["' or 1=1 --", 'JIMMY.SOLID', 'jimmy.solid ', '%'])('as "%s" MUST be refused', async (name) => {
    expect((await post(login(name, 'secret'))).data.login?.code).toMatch(/INVALID_CREDENTIALS|INVALID_INPUT/)
  })

  test('MUST be slowed down for who guesses, and for nobody else', async () => {
    const guess = async () => (await post(login('admin', 'guess'))).data.login?.code
    await until('there were too many attempts', async () => (await guess()) === 'TOO_MANY_ATTEMPTS')
    expect((await post(login('admin', 'admin'))).data.login?.code).toBe('TOO_MANY_ATTEMPTS')
    expect((await post(login('danny.solid', 'secret'))).data.login?.accessToken).toBeTypeOf('string')
  })

  test('by 300 at once under invented names MUST be refused early, and keep no request with a token waiting', async () => {
    const { token } = await parley.agent('danny.solid')
    let checked = 0
    const flood = Array.from({ length: 300 }, async (_, i) => {
      const { data } = await post(login(`invented ${i}`, 'guess'))
      if (data.login?.code === 'INVALID_CREDENTIALS') checked++
      return data.login?.code
    })
    expect(await isGood(token)).toBe(true)
    const checkedBefore = checked
    const codes = await Promise.all(flood)
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBeGreaterThan(200)
    expect(checked + codes.filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBe(300)
    expect(checkedBefore).toBeLessThan(checked)
  })

  test('MUST keep passwords as Argon2id alone, and never log one', async () => {
    const { sql } = parley.database.db
    const rows = await sql<{ passwordHash: string }[]>`select password_hash from agent`
    for (const { passwordHash } of rows) expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(JSON.stringify(parley.log())).not.toMatch(/"secret"|argon2id|parley_refresh|eyJ/)
  })
})

describe('a refresh token', () => {
  test('MUST be traded for a token and a successor', async () => {
    const first = await post(login('jimmy.solid', 'secret'))
    const second = await post(refresh, sentBack(first.cookie))
    expect(await isGood(second.data.refreshSession?.accessToken)).toBe(true)
    expect(second.cookie).not.toBe(first.cookie)
    const third = await post(refresh, sentBack(second.cookie))
    expect(await isGood(third.data.refreshSession?.accessToken)).toBe(true)
  })

  test('behind a stale one in the same request MUST be traded, in any order', async () => {
    const stale = await post(login('jimmy.solid', 'secret'))
    await post('mutation { logout }', { ...bearer(stale.data.login?.accessToken), ...sentBack(stale.cookie) })
    let good = (await post(login('jimmy.solid', 'secret'))).cookie
    const [old, nonsense] = [sentBack(stale.cookie).cookie, 'parley_refresh=nonsense']
    for (const others of [[old], [nonsense, old], [nonsense, nonsense, old, old]]) {
      for (const order of ['before', 'behind']) {
        const cookies = order === 'before' ? [...others, sentBack(good).cookie] : [sentBack(good).cookie, ...others]
        const { data, cookie } = await post(refresh, { cookie: cookies.join('; ') })
        expect(await isGood(data.refreshSession?.accessToken)).toBe(true)
        good = cookie
      }
    }
  })

  test('whose answer was lost MUST be traded again within the grace, for the same cookie', async () => {
    const first = await post(login('jimmy.solid', 'secret'))
    const second = await post(refresh, sentBack(first.cookie))
    const again = await post(refresh, sentBack(first.cookie))
    expect(await isGood(again.data.refreshSession?.accessToken)).toBe(true)
    expect(again.cookie).toBe(second.cookie)
    const third = await post(refresh, sentBack(again.cookie))
    expect(await isGood(third.data.refreshSession?.accessToken)).toBe(true)
  })

  test('that comes back after the grace MUST end its whole session, whoever holds the successor', async () => {
    const first = await post(login('jimmy.solid', 'secret'))
    const second = await post(refresh, sentBack(first.cookie))
    await parley.database.db.sql`update refresh_token set used_at = used_at - interval '31 seconds'`
    const stolen = await post(refresh, sentBack(first.cookie))
    expect(stolen.data.refreshSession).toEqual({ code: 'SESSION_EXPIRED' })
    expect((await post(refresh, sentBack(second.cookie))).data.refreshSession).toEqual({ code: 'SESSION_EXPIRED' })
    const token = second.data.refreshSession?.accessToken
    await until('its access tokens are refused', async () => !(await isGood(token)))
  })

  test.each([[''], ['parley_refresh='], ['parley_refresh=nonsense']])(
    'that is none ("%s") MUST be refused',
    async (cookie) => {
      expect((await post(refresh, { cookie })).data.refreshSession).toEqual({ code: 'SESSION_EXPIRED' })
    },
  )

  test('MUST be kept as a digest', async () => {
    const { cookie } = await post(login('jimmy.solid', 'secret'))
    const token = sentBack(cookie).cookie.split('=')[1] ?? ''
    const rows = await parley.database.db.sql<{ hash: Uint8Array }[]>`select hash from refresh_token`
    expect(rows.some(({ hash }) => Buffer.from(hash).toString().includes(token.slice(0, 12)))).toBe(false)
  })
})

describe('logging out', () => {
  test('MUST remove the cookie and refuse every token of the session', async () => {
    const { data, cookie } = await post(login('jimmy.solid', 'secret'))
    const token = data.login?.accessToken
    const out = await post('mutation { logout }', { ...bearer(token), ...sentBack(cookie) })
    expect(out.data).toEqual({ logout: true })
    expect(out.cookie).toMatch(/^parley_refresh=;.*Expires=Thu, 01 Jan 1970/)
    await until('the token is refused', async () => !(await isGood(token)))
    expect((await post(refresh, sentBack(cookie))).data.refreshSession).toEqual({ code: 'SESSION_EXPIRED' })
  })

  test('of one session MUST leave the others of the same agent alone', async () => {
    const [one, other] = [await parley.agent(), await parley.agent()]
    const wire = await parley.wire({ token: other.token })
    await one.ask('mutation { logout }')
    await until('the token is refused', async () => !(await isGood(one.token)))
    await other.sends('still here')
    expect(wire.isOpen()).toBe(true)
  })
})

describe('a socket', () => {
  test('MUST NOT outlive its token, unless it is renewed on the same socket', async () => {
    const { token } = await parley.agent()
    const [renewed, left] = [await parley.wire({ token }), await parley.wire({ token })]
    const later = (await parley.agent()).token
    const query = `mutation ($input: RenewSessionInput!) { renewSession(input: $input) {
      ... on RenewSessionSuccess { expiresAt } ... on Error { code } } }`
    const renewal = (accessToken: string) => ({
      id: 'renew',
      type: 'subscribe',
      payload: { query, variables: { input: { accessToken } } },
    })
    renewed.send(renewal((await parley.agent('danny.solid')).token))
    expect((await renewed.nextOf('renew')).payload).toEqual({ data: { renewSession: { code: 'FORBIDDEN' } } })
    await renewed.nextOf('renew')
    renewed.send(renewal('nonsense'))
    expect((await renewed.nextOf('renew')).payload).toEqual({ data: { renewSession: { code: 'UNAUTHENTICATED' } } })
    await renewed.nextOf('renew')
    renewed.send(renewal(later))
    expect(JSON.stringify((await renewed.nextOf('renew')).payload)).toContain('expiresAt')
    // The session of the first token ends, and with it every connection that uses it.
    await parley.bearer(token).ask('mutation { logout }')
    expect(await left.closed()).toMatchObject({ code: 4403 })
    renewed.send({ id: 'me', type: 'subscribe', payload: { query: '{ me { login } }' } })
    expect((await renewed.nextOf('me')).payload).toEqual({ data: { me: { login: 'jimmy.solid' } } })
  })

  test('a session MUST NOT be renewed by HTTP', async () => {
    const { token, isRefused } = await parley.agent()
    expect((await isRefused('renewSession', { accessToken: token })).code).toBe('FORBIDDEN')
  })
})

describe('over two processes', () => {
  const both = parleys(2)

  test('logging out at one MUST close the sockets at the other', async () => {
    const [here, there] = both.urls as [string, string]
    const token = await logIn(here, 'jimmy.solid')
    const wire = await connectWire(there, token)
    const other = await connectWire(there, await logIn(there, 'jimmy.solid'))
    expect(await isGood(token, there)).toBe(true)
    await post('mutation { logout }', bearer(token), here)
    expect(await wire.closed()).toMatchObject({ code: 4403 })
    await until('the token is refused', async () => !(await isGood(token, there)))
    expect(other.isOpen()).toBe(true)
    other.close()
  })

  test('a token of one MUST be good at the other, and a refresh cookie too', async () => {
    const [here, there] = both.urls as [string, string]
    const { data, cookie } = await post(login('danny.solid', 'secret'), {}, here)
    expect(await isGood(data.login?.accessToken, there)).toBe(true)
    const refreshed = await post(refresh, sentBack(cookie), there)
    expect(await isGood(refreshed.data.refreshSession?.accessToken, here)).toBe(true)
  })

  test('one cookie used by three tabs at both at the same instant MUST keep all of them signed in', async () => {
    const [here, there] = both.urls as [string, string]
    let { cookie } = await post(login('danny.solid', 'secret'), {}, here)
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all([here, there, here].map((url) => post(refresh, sentBack(cookie), url)))
      for (const { data } of answers) expect(await isGood(data.refreshSession?.accessToken, there)).toBe(true)
      expect(new Set(answers.map((answer) => sentBack(answer.cookie).cookie)).size).toBe(1)
      cookie = answers[round]?.cookie ?? null
    }
  })
})
