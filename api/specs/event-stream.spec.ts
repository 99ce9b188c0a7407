import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { schema } from '../schema/schema.ts'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere({ SLOW_READER_SECONDS: '2', MESSAGE_RATE: '0' })
const messages = 'subscription ($after: Cursor) { messageReceived(after: $after) { cursor node { id text } } }'

/** What is asked by event stream, as an EventSource or a fetch would ask it. */
const ask = (body: object, token: string, headers: Record<string, string> = {}) =>
  fetch(`${parley.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...headers,
    },
    body: JSON.stringify(body),
  })

const opened: Socket[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy()
})

/** A request with nothing between the test and the wire. */
function raw(token: string, query: string, method = 'POST'): { socket: Socket; text(): string } {
  const { hostname, port } = new URL(parley.url)
  const body = method === 'POST' ? JSON.stringify({ query }) : ''
  const path = method === 'POST' ? '/graphql' : `/graphql?query=${encodeURIComponent(query)}`
  const socket = connect(Number(port), hostname)
  opened.push(socket)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {})
  socket.write(
    `${method} ${path} HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n` +
      `${body && `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`}\r\n${body}`,
  )
  return { socket, text: () => Buffer.concat(chunks).toString() }
}

/** Counts how often a field of the schema is executed from now on. */
function countExecutions(name: string): { count(): number; stop(): void } {
  const field = schema.getSubscriptionType()?.getFields()[name]
  const resolve = field?.resolve
  if (!field || !resolve) throw new Error(`No subscription ${name}`)
  let count = 0
  field.resolve = (...given) => {
    count++
    return resolve(...given)
  }
  return {
    count: () => count,
    stop: () => {
      field.resolve = resolve
    },
  }
}

describe('an operation asked by event stream', () => {
  test.each(['POST', 'GET'])('MUST be answered by %s with one next and a complete', async (method) => {
    const { token } = await parley.agent()
    const { text } = raw(token, '{ me { login } }', method)
    await until('it is complete', () => text().includes('event: complete'))
    expect(text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(text()).toMatch(/\r\ncontent-type: text\/event-stream\r\n/i)
    expect(text()).toMatch(/\r\ncache-control: no-cache\r\n/i)
    expect(text()).toMatch(/\r\nx-accel-buffering: no\r\n/i)
    expect(text().match(/^(event|data):.*$/gm)).toEqual([
      'event: next',
      'data: {"data":{"me":{"login":"jimmy.solid"}}}',
      'event: complete',
      'data:',
    ])
  })

  test.each([
    ['a syntax error', { query: 'subscription { ' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: 'subscription { shoe }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['no query', {}, 'BAD_REQUEST'],
    ['an unknown operation', { query: 'query A { __typename }', operationName: 'B' }, 'BAD_USER_INPUT'],
    ['a cursor that is none', { query: messages, variables: { after: 'nonsense' } }, 'INVALID_INPUT'],
  ])('MUST be told of %s by the stream', async (_, body, code) => {
    const response = await ask(body, (await parley.agent()).token)
    expect(response.status).toBe(200)
    const [next, complete] = (await response.text()).split('\n\n').filter((event) => event.startsWith('event'))
    expect(next).toMatch(/^event: next\ndata: \{"errors":/)
    expect(next).toContain(code)
    expect(complete).toBe('event: complete\ndata:')
  })

  test('MUST be JSON where the client would rather have that', async () => {
    const { token } = await parley.agent()
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed'
    const response = await ask({ query: '{ me { login } }' }, token, { accept })
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/)
  })

  test('a mutation by GET MUST NOT be executed', async () => {
    const { text } = raw((await parley.agent()).token, 'mutation { logout }', 'GET')
    await until('it is refused', () => text().includes('BAD_REQUEST'))
    expect(text()).toMatch(/^HTTP\/1\.1 405 /)
  })
})

describe('an event stream', () => {
  test('MUST be told from the same execution as a socket', async () => {
    const [jimmy, danny] = [await parley.agent(), await parley.agent('danny.solid')]
    const readers = await Promise.all(
      [jimmy, danny, jimmy, danny].flatMap((agent) => [
        agent.follows('messages'),
        agent.follows('messages', { over: 'SSE' }),
      ]),
    )
    await jimmy.sends('all are there')
    for (const reader of readers) await reader.hasSeen('all are there')
    const executions = countExecutions('messageReceived')
    try {
      const texts = Array.from({ length: 20 }, (_, n) => `once ${n}`)
      for (const text of texts) await jimmy.sends(text)
      for (const reader of readers) await reader.hasSeen('all are there', ...texts)
      expect(executions.count()).toBe(texts.length)
    } finally {
      executions.stop()
    }
  })

  test('that is not read MUST cost little, slow nobody, and be closed after its time', async () => {
    const [jimmy, danny] = [await parley.agent(), await parley.agent('danny.solid')]
    const stalled = raw(danny.token, 'subscription { messageReceived { cursor node { id text } } }')
    await until('the stream is open', () => stalled.text().includes(':\n\n'))
    stalled.socket.pause()
    const lively = [await jimmy.follows('messages'), await danny.follows('messages', { over: 'SSE' })]
    const before = process.memoryUsage().rss
    const filler = 'x'.repeat(3_900)
    const isClosing = () => parley.log().some(({ msg }) => msg.includes('takes nothing'))
    let sent = 0
    // More than the system's own buffers hold, so that the server cannot get rid of it.
    while (!isClosing() && sent < 20_000) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => jimmy.sends(`${sent + n} ${filler}`)))
      sent += 50
      for (const reader of lively) await reader.hasHeard(sent)
    }
    expect(isClosing()).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
    stalled.socket.resume()
    await until('it is closed', () => stalled.socket.closed)
    expect(stalled.text()).not.toContain('event: complete')
  })

  test('MUST hear something at least every twelve seconds', async () => {
    const { token } = await parley.agent()
    const streams = [raw(token, messages), raw(token, messages)]
    const comments = ({ text }: { text(): string }) => text().split('\n:\n\n').length - 1
    // As much again for a machine that is busy.
    await until('both have been pinged', () => streams.every((stream) => comments(stream) >= 2), 24_000)
  })

  // What is left open is found after each test.
  test('MUST leave nothing behind, whenever its client leaves', async () => {
    const { token, sends } = await parley.agent()
    const leaving: Promise<void>[] = []
    for (let moment = 0; moment < 40; moment++) {
      const { socket } = raw(token, moment % 2 ? messages : 'subscription { presenceChanged { online } }')
      leaving.push(new Promise((resolve) => setTimeout(() => resolve(void socket.destroy()), moment / 2)))
    }
    await Promise.all(leaving)
    await sends('nobody hears it')
  })

  test('that waits behind another one on its connection MUST leave nothing behind either', async () => {
    const { token } = await parley.agent()
    const { socket, text } = raw(token, messages, 'GET')
    for (let n = 0; n < 3; n++)
      socket.write(
        `GET /graphql?query=${encodeURIComponent(messages)} HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`,
      )
    await until('the streams are open', async () => {
      const metrics = await (await fetch(`${parley.url}/metrics`)).text()
      return text().includes(':\n\n') && metrics.includes('parley_connections 4')
    })
  })
})
