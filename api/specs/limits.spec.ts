import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { gauge, parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere({
  MAX_SUBSCRIPTIONS: '3',
  MAX_SOCKETS: '2',
  MESSAGE_RATE: '5',
})
const hasty = parleyHere({ MAX_PENDING_SOCKETS: '2' })
const patient = parleyHere({ SLOW_READER_SECONDS: '1', MAX_SUBSCRIPTIONS: '1000' })

const subscription = (id: string, query = 'subscription { messageReceived { cursor } }', variables = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, variables },
})

test('operations beyond what one socket may run MUST be refused by code, and the others go on', async () => {
  const { token } = await parley.agent()
  const wire = await parley.wire({ token })
  for (const id of ['1', '2', '3', '4']) wire.send(subscription(id))
  const refusal = await wire.nextOf('4')
  expect(refusal.type).toBe('error')
  expect(JSON.stringify(refusal.payload)).toContain('TOO_MANY_SUBSCRIPTIONS')
  wire.send({ id: '1', type: 'complete' })
  await until('one has left', async () => (await gauge(parley.url, 'parley_topic_readers')) === 1)
  wire.send(subscription('5', '{ me { login } }'))
  expect((await wire.nextOf('5')).payload).toEqual({ data: { me: { login: 'jimmy.solid' } } })
})

test('connections beyond what one agent may have MUST be closed with 4290, and others let in', async () => {
  const [jimmy, danny] = [await parley.agent(), await parley.agent('danny.solid')]
  const first = await parley.wire({ token: jimmy.token })
  await parley.wire({ token: jimmy.token })
  const third = await parley.wire()
  third.send({ type: 'connection_init', payload: { authorization: `Bearer ${jimmy.token}` } })
  expect(await third.closed()).toMatchObject({ code: 4290 })
  await parley.wire({ token: danny.token })
  first.close()
  await until('one has left', async () => (await gauge(parley.url, 'parley_connections')) === 2)
  await parley.wire({ token: jimmy.token })
})

test('event streams beyond what one agent may have MUST be refused by status and code, and never be completed', async () => {
  const [jimmy, danny] = [await parley.agent(), await parley.agent('danny.solid')]
  const leaving = new AbortController()
  const listen = ({ token }: { token: string }) =>
    fetch(`${parley.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: 'subscription { messageReceived { cursor } }' }),
      signal: leaving.signal,
    })
  const first = await parley.wire({ token: jimmy.token })
  await parley.wire({ token: jimmy.token })
  const third = await listen(jimmy)
  expect(third.status).toBe(429)
  expect(await third.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })

  // Those that come at the same moment may all find room, and are cut when it is gone.
  const ends: string[] = []
  for (let n = 0; n < 6; n++)
    listen(danny)
      .then(async (stream) => ends.push(stream.status === 429 ? 'away' : await stream.text()))
      .catch(() => ends.push('away'))
  await until('those beyond the limit are away', () => ends.length >= 4)
  expect(await gauge(parley.url, 'parley_connections')).toBe(4)
  expect(ends).toEqual(Array(4).fill('away'))
  leaving.abort()

  first.close()
  await until('one has left', async () => (await gauge(parley.url, 'parley_connections')) === 1)
  const stream = await jimmy.follows('messages', { over: 'SSE' })
  await danny.sends('there is room for it')
  await stream.hasSeen('there is room for it')
})

test('messages and changes of rooms beyond the rate MUST be refused by code, and an earlier one keep its answer', async () => {
  const jimmy = await parley.agent()
  const danny = await parley.agent('danny.solid')
  const codes: (string | undefined)[] = []
  const send = async () => {
    const { data } = await jimmy.operation<{ sendMessage: { code?: string } }>(
      'mutation { sendMessage(input: { text: "again" }) { ... on Error { code } } }',
    )
    codes.push(data.sendMessage.code)
  }
  // A slow machine may take some seconds for twelve of them, and each second has room for five.
  await until('some were refused', async () => {
    await Promise.all(Array.from({ length: 12 }, send))
    return codes.includes('RATE_LIMITED')
  })
  expect(codes.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(5)
  expect(new Set(codes)).toEqual(new Set([undefined, 'RATE_LIMITED']))
  const { message } = await danny.sends('somebody else is not concerned')
  const reactions = async () => {
    const query = 'mutation ($input: ReactInput!) { react(input: $input) { ... on Error { code } } }'
    const input = { messageId: message.id, emoji: '🎉' }
    const { data } = await jimmy.operation<{ react: { code?: string } }>(query, { input })
    return data.react.code
  }
  await until('a change is counted like a message', async () => {
    await Promise.all(Array.from({ length: 6 }, send))
    return (await reactions()) === 'RATE_LIMITED'
  })
})

test('a reader that takes nothing MUST be closed after its time, and only that one', async () => {
  const [danny, jimmy] = [await patient.agent('danny.solid'), await patient.agent()]
  const [stalled, lively] = [await patient.wire({ token: danny.token }), await patient.wire({ token: jimmy.token })]
  const net = (stalled.socket as unknown as { _socket: Socket })._socket
  net.pause()
  await Promise.all(Array.from({ length: 100 }, () => jimmy.sends('x'.repeat(4_000))))
  // More than the system's own buffers hold, so that the server cannot get rid of it.
  const query = '{ room(id: "general") { messages(last: 100) { edges { node { text } } } } }'
  for (let i = 0; i < 100; i++) stalled.send(subscription(`big${i}`, query))
  await until('it is being closed', () => patient.log().some(({ msg }) => msg.includes('takes nothing')), 90_000)
  expect(lively.isOpen()).toBe(true)
  net.resume()
  expect(await stalled.closed()).toMatchObject({ code: 4290 })
})

test('sockets of one address that have not said whose they are MUST be bounded, and others be let in', async () => {
  const { token } = await hasty.agent()
  const first = await hasty.wire()
  await hasty.wire()
  await expect(hasty.wire()).rejects.toMatchObject({ status: 429 })
  first.send({ type: 'connection_init', payload: { authorization: token } })
  expect(await first.next()).toEqual({ type: 'connection_ack' })
  const third = await hasty.wire()
  third.close()
  await until('there is room again', () =>
    hasty.wire({ token }).then(
      (wire) => wire.isOpen(),
      () => false,
    ),
  )
})
