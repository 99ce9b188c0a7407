import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { screens } from '../ops/static-files.ts'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()
const trusting = parleyHere({ TRUSTED_PROXIES: 'loopback', BASE_PATH: '/parley' })
const query = JSON.stringify({ query: '{ __typename }' })
const logIn = JSON.stringify({
  query: 'mutation { login(input: { login: "jimmy.solid", password: "secret" }) { __typename } }',
})

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

/** What fetch would not send: any Host, any Origin. */
function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws'), ['graphql-transport-ws'], { headers })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(101))
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
  }).finally(() => socket.terminate()) as Promise<number>
}

/** Sends bytes and reads until the server closes. */
async function exchange(url: string, text: string, within?: number): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => {})
  if (text) socket.write(text)
  await until('the server closes', () => socket.closed, within)
  return answer
}

describe('behind a proxy', () => {
  test.each<[Record<string, string>, boolean]>([
    [{ 'x-forwarded-proto': 'https' }, true],
    [{ 'x-forwarded-proto': 'https, http' }, true],
    [{ 'x-forwarded-proto': 'HTTPS,https' }, true],
    [{ forwarded: 'for=192.0.2.1;proto=https' }, true],
    [{ 'x-forwarded-proto': 'http' }, false],
    [{}, false],
  ])('the refresh cookie MUST be Secure where the browser asked by TLS: %o', async (headers, isSecure) => {
    const cookie = (await post(`${trusting.url}/graphql`, logIn, headers)).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/parley_refresh=[\w-]/)
    expect(/; Secure/.test(cookie)).toBe(isSecure)
  })

  test('one that is not trusted MUST change nothing', async () => {
    const cookie = (await post(`${parley.url}/graphql`, logIn, { 'x-forwarded-proto': 'https' })).headers.get(
      'set-cookie',
    )
    expect(cookie).not.toMatch(/Secure/)
    const foreign = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }
    expect(await upgrade(`${parley.url}/graphql`, foreign)).toBe(403)
  })

  test.each<[Record<string, string>]>([
    [{ host: 'p.example.com:443', origin: 'https://p.example.com' }],
    [{ host: 'p.example.com', origin: 'HTTPS://P.Example.COM' }],
    [{ origin: 'https://p.example.com', 'x-forwarded-host': 'p.example.com, inside:4000' }],
    [{ origin: 'https://p.example.com', forwarded: 'for=192.0.2.1;host=p.example.com:443;proto=https' }],
  ])('the server’s own pages MUST open a socket: %o', async (headers) => {
    expect(await upgrade(`${trusting.url}/graphql`, headers)).toBe(101)
  })
})

describe('below a base path', () => {
  test.each(['/parley/graphql', '/graphql', '/parley/graphql/'])(
    '%s MUST answer by HTTP and by socket',
    async (path) => {
      expect(await (await post(trusting.url + path, query)).json()).toEqual({ data: { __typename: 'Query' } })
      expect(await upgrade(trusting.url + path, {})).toBe(101)
    },
  )

  test('the refresh cookie MUST belong to the endpoint below it', async () => {
    const response = await post(`${trusting.url}/parley/graphql`, logIn)
    expect(response.headers.get('set-cookie')).toMatch(/; Path=\/parley\/graphql;/)
  })

  test.each(['/parley/healthz', '/healthz', '/parley/readyz', '/parley/metrics'])('%s MUST answer', async (path) => {
    expect((await fetch(trusting.url + path)).status).toBe(200)
  })

  test('the base path itself MUST lead to the page, whose addresses are below it', async () => {
    const redirect = await fetch(`${trusting.url}/parley`, { redirect: 'manual' })
    expect([redirect.status, redirect.headers.get('location')]).toEqual([308, '/parley/'])
    for (const path of ['/parley/', '/parley/policies/ABC-1', '/parley/graphql']) {
      const page = await fetch(trusting.url + path, { headers: { accept: 'text/html' } })
      expect(await page.text()).toContain('<base href="/parley/" />')
    }
    expect((await fetch(`${trusting.url}/other/`)).status).toBe(404)
  })
})

describe('an address', () => {
  const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

  test('of a screen MUST be answered with the page of the web app', async () => {
    for (const path of ['/', '/chat', '/sell/TRI', '/policies', '/policies/A.1?from=news', '/notifications/'])
      expect([path, (await fetch(parley.url + path, { headers: page })).headers.get('content-type')]).toEqual([
        path,
        'text/html; charset=utf-8',
      ])
  })

  test('of no screen MUST be 404, and show the page of the web app only to a browser that opens it', async () => {
    const pages = ['/api', '/chat/x/y/z']
    for (const path of pages) {
      const response = await fetch(parley.url + path, { headers: page })
      expect([path, response.status, await response.text()]).toEqual([path, 404, expect.stringContaining('id="root"')])
    }
    const others = ['/readyz/', '/healthz/x', '/graphql/x', '//graphql', '/x.js', '/assets/']
    for (const [path, headers] of [
      ...pages.map((path) => [path, {}] as const),
      ...others.map((path) => [path, page] as const),
    ]) {
      const response = await fetch(parley.url + path, { headers })
      expect([path, response.status, await response.text()]).toEqual([path, 404, 'Not found\n'])
    }
    expect((await fetch(`${parley.url}/chat`, { headers: { accept: 'application/json' } })).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'OPTIONS', 'DELETE'])('MUST be 405 by %s', async (method) => {
    for (const path of ['/', '/chat', '/healthz', '/readyz', '/metrics']) {
      const response = await fetch(parley.url + path, { method, headers: page })
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD'])
    }
  })

  test('of every screen of the client MUST be known to the server, and no other', async () => {
    const routes = await readFile(new URL('../../client/routes.tsx', import.meta.url), 'utf8')
    const paths = [...routes.matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path.replace(/:\w+\??/g, 'x'))
    expect(paths.length).toBeGreaterThan(5)
    for (const path of paths) expect([path, screens.test(path)]).toEqual([path, true])
    for (const path of ['/elsewhere', '/chat/x/y/z', '/offers'])
      expect([path, screens.test(path)]).toEqual([path, false])
  })
})

describe('whatever is asked', () => {
  test('MUST be answered with a type that no browser may guess at', async () => {
    const { token } = await parley.agent()
    const answers = [
      await fetch(`${parley.url}/`),
      await fetch(`${parley.url}/nothing`),
      await fetch(`${parley.url}/metrics`),
      await fetch(`${parley.url}/readyz`, { method: 'POST' }),
      await fetch(`${parley.url}/graphql`, { headers: { accept: 'text/html' } }),
      await fetch(`${parley.url}/graphql`, { method: 'OPTIONS' }),
      await fetch(`${parley.url}/graphql`, { method: 'DELETE' }),
      await post(`${parley.url}/graphql`, query),
      await post(`${parley.url}/graphql`, '{'),
      await post(`${parley.url}/graphql`, 'x', { 'content-type': 'text/plain' }),
      await post(`${parley.url}/graphql`, query, { accept: 'text/event-stream', authorization: `Bearer ${token}` }),
    ]
    for (const { url, status, headers } of answers)
      expect([url, status, headers.get('x-content-type-options')]).toEqual([url, status, 'nosniff'])
    const upgradeTo = (path: string, more = '') =>
      exchange(
        parley.url,
        `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n${more}\r\n`,
      )
    const refusals = [
      await upgradeTo('/nothing'),
      await upgradeTo('/graphql', 'origin: https://evil.example\r\n'),
      await upgradeTo('/graphql', 'sec-websocket-protocol: graphql-transport-ws\r\n'),
      await exchange(parley.url, 'this is no HTTP\r\n\r\n'),
      await exchange(parley.url, 'GET / HTTP/1.1\r\n\r\n'),
      await exchange(parley.url, 'GET / HTTP/1.1\r\nhost: x\r\nexpect: tea\r\n\r\n'),
    ]
    for (const refusal of refusals)
      expect(refusal).toMatch(/^HTTP\/1.1 4\d\d .*X-Content-Type-Options: nosniff.*\{"errors":\[/s)
  })

  test('an access token of 17,000 characters MUST be refused by its code, and a longer one by a status and a reason', async () => {
    const response = await post(`${parley.url}/graphql`, JSON.stringify({ query: '{ me { login } }' }), {
      authorization: `Bearer ${'x'.repeat(17_000)}`,
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    const text = await exchange(
      parley.url,
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'x'.repeat(40_000)}\r\n\r\n`,
    )
    expect(text).toMatch(/^HTTP\/1.1 431 .*"code":"BAD_REQUEST"/s)
  })

  test('a client that offers HTTP/2 MUST be answered by HTTP/1.1', async () => {
    const { hostname, port } = new URL(parley.url)
    const asked = request({
      hostname,
      port,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' },
    })
    asked.end(query)
    const status = await new Promise((resolve, reject) => {
      asked.once('response', (response) => resolve(response.resume().statusCode))
      asked.once('error', reject)
    })
    expect(status).toBe(200)
  })

  test('connections that say nothing and requests that never end MUST be closed, and told why', async () => {
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`
    const answers = await Promise.all(
      ['', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', head].map((text) => exchange(parley.url, text, 100_000)),
    )
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /)
  })
})
