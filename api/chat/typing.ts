import { type Channel, isObject } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { type TypingReader, typingLists } from './typing-lists.ts'

/**
 * Who is writing in which room, over all processes. Nothing is stored and nothing is replayed: a hint that is lost is made
 * up for by the next one, and whoever is not heard of again has stopped.
 */
export type Typing = {
  /** Somebody is writing in a room, for the next 5 seconds, or has stopped. */
  set(roomId: string, login: string, typing: boolean): void
  /** Somebody is no member of a room any more: all who read there must prove that they are. */
  left(roomId: string, login: string): void
  /**
   * The logins of the others who are writing in a room, whenever they have changed, those who began first at the front;
   * at once where somebody is writing. A slow reader gets the newest list and not every step. `assertReader` is asked
   * when somebody has left the room, and before a list whose reader it was not asked of for a second; its throw ends the
   * stream.
   */
  changes(roomId: string, reader: string, assertReader: () => Promise<unknown>): AsyncIterableIterator<string[]>
  stop(): void
}

/** `left` says that it was a member who has stopped. */
type Hint = { room: string; login: string; typing: boolean; left: boolean }

const hints: Channel<Hint> = {
  name: 'chat:typing',
  version: 1,
  parse: (received) => {
    if (!isObject(received)) return null
    const { room, login, typing, left } = received
    if (typeof room !== 'string' || typeof login !== 'string') return null
    return typeof typing === 'boolean' && typeof left === 'boolean' ? { room, login, typing, left } : null
  },
}

/** Milliseconds after which somebody who was not heard of again has stopped. Clients say so every 3 seconds. */
const expiry = 5_000

type Room = { typists: Map<string, NodeJS.Timeout>; readers: Set<TypingReader> }

export async function startTyping(deps: { pubSub: PubSub; now: () => Date }): Promise<Typing> {
  const { pubSub } = deps
  const now = () => deps.now().getTime()
  const rooms = new Map<string, Room>()

  const roomOf = (id: string): Room => {
    const room = rooms.get(id) ?? { typists: new Map(), readers: new Set() }
    rooms.set(id, room)
    return room
  }
  const forgetIfEmpty = (id: string) => {
    const room = rooms.get(id)
    if (room?.typists.size === 0 && room.readers.size === 0) rooms.delete(id)
  }

  const remove = (id: string, login: string) => {
    const room = rooms.get(id)
    const timer = room?.typists.get(login)
    if (!room || !timer) return
    clearTimeout(timer)
    room.typists.delete(login)
    for (const reader of room.readers) reader.tell()
    forgetIfEmpty(id)
  }

  const receive = ({ room: id, login, typing, left }: Hint) => {
    if (left) for (const reader of rooms.get(id)?.readers ?? []) reader.doubt()
    if (!typing) return remove(id, login)
    const room = roomOf(id)
    const known = room.typists.get(login)
    clearTimeout(known)
    // A login that is there already keeps its place.
    room.typists.set(
      login,
      setTimeout(() => remove(id, login), expiry),
    )
    if (!known) for (const reader of room.readers) reader.tell()
  }

  const unsubscribe = await pubSub.subscribe(hints, receive)

  return {
    set: (room, login, typing) => {
      // Most messages are of somebody of whom nobody is told that they are typing.
      if (typing || rooms.get(room)?.typists.has(login)) pubSub.publish(hints, { room, login, typing, left: false })
    },
    left: (room, login) => pubSub.publish(hints, { room, login, typing: false, left: true }),

    changes: (id, login, assertReader) => {
      const room = {
        typists: () => [...(rooms.get(id)?.typists.keys() ?? [])].filter((typist) => typist !== login),
        readers: () => rooms.get(id)?.readers.size ?? 0,
        add: (reader: TypingReader) => {
          roomOf(id).readers.add(reader)
          return () => {
            rooms.get(id)?.readers.delete(reader)
            forgetIfEmpty(id)
          }
        },
      }
      return typingLists(room, assertReader, now)
    },

    stop: () => {
      unsubscribe()
      for (const { typists } of rooms.values()) for (const timer of typists.values()) clearTimeout(timer)
      rooms.clear()
    },
  }
}
