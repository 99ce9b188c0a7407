import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()
const typename = JSON.stringify({ query: '{ __typename }' })

const send = (init: RequestInit & { path?: string }) =>
  fetch(`${parley.url}${init.path ?? '/graphql'}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  })
const post = (body: string, headers: Record<string, string> = {}) => send({ method: 'POST', body, headers })

type Refusal = { data?: unknown; errors: { message: string; extensions: { code: string } }[] }
const refused = async (response: Response) => {
  const { data, errors } = (await response.json()) as Refusal
  expect(data ?? null).toBeNull()
  expect(errors).toHaveLength(1)
  return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message }
}

test('the AsyncAPI document MUST be there for anybody, from any page, and for reading alone', async () => {
  const answer = await fetch(`${parley.url}/asyncapi.json`, { headers: { origin: 'https://studio.example' } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.json()).toMatchObject({ asyncapi: expect.stringMatching(/^3\./) })
  const again = { 'if-none-match': answer.headers.get('etag') ?? '' }
  expect((await fetch(`${parley.url}/asyncapi.json`, { headers: again })).status).toBe(304)
  expect((await fetch(`${parley.url}/asyncapi.json`, { method: 'POST' })).status).toBe(405)
})

describe('a request that cannot be executed', () => {
  test.each([
    ['no JSON', '{"query": ', /must be a JSON object/],
    ['nothing', '', /must be a JSON object/],
    ['a text', '"{ __typename }"', /expected to be object .* string/],
    ['null', 'null', /expected to be object .* null/],
    ['a batch', '[{"query":"{ __typename }"}]', /Must provide query string/],
    ['no query', '{}', /Must provide query string/],
    ['a query that is no text', '{"query": 7}', /"query" param to be a string/],
    [
      'variables that are no object',
      '{"query":"{ __typename }","variables":7}',
      /"variables" param to be .* an object/,
    ],
    ['a list of variables', '{"query":"{ __typename }","variables":[]}', /"variables" param to be .* an object/],
    [
      'an operation name that is no text',
      '{"query":"{ __typename }","operationName":7}',
      /"operationName" param to be/,
    ],
    ['what Yoga takes for an answer', '{"status":200,"headers":{},"body":"x"}', /Must provide query string/],
  ])('%s MUST be answered with 400, and say what was expected', async (_, body, reason) => {
    const answer = await refused(await post(body))
    expect(answer).toEqual({ status: 400, code: 'BAD_REQUEST', message: expect.stringMatching(reason) })
  })

  test.each([
    ['variables that are no JSON', 'query={__typename}&variables={', /"variables" and "extensions" params in JSON/],
    ['variables that are no object', 'query={__typename}&variables=7', /"variables" param to be .* an object/],
    ['extensions that are no JSON', 'query={__typename}&extensions=x', /"variables" and "extensions" params in JSON/],
    ['no query', 'query=&variables={}', /Must provide query string/],
    ['nothing', '', /Must provide query string/],
  ])('%s in an address MUST be answered with 400, and say what was expected', async (_, search, reason) => {
    const answer = await refused(await send({ path: `/graphql?${search}` }))
    expect(answer).toEqual({ status: 400, code: 'BAD_REQUEST', message: expect.stringMatching(reason) })
  })

  test.each([
    ['of another method', { method: 'PUT', body: typename }, 405, /only supports GET and POST/],
    ['of another type', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 415, /text\/plain/],
    [
      'of another charset',
      { method: 'POST', body: typename, headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      /UTF-8/,
    ],
    ['that is too long', { method: 'POST', body: 'x'.repeat(70_000) }, 413, /65536 bytes/],
    [
      'that accepts nothing we have',
      { method: 'POST', body: typename, headers: { accept: 'image/png' } },
      406,
      /Accept must allow/,
    ],
    ['by GET that writes', { path: `/graphql?query=${encodeURIComponent('mutation { logout }')}` }, 405, /by POST/],
  ])('%s MUST be answered with a coded error too', async (_, init, status, reason) => {
    const answer = await refused(await send(init))
    expect(answer).toEqual({ status, code: 'BAD_REQUEST', message: expect.stringMatching(reason) })
  })

  test('that names no operation, or an unknown one, MUST be told which', async () => {
    const query = 'query A { __typename } query B { __typename }'
    expect(await refused(await post(JSON.stringify({ query })))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/operation name/),
    })
    expect(await refused(await post(JSON.stringify({ query, operationName: 'C' })))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/"C"/),
    })
  })

  test('a subscription that accepts no event stream MUST be told to', async () => {
    const { errors } = await (await parley.agent()).operation('subscription { messageReceived { cursor } }')
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/Accept: text\/event-stream/),
      extensions: { code: 'BAD_REQUEST' },
    })
  })
})

test.each(['application/json;', 'application/json; charset="utf-8"', 'application/json; odata=verbose'])(
  'JSON in UTF-8 MUST be read, however its type is written: %s',
  async (type) => {
    const response = await post(typename, { 'content-type': type })
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
  },
)

test('members that are no parameters MUST be ignored, and an empty operation name be none', async () => {
  const body = { query: '{ __typename }', id: '1', operationName: '', status: 200, headers: { 'x-evil': '1' } }
  expect(await (await post(JSON.stringify(body))).json()).toEqual({ data: { __typename: 'Query' } })
})

test('a byte order mark before the JSON MUST be ignored', async () => {
  expect(await (await post(`\uFEFF${typename}`)).json()).toEqual({ data: { __typename: 'Query' } })
})

test.each<[string, RequestInit, number, RegExp]>([
  ['is not UTF-8', { body: Buffer.from('{"query":"{ __typename }","operationName":"\xff"}', 'latin1') }, 400, /UTF-8/],
  ['is in UTF-16', { body: Buffer.from(`\uFEFF${typename}`, 'utf16le') }, 400, /UTF-8/],
  ['is compressed', { body: typename, headers: { 'content-encoding': 'gzip' } }, 415, /gzip/],
])('a body that %s MUST be refused for that reason', async (_, init, status, reason) => {
  const answer = await refused(await send({ method: 'POST', ...init }))
  expect(answer).toEqual({ status, code: 'BAD_REQUEST', message: expect.stringMatching(reason) })
})

test('a GET MUST be read whole, also behind a second question mark and with an empty operation name', async () => {
  const asked =
    '/graphql?query=query A($is:Boolean!) { __typename @include(if: $is) } %23 what?&operationName=&variables={"is":true}'
  const response = await send({ path: asked })
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
})

test('a page of another origin MUST NOT be let in where none is allowed', async () => {
  const response = await post(typename, { origin: 'https://evil.example' })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('access-control-allow-credentials')).toBeNull()
})

test('a body in pieces MUST be put together, whatever character they divide', async () => {
  const { token } = await parley.agent()
  const query =
    'mutation ($text: String!) { sendMessage(input: { text: $text }) { ... on SendMessageSuccess { message { text } } } }'
  const body = Buffer.from(JSON.stringify({ query, variables: { text: 'zażółć 🛵' } }))
  const { hostname, port } = new URL(parley.url)
  const socket = connect(Number(port), hostname).setNoDelay()
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  for (const byte of body) {
    socket.write(Buffer.of(byte))
    await new Promise(setImmediate)
  }
  await until('it is answered', () => answer.includes('"zażółć 🛵"'))
  socket.destroy()
})

test('a client that leaves in the middle of its request MUST NOT be taken for trouble', async () => {
  const { hostname, port } = new URL(parley.url)
  const socket = connect(Number(port), hostname)
  socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"qu')
  socket.end()
  socket.resume()
  await until('it is closed', () => socket.closed)
  await post(typename)
  expect(parley.log().filter(({ level }) => level >= 40)).toEqual([])
})
