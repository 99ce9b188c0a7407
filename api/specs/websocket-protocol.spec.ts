import { describe, expect, test } from 'vitest'
import { gauge, parleyHere } from './harness.ts'
import { until } from './waiting.ts'
import type { Frame, Wire } from './wire.ts'

const parley = parleyHere()

const acknowledged = async () => {
  const agent = await parley.agent()
  return { agent, wire: await parley.wire({ token: agent.token }) }
}
const subscribe = (id: string, query: string, more: object = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, ...more },
})
const messages = 'subscription { messageReceived { node { text } } }'
/** The same events in words of its own: what is asked alike follows the feed together and counts once. */
const messagesAs = (alias: string) => `subscription { messageReceived { node { ${alias}: text } } }`
const following = (count: number) =>
  until(`${count} follow`, async () => (await gauge(parley.url, 'parley_topic_readers')) === count)

/** The socket is whole: it still answers. */
async function stillWorks(wire: Wire): Promise<void> {
  const id = `still there? ${Math.random()}`
  wire.send(subscribe(id, '{ me { login } }'))
  expect((await wire.nextOf(id)).payload).toEqual({ data: { me: { login: 'jimmy.solid' } } })
  expect((await wire.nextOf(id)).type).toBe('complete')
  expect(wire.isOpen()).toBe(true)
}

/** graphql-ws' PROTOCOL.md, rule by rule, over real sockets. */
describe('connecting', () => {
  test.each([['graphql-ws'], ['mqtt'], ['']])('the subprotocol "%s" MUST be closed with 4406', async (protocol) => {
    const wire = await parley.wire({ protocol }).catch((error: Error) => error)
    // The client itself refuses a server that chooses no subprotocol of those it offered.
    if (wire instanceof Error) expect(wire.message).toMatch(/subprotocol/)
    else expect(await wire.closed()).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' })
  })

  test('graphql-transport-ws MUST be chosen among others', async () => {
    const wire = await parley.wire({ protocol: 'graphql-transport-ws' })
    expect(wire.socket.protocol).toBe('graphql-transport-ws')
  })

  test('a connection MUST be acknowledged before anything else is said', async () => {
    const { token } = await parley.agent()
    const wire = await parley.wire()
    wire.send({ type: 'connection_init', payload: { Authorization: token } })
    expect(await wire.next()).toEqual({ type: 'connection_ack' })
  })

  test.each(['headers', 'authToken', 'accessToken'])('a token sent as %s MUST be acknowledged too', async (name) => {
    const { token } = await parley.agent()
    const wire = await parley.wire()
    wire.send({ type: 'connection_init', payload: { [name]: name === 'headers' ? { Authorization: token } : token } })
    expect(await wire.next()).toEqual({ type: 'connection_ack' })
  })

  test.each([undefined, {}, { auth: 'x' }, { authorization: 7 }])(
    'a connection_init with %o and so without a token MUST be closed with 4403, and told what was expected',
    async (payload) => {
      const wire = await parley.wire()
      wire.send({ type: 'connection_init', payload } as Frame)
      expect(await wire.closed()).toEqual({ code: 4403, reason: expect.stringContaining('{"authorization":"Bearer') })
    },
  )

  test('a second connection_init MUST be closed with 4429', async () => {
    const { wire, agent } = await acknowledged()
    wire.send({ type: 'connection_init', payload: { authorization: agent.token } })
    expect(await wire.closed()).toEqual({ code: 4429, reason: 'Too many initialisation requests' })
  })

  test('two connection_init at once MUST be closed with 4429', async () => {
    const { token } = await parley.agent()
    const wire = await parley.wire()
    wire.send({ type: 'connection_init', payload: { authorization: token } })
    wire.send({ type: 'connection_init', payload: { authorization: token } })
    expect((await wire.closed()).code).toBe(4429)
  })

  test('a socket that says nothing MUST be closed with 4408', async () => {
    const wire = await parley.wire()
    expect(await wire.closed()).toEqual({ code: 4408, reason: 'Connection initialisation timeout' })
  })

  test('subscribing before the acknowledgement MUST be closed with 4401', async () => {
    const wire = await parley.wire()
    wire.send(subscribe('one', '{ __typename }'))
    expect(await wire.closed()).toEqual({ code: 4401, reason: 'Unauthorized' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"start","id":"1","payload":{}}'],
    ['what only a server says', '{"type":"next","id":"1","payload":{}}'],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ __typename }"}}'],
    ['a subscribe without a payload', '{"type":"subscribe","id":"1"}'],
    ['a subscribe whose query is no text', '{"type":"subscribe","id":"1","payload":{"query":7}}'],
    ['an empty message', ''],
    ['a message within a text', JSON.stringify('{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}')],
  ])('%s MUST be closed with 4400', async (_, text) => {
    const { wire } = await acknowledged()
    wire.send(text)
    expect((await wire.closed()).code).toBe(4400)
  })
})

describe('ping and pong', () => {
  test('a ping MUST be answered with a pong, also before the acknowledgement, and its payload come back', async () => {
    const wire = await parley.wire()
    wire.send({ type: 'ping' })
    expect(await wire.next()).toEqual({ type: 'pong' })
    wire.send({ type: 'ping', payload: { sentAt: 7 } })
    expect(await wire.next()).toEqual({ type: 'pong', payload: { sentAt: 7 } })
  })

  test('a pong that nobody asked for MUST be ignored', async () => {
    const { wire } = await acknowledged()
    wire.send({ type: 'pong' })
    await stillWorks(wire)
  })
})

describe('operations', () => {
  test('a query and a mutation MUST be answered with one next and a complete', async () => {
    const { wire, agent } = await acknowledged()
    wire.send(subscribe('query', 'query ($id: ID!) { room(id: $id) { name } }', { variables: { id: 'general' } }))
    expect(await wire.nextOf('query')).toEqual({
      id: 'query',
      type: 'next',
      payload: { data: { room: { name: 'All agents' } } },
    })
    expect(await wire.nextOf('query')).toEqual({ id: 'query', type: 'complete' })
    const reader = await agent.follows('messages')
    wire.send(subscribe('mutation', 'mutation { sendMessage(input: { text: "by socket" }) { __typename } }'))
    expect((await wire.nextOf('mutation')).payload).toEqual({
      data: { sendMessage: { __typename: 'SendMessageSuccess' } },
    })
    expect((await wire.nextOf('mutation')).type).toBe('complete')
    await reader.hasSeen('by socket')
  })

  test('the operation that is named MUST be executed, and an unknown name be an error', async () => {
    const { wire } = await acknowledged()
    const document = 'query A { me { login } } query B { rooms { id } }'
    wire.send(subscribe('b', document, { operationName: 'B' }))
    expect((await wire.nextOf('b')).payload).toEqual({ data: { rooms: [{ id: 'general' }] } })
    wire.send(subscribe('one', '{ rooms { id } }', { operationName: '' }))
    expect((await wire.nextOf('one')).payload).toEqual({ data: { rooms: [{ id: 'general' }] } })
    wire.send(subscribe('c', document, { operationName: 'C' }))
    expect((await wire.nextOf('c')).type).toBe('error')
    await stillWorks(wire)
  })

  test.each([
    ['a syntax error', '{ me {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ me { shoeSize } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription that does not validate', 'subscription { oops }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an empty document', '', 'GRAPHQL_PARSE_FAILED'],
    ['a document that is too long', `{ ${'me { login } '.repeat(1_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  ])(
    '%s MUST be answered with an error and leave the socket and its other operations alone',
    async (_, query, code) => {
      const { wire, agent } = await acknowledged()
      wire.send(subscribe('good', messages))
      await following(1)
      wire.send(subscribe('bad', query))
      const { type, payload } = await wire.nextOf('bad')
      expect(type).toBe('error')
      expect(payload).toMatchObject([{ extensions: { code } }])
      await agent.sends('for the good one')
      expect((await wire.nextOf('good')).payload).toEqual({
        data: { messageReceived: { node: { text: 'for the good one' } } },
      })
      await stillWorks(wire)
    },
  )

  test('variables that do not fit MUST be an error that names them, and leave the socket alone', async () => {
    const { wire } = await acknowledged()
    wire.send(subscribe('bad', 'query ($id: ID!) { room(id: $id) { name } }', { variables: { id: { no: 'id' } } }))
    expect(JSON.stringify((await wire.nextOf('bad')).payload)).toContain('$id')
    await stillWorks(wire)
  })

  test('a subscription that is refused MUST be answered with its reason and leave the socket alone', async () => {
    const { wire } = await acknowledged()
    wire.send(subscribe('bad', 'subscription { messageReceived(roomId: "cellar") { cursor } }'))
    const { payload } = await wire.nextOf('bad')
    expect(JSON.stringify(payload)).toContain('UNKNOWN_ROOM')
    await stillWorks(wire)
  })

  test('a subscribe with the id of a running operation MUST be closed with 4409', async () => {
    const { wire } = await acknowledged()
    wire.send(subscribe('one', messages))
    await following(1)
    wire.send(subscribe('one', messages))
    expect(await wire.closed()).toEqual({ code: 4409, reason: 'Subscriber for one already exists' })
  })

  test('an id MUST be free again after its operation has ended', async () => {
    const { wire } = await acknowledged()
    for (let n = 0; n < 3; n++) {
      wire.send(subscribe('one', '{ __typename }'))
      expect((await wire.nextOf('one')).type).toBe('next')
      expect((await wire.nextOf('one')).type).toBe('complete')
    }
  })

  test('complete MUST stop the events of its operation and of no other', async () => {
    const { wire, agent } = await acknowledged()
    wire.send(subscribe('left', messagesAs('left')))
    wire.send(subscribe('kept', messagesAs('kept')))
    await following(2)
    wire.send({ id: 'left', type: 'complete' })
    await following(1)
    await agent.sends('for one')
    await wire.nextOf('kept')
    await stillWorks(wire)
    expect(wire.frames.filter((frame) => frame.id === 'left')).toEqual([])
  })

  test('complete for an unknown operation MUST be ignored', async () => {
    const { wire } = await acknowledged()
    wire.send({ id: 'nobody', type: 'complete' })
    await stillWorks(wire)
  })

  test('many operations on one socket MUST each get every event, once and in order', async () => {
    const { wire, agent } = await acknowledged()
    const ids = Array.from({ length: 20 }, (_, n) => `op ${n}`)
    // Half of them ask alike, half each in its own way.
    for (const [n, id] of ids.entries()) wire.send(subscribe(id, n % 2 ? messages : messagesAs(`a${n}`)))
    // The ten that ask alike follow together; the last of them has begun when an answer comes.
    await following(11)
    await stillWorks(wire)
    const sent = ['one', 'two', 'three', 'four', 'five']
    for (const text of sent) await agent.sends(text)
    for (const [n, id] of ids.entries()) {
      const name = n % 2 ? 'text' : `a${n}`
      for (const text of sent)
        expect((await wire.nextOf(id)).payload).toEqual({ data: { messageReceived: { node: { [name]: text } } } })
    }
  })

  test('closing the socket MUST end all of its operations', async () => {
    const { wire } = await acknowledged()
    for (const id of ['a', 'b', 'c']) wire.send(subscribe(id, messagesAs(id)))
    await following(3)
    wire.socket.close(1000)
    await following(0)
    expect(await gauge(parley.url, 'parley_connections')).toBe(0)
  })

  test('a resolver that fails MUST be told to its operation alone and leave the socket open', async () => {
    const { wire } = await acknowledged()
    const { sql } = parley.database.db
    wire.send(subscribe('good', messages))
    await following(1)
    await sql`alter table room rename to cellar`
    try {
      wire.send(subscribe('bad', '{ rooms { id } }'))
      const { payload } = await wire.nextOf('bad')
      expect(payload).toMatchObject({ data: null, errors: [{ message: 'Something went wrong.', path: ['rooms'] }] })
      wire.send(subscribe('worse', 'subscription { messageReceived(roomId: "never asked for") { cursor } }'))
      expect(JSON.stringify((await wire.nextOf('worse')).payload)).toContain('Something went wrong.')
    } finally {
      await sql`alter table cellar rename to room`
    }
    await stillWorks(wire)
  })
})

/** Asking for the viewer's page of the room makes each execution its viewer's own. */
const personal = 'subscription { messageReceived { node { text room { messages(last: 1) { edges { cursor } } } } } }'

describe.each([
  ['once for everybody', messages],
  ['for its viewer alone', personal],
])('a subscription that is executed %s', (_, document) => {
  const textOf = ({ payload }: { payload?: unknown }) =>
    (payload as { data: { messageReceived: { node: { text: string } } } }).data.messageReceived.node.text

  test('MUST give every event to each of its operations, once and in order, until that is completed', async () => {
    const { wire, agent } = await acknowledged()
    const ids = ['a', 'b', 'a longer name', 'żółw']
    for (const id of ids) wire.send(subscribe(id, document))
    await stillWorks(wire)
    for (const text of ['one', 'two', 'three']) await agent.sends(text)
    for (const id of ids) {
      for (const text of ['one', 'two', 'three']) expect(textOf(await wire.nextOf(id))).toBe(text)
    }
    wire.send({ id: 'b', type: 'complete' })
    await stillWorks(wire)
    await agent.sends('four')
    for (const id of ids.filter((id) => id !== 'b')) expect(textOf(await wire.nextOf(id))).toBe('four')
    expect(wire.frames.filter(({ id }) => id === 'b')).toHaveLength(3)
  })

  test('MUST be closed with 4409 when its id is used again, also after its first event', async () => {
    const { wire, agent } = await acknowledged()
    wire.send(subscribe('one', document))
    await stillWorks(wire)
    await agent.sends('first')
    await wire.nextOf('one')
    wire.send(subscribe('one', document))
    expect(await wire.closed()).toEqual({ code: 4409, reason: 'Subscriber for one already exists' })
  })

  test('MUST live anew under the id of one that was completed, and hear each event once', async () => {
    const { wire, agent } = await acknowledged()
    wire.send(subscribe('one', document))
    await stillWorks(wire)
    await agent.sends('for the first')
    expect(textOf(await wire.nextOf('one'))).toBe('for the first')
    wire.send({ id: 'one', type: 'complete' })
    wire.send(subscribe('one', document))
    await stillWorks(wire)
    await agent.sends('for the second')
    expect(textOf(await wire.nextOf('one'))).toBe('for the second')
    await stillWorks(wire)
    expect(wire.frames.filter(({ id }) => id === 'one')).toHaveLength(2)
  })

  test('MUST not be touched by what is wrong with another one', async () => {
    const { wire, agent } = await acknowledged()
    wire.send(subscribe('good', document))
    wire.send(subscribe('bad', 'subscription { messageReceived(roomId: "cellar") { cursor } }'))
    expect(JSON.stringify((await wire.nextOf('bad')).payload)).toContain('UNKNOWN_ROOM')
    wire.send(subscribe('worse', '{ me {'))
    expect((await wire.nextOf('worse')).type).toBe('error')
    await agent.sends('for the good one')
    expect(textOf(await wire.nextOf('good'))).toBe('for the good one')
    wire.send({ type: 'ping', payload: { still: 'there' } })
    await until('the pong has come', () => wire.frames.some(({ type }) => type === 'pong'))
  })

  test('MUST end with its socket', async () => {
    const { wire, agent } = await acknowledged()
    for (const id of ['a', 'b']) wire.send(subscribe(id, document))
    await stillWorks(wire)
    await agent.sends('to both')
    await wire.nextOf('b')
    wire.socket.close(1000)
    await following(0)
  })
})
