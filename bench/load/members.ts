import { WebSocket } from 'ws'
import { now } from './clock.ts'
import { Histogram } from './histogram.ts'
import { composeText, readStamp } from './message.ts'
import { serve } from './rpc.ts'

/** Agents of many rooms, each with one socket that follows their room and their list of rooms, in one process. */

type Member = { socket: WebSocket; room: string }
export type Measured = { sent: number; messages: number[]; lists: number[]; delivered: number; listed: number }

const subprotocol = 'graphql-transport-ws'
const list = 'subscription { roomsChanged { id unreadCount lastMessage { text } } }'
const follow = 'subscription ($id: ID!) { messageReceived(roomId: $id) { cursor node { id text author { login } } } }'
const send = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }'

const members: Member[] = []
const messages = new Histogram()
const lists = new Histogram()
let delivered = 0
let listed = 0
let last = 0
let fault: Error | null = null

function receive(frame: string): void {
  const { type, id, payload } = JSON.parse(frame)
  if (type === 'error' || payload?.errors) throw new Error(`A member was answered ${frame}`)
  if (type !== 'next') return
  if (id === 'room') {
    delivered++
    messages.add(age(payload.data.messageReceived.node.text))
  } else if (id === 'list') {
    listed++
    const text = payload.data.roomsChanged.lastMessage?.text
    if (text?.startsWith('#')) lists.add(age(text))
  } else if (payload.data.sendMessage.__typename !== 'SendMessageSuccess') throw new Error(`Not sent: ${frame}`)
}

const age = (text: string) => now() - readStamp(text).sentAt

function open(url: string, token: string, room: string): Promise<Member> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, subprotocol, { perMessageDeflate: false })
    const say = (message: unknown) => socket.send(JSON.stringify(message))
    socket.once('error', reject)
    socket.once('open', () => say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
    socket.once('message', () => {
      socket.on('message', (data) => {
        try {
          receive(String(data))
        } catch (error) {
          fault ??= error as Error
        }
      })
      say({ type: 'subscribe', id: 'list', payload: { query: list } })
      say({ type: 'subscribe', id: 'room', payload: { query: follow, variables: { id: room } } })
      resolve({ socket, room })
    })
  })
}

const service = {
  /** Connects a member for each token, a hundred at a time. */
  connect: async (url: string, given: { token: string; room: string }[]): Promise<void> => {
    for (let at = 0; at < given.length; at += 100)
      members.push(...(await Promise.all(given.slice(at, at + 100).map(({ token, room }) => open(url, token, room)))))
  },
  /** Members chosen at random send so many messages a second, evenly. */
  pace: async (perSecond: number, ms: number): Promise<Measured> => {
    messages.clear()
    lists.clear()
    delivered = 0
    listed = 0
    const begin = performance.now()
    let sent = 0
    while (performance.now() - begin < ms) {
      const due = Math.floor(((performance.now() - begin) / 1_000) * perSecond)
      for (; sent < due; sent++) {
        const { socket, room } = members[Math.floor(Math.random() * members.length)] as Member
        const input = { roomId: room, text: composeText(++last) }
        socket.send(
          JSON.stringify({ type: 'subscribe', id: `s${last}`, payload: { query: send, variables: { input } } }),
        )
      }
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    // What is still under way: everybody in a room hears everything.
    for (let quiet = 0, before = -1; quiet < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      quiet = delivered === before ? quiet + 1 : 0
      before = delivered
    }
    if (fault) throw fault
    return { sent, messages: messages.counts(), lists: lists.counts(), delivered, listed }
  },
  close: async (): Promise<void> => {
    for (const { socket } of members) socket.terminate()
  },
}

export type Members = typeof service
serve(service)
