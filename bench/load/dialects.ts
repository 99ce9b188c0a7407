/** The protocol a contender speaks, as its own clients would. */
export type Dialect = {
  path: string
  subprotocol: string | null
  /** What to say first, with the access token where there is one; null where the server begins, or nothing is said. */
  greeting(token: string | null): string | null
  /** Asks for every message from now on, or after a cursor; null where every connection hears them anyway. */
  subscribing(document: string, variables: Record<string, unknown>): string | null
  /** Asks for something that is answered; `document` is for those that speak GraphQL. */
  asking(id: number, document: string, variables: Record<string, unknown>): string
  hear(text: string): Heard
}

/** What a server's text means. */
export type Heard =
  | { kind: 'ready' }
  | { kind: 'message'; text: string; cursor: string | null }
  | { kind: 'answer'; id: number; data: unknown }
  | { kind: 'wants'; reply: string }
  | { kind: 'nothing' }

export type DialectName = 'graphql' | 'plain' | 'socket.io'

const subscriptionId = '1'

const graphql: Dialect = {
  path: '/graphql',
  subprotocol: 'graphql-transport-ws',
  greeting: (token) =>
    JSON.stringify({ type: 'connection_init', ...(token && { payload: { authorization: `Bearer ${token}` } }) }),
  subscribing: (query, variables) =>
    JSON.stringify({ id: subscriptionId, type: 'subscribe', payload: { query, variables } }),
  // Numbers of requests begin at 2 and stay apart from the subscription's.
  asking: (id, query, variables) =>
    JSON.stringify({ id: String(id + 2), type: 'subscribe', payload: { query, variables } }),
  hear: (text) => {
    const { type, id, payload } = JSON.parse(text)
    if (type === 'connection_ack') return { kind: 'ready' }
    if (type === 'ping') return { kind: 'wants', reply: '{"type":"pong"}' }
    if (type === 'error' || payload?.errors) throw new Error(`The server refused: ${text}`)
    if (type !== 'next') return { kind: 'nothing' }
    if (id !== subscriptionId) return { kind: 'answer', id: Number(id) - 2, data: payload.data }
    const [received] = Object.values(payload.data as Record<string, { cursor?: string; node?: object }>)
    return { kind: 'message', text: textOf(received?.node ?? received), cursor: received?.cursor ?? null }
  },
}

const plain: Dialect = {
  path: '/',
  subprotocol: null,
  greeting: () => null,
  subscribing: () => null,
  asking: (id, _, { text }) => JSON.stringify({ ask: id, text }),
  hear: (text) => {
    const message = JSON.parse(text)
    if ('answer' in message) return { kind: 'answer', id: message.answer, data: message }
    return { kind: 'message', text: textOf(message), cursor: null }
  },
}

/** Engine.IO 4 by WebSocket alone; 0 open, 2 ping, 3 pong, 4 message; within a message 0 connect, 2 event, 3 answer. */
const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  subprotocol: null,
  greeting: () => null,
  subscribing: () => null,
  asking: (id, _, { text }) => `42${id}${JSON.stringify(['sendMessage', text])}`,
  hear: (text) => {
    if (text.startsWith('0')) return { kind: 'wants', reply: '40' }
    if (text === '2') return { kind: 'wants', reply: '3' }
    if (text.startsWith('40')) return { kind: 'ready' }
    if (text.startsWith('42')) return { kind: 'message', text: textOf(JSON.parse(text.slice(2))[1]), cursor: null }
    if (text.startsWith('43')) return { kind: 'answer', id: Number.parseInt(text.slice(2), 10), data: null }
    throw new Error(`Not understood: ${text}`)
  },
}

export const dialects: Record<DialectName, Dialect> = { graphql, plain, 'socket.io': socketIo }

/** The text of a message that has everything it should have. */
function textOf(message: unknown): string {
  const { id, text, sentAt, author } = (message ?? {}) as Record<string, unknown>
  const login = (author as { login?: unknown } | undefined)?.login
  if (typeof id !== 'string' || id.length < 20 || typeof login !== 'string' || typeof text !== 'string')
    throw new Error(`Not a message: ${JSON.stringify(message)}`)
  if (Number.isNaN(Date.parse(String(sentAt)))) throw new Error(`Sent at no time: ${JSON.stringify(message)}`)
  return text
}
