import { getIntrospectionQuery } from 'graphql'
import { describe, expect, test } from 'vitest'
import { type LogLine, parleyHere } from './harness.ts'

const partner = 'https://portal.example.com'
const parley = parleyHere({ ALLOWED_ORIGINS: `${partner}, https://other.example.com:8443` })
const own = () => parley.url
const foreign = 'https://evil.example'

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${parley.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
const query = (text: string, variables = {}) => JSON.stringify({ query: text, variables })

type Answered = { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] }
const answered = async (response: Response) => (await response.json()) as Answered

describe('a page of another origin', () => {
  test('MUST NOT open a socket, and the server’s own pages and the allowed ones MUST', async () => {
    await expect(parley.wire({ origin: foreign })).rejects.toMatchObject({ status: 403 })
    await expect(parley.wire({ origin: 'null' })).rejects.toMatchObject({ status: 403 })
    await expect(parley.wire({ origin: `${own()}.evil.example` })).rejects.toMatchObject({ status: 403 })
    await expect(parley.wire({ origin: partner.replace('https', 'http') })).rejects.toMatchObject({ status: 403 })
    for (const origin of [own(), partner, 'https://other.example.com:8443', undefined]) {
      const wire = await parley.wire(origin === undefined ? {} : { origin })
      expect(wire.isOpen()).toBe(true)
    }
  })

  test('MUST NOT be let in by CORS, and an allowed one MUST, with credentials', async () => {
    const preflight = (origin: string) =>
      fetch(`${parley.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,authorization',
        },
      })
    const allowed = await preflight(partner)
    expect(allowed.status).toBeLessThan(300)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(partner)
    expect(allowed.headers.get('access-control-allow-credentials')).toBe('true')
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization/i)
    expect(allowed.headers.get('vary')).toMatch(/origin/i)
    for (const answer of [await preflight(foreign), await post(query('{ __typename }'), { origin: foreign })]) {
      expect([null, 'null']).toContain(answer.headers.get('access-control-allow-origin'))
    }
    expect((await post(query('{ __typename }'), { origin: partner })).headers.get('access-control-allow-origin')).toBe(
      partner,
    )
  })
})

describe('what a page of another origin can send without being asked', () => {
  const logIn = 'mutation { login(input: { login: "jimmy.solid", password: "secret" }) { __typename } }'

  test.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(logIn)}`],
    [
      'a form with a file',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${query(logIn)}\r\n--x--`,
    ],
    ['plain text', 'text/plain', query(logIn)],
    ['a document', 'application/graphql', logIn],
    ['JSON under another name', 'application/jsonp', query(logIn)],
  ])('%s MUST NOT be executed', async (_, type, body) => {
    const response = await post(body, { 'content-type': type })
    expect(response.status).toBe(415)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).not.toContain('LoginSuccess')
  })

  test('a mutation by GET MUST NOT be executed', async () => {
    const response = await fetch(`${parley.url}/graphql?query=${encodeURIComponent(logIn)}`)
    expect(response.status).toBe(405)
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})

describe('limits', () => {
  const expectRefused = async (text: string, code: RegExp) => {
    const { data, errors } = await answered(await post(query(text)))
    expect(data ?? null).toBeNull()
    expect(errors?.[0]?.extensions.code).toMatch(code)
    const wire = await parley.wire({ token: (await parley.agent()).token })
    wire.send({ id: 'big', type: 'subscribe', payload: { query: text } })
    const { type, payload } = await wire.nextOf('big')
    const reported = type === 'error' ? (payload as Answered['errors']) : (payload as Answered).errors
    expect(reported?.[0]?.extensions.code).toMatch(code)
    expect(wire.isOpen()).toBe(true)
  }

  test('a document of too many tokens MUST be refused over HTTP and WebSocket alike', () =>
    expectRefused(`{ ${'__typename '.repeat(2_500)} }`, /GRAPHQL_PARSE_FAILED/))

  test('a document nested ten thousand deep MUST be refused over HTTP and WebSocket alike, and harm nobody', () =>
    expectRefused(`${'{ a '.repeat(10_000)}${'}'.repeat(10_000)}`, /GRAPHQL_PARSE_FAILED/))

  test.each([
    ['lists', `{ __type(name: ${'['.repeat(900)}${']'.repeat(900)}) { name } }`],
    ['lists, 20,000 of them', `{ __type(name: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { name } }`],
    ['objects', `{ __type(name: ${'{a:'.repeat(400)}1${'}'.repeat(400)}) { name } }`],
    ['selections', `${'{a'.repeat(600)}${'}'.repeat(600)}`],
    ['types', `query ($a: ${'['.repeat(900)}ID${']'.repeat(900)}) { __typename }`],
  ])('%s within each other MUST be refused over HTTP and WebSocket alike before they are parsed', (_, text) =>
    expectRefused(text, /GRAPHQL_PARSE_FAILED/),
  )

  test('lists nested 30,000 deep in a variable MUST be a wrong value over HTTP and WebSocket alike', async () => {
    const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    const text = 'query ($after: Cursor) { notifications(after: $after) { unreadCount } }'
    const payload = `{"query":${JSON.stringify(text)},"variables":{"after":${nested}}}`
    const { token } = await parley.agent()
    const { errors } = await answered(await post(payload, { authorization: `Bearer ${token}` }))
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const wire = await parley.wire({ token })
    wire.send(`{"id":"deep","type":"subscribe","payload":${payload}}`)
    expect(JSON.stringify(await wire.nextOf('deep'))).toContain('BAD_USER_INPUT')
    expect(wire.isOpen()).toBe(true)
  })

  test('brackets in a text MUST NOT count', async () => {
    const { data } = await answered(await post(query(`{ __type(name: "${'['.repeat(900)}") { name } }`)))
    expect(data).toEqual({ __type: null })
  })

  test('a query that goes round in circles MUST be refused over HTTP and WebSocket alike', () => {
    const round = (depth: number): string =>
      depth === 0 ? 'id' : `id messages(last: 200) { edges { node { room { ${round(depth - 1)} } } } }`
    return expectRefused(`{ rooms { ${round(6)} } }`, /GRAPHQL_VALIDATION_FAILED/)
  })

  test('a hundred aliases of a list MUST be refused over HTTP and WebSocket alike', () => {
    const fields = Array.from({ length: 100 }, (_, n) => `a${n}: notifications { edges { node { id text } } }`)
    return expectRefused(`{ ${fields.join(' ')} }`, /GRAPHQL_VALIDATION_FAILED/)
  })

  test.each([
    '{ __schema { types { a: name } } }',
    '{ __schema { types { ...A } } } fragment A on __Type { fields { ...B b: name } } fragment B on __Field { c: type { name } }',
    '{ __schema { types { name } } a: __schema { types { name } } }',
    `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: __type(name: "Query") { name }`).join(' ')} }`,
  ])('an introspection that says things twice MUST be refused over HTTP and WebSocket alike: %s', (text) =>
    expectRefused(text, /GRAPHQL_VALIDATION_FAILED/),
  )

  test('the introspection of GraphiQL and of code generators MUST be answered', async () => {
    const everything = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
    }
    const { data, errors } = await answered(await post(query(getIntrospectionQuery(everything))))
    expect(errors).toBeUndefined()
    expect(data).toHaveProperty('__schema.types')
  })

  test('a body that is too large MUST be refused with 413, whatever it says of its length', async () => {
    const large = query('{ __typename }', { filler: 'x'.repeat(100_000) })
    expect((await post(large)).status).toBe(413)
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(large))
        controller.close()
      },
    })
    const chunked = await fetch(`${parley.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
  })

  test('a socket message that is too large MUST be closed with 1009', async () => {
    const wire = await parley.wire({ token: (await parley.agent()).token })
    wire.send({
      id: 'big',
      type: 'subscribe',
      payload: { query: '{ __typename }', variables: { x: 'x'.repeat(100_000) } },
    })
    expect((await wire.closed()).code).toBe(1009)
  })

  test('a socket that asks and never listens MUST cost a bounded amount of memory', async () => {
    const { token, sends } = await parley.agent()
    for (let n = 0; n < 20; n++) await sends('x'.repeat(4_000))
    const wire = await parley.wire({ token })
    wire.socket.pause()
    const ask = JSON.stringify({
      type: 'subscribe',
      payload: { query: '{ room(id: "general") { messages(last: 200) { edges { node { text } } } } }' },
    }).slice(0, -1)
    const before = process.memoryUsage().rss
    for (let n = 0; n < 3_000; n++) wire.socket.send(`${ask},"id":"${n}"}`)
    // Meanwhile others are served.
    for (let n = 0; n < 50; n++) await parley.bearer(token).ask('{ me { login } }')
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })
})

describe('an error nobody expected', () => {
  const secretive = /select|relation|postgres|syntax|\.ts|node_modules|at \w+ \(|stack/i

  test('MUST be masked, and logged once under the id that the client sees, over HTTP and WebSocket alike', async () => {
    const { sql } = parley.database.db
    const { token, operation } = await parley.agent()
    const wire = await parley.wire({ token })
    await sql`alter table product rename to hidden`
    const reported: Record<string, unknown>[] = []
    try {
      const { data, errors } = await operation('{ products { code } }')
      expect(data).toBeNull()
      wire.send({ id: 'x', type: 'subscribe', payload: { query: '{ products { code } }' } })
      const { payload } = await wire.nextOf('x')
      for (const error of [errors?.[0], (payload as Answered).errors?.[0]]) {
        expect(error).toMatchObject({
          message: 'Something went wrong.',
          extensions: { code: 'INTERNAL', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        })
        expect(JSON.stringify(error).replaceAll('Something went wrong.', '')).not.toMatch(secretive)
        reported.push(error?.extensions ?? {})
      }
    } finally {
      await sql`alter table hidden rename to product`
    }
    expect(reported[0]?.id).not.toBe(reported[1]?.id)
    for (const { id } of reported) {
      const logged = parley.log().filter((line: LogLine) => JSON.stringify(line).includes(String(id)))
      expect(logged).toHaveLength(1)
      expect(logged[0]).toMatchObject({ level: 50, err: { message: expect.stringContaining('product') } })
    }
  })

  test('a refusal MUST NOT be logged as an error', async () => {
    const before = parley.log().filter((line) => line.level >= 50).length
    await parley.bearer('nonsense').operation('{ me { login } }')
    await post('{ this is no JSON')
    await post(query('{ nope }'))
    expect(parley.log().filter((line) => line.level >= 50)).toHaveLength(before)
  })

  test.each([
    ['no JSON', '{"query": '],
    ['no query', '{}'],
    ['a query that is no text', '{"query": 7}'],
    ['a batch', '[{"query":"{ __typename }"}]'],
    ['variables that are no object', '{"query":"{ __typename }","variables":7}'],
    ['a syntax error', query('{ me ')],
    ['an unknown field', query('{ me { shoe } }')],
    ['nothing', ''],
    ['NUL', query('query ($n: ID!) { policy(number: $n) { number } }', { n: '\0' })],
  ])('%s MUST be answered with an error that shows nothing of the inside', async (_, body) => {
    const response = await post(body, { authorization: `Bearer ${(await parley.agent()).token}` })
    expect(response.status).toBeLessThan(500)
    const text = await response.text()
    expect(text).not.toMatch(/postgres|\.ts:|node_modules|at \w+ \(|"stack"/)
  })
})

describe('an announcement', () => {
  test('MUST be an administrator’s alone', async () => {
    const [jimmy, admin] = [await parley.agent('jimmy.solid'), await parley.agent('admin')]
    const news = await jimmy.follows('notifications')
    const refused = await jimmy.isRefused('announce', { text: 'free insurance' })
    expect(refused).toMatchObject({ code: 'FORBIDDEN', reason: 'Only an administrator may announce.' })
    await admin.ask('mutation { announce(input: { text: "<b>New product</b>" }) { __typename } }')
    await news.hasSeen('<b>New product</b>')
  })
})
