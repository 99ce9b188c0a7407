import type { Db } from '../db/db.ts'
import { type Channel, isObject, isTexts } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { heads } from './reading-store.ts'
import { roomsOf } from './room-store.ts'

/**
 * Tells the room lists of connected agents which of their rooms have changed. A hint and not a log: whoever is told reads
 * the room's state anew, so a hint that is lost costs a moment and never a wrong count. A message costs only the agents
 * who have its room in their list.
 */
export type RoomActivity = {
  /** Something that all members see, a message, an edit or a new name: the entry of the room's topic with this seq. */
  changed(roomId: string, seq: number): void
  /** Something of these agents alone: what they have read, or that they have joined or left. */
  changedFor(roomId: string, logins: readonly string[]): void
  /** The ids of an agent's rooms as they change, from now on: each once however often it changed meanwhile. */
  changesFor(login: string): Promise<RoomList>
  /** Calls back with the id of each room in which something happens, for everybody or for one; null for any room. */
  watch(onChange: (roomId: string | null) => void): void
  stop(): void
}

/** How far rooms have come. With `logins` it concerns only them, and has no place in the room's topic. */
type Hint = { rooms: [id: string, seq: number][]; logins: string[] | null }

const hints: Channel<Hint> = {
  name: 'chat:rooms',
  version: 1,
  parse: (received) => {
    if (!isObject(received)) return null
    const { rooms, logins } = received
    if (!Array.isArray(rooms) || !rooms.every(isRoomAndSeq)) return null
    return logins === null || isTexts(logins) ? { rooms, logins } : null
  },
}

function isRoomAndSeq(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}

/** Milliseconds in which the messages of this process are put together to one hint. */
const hintWindow = 20
/** Milliseconds between two changes of one list while its rooms are busy; the first goes at once. */
const listWindow = 100
/** In a room that so many lists of this process show, a message reaches each within a window that grows with them. */
const crowd = 500
/** Milliseconds after which the rooms in all lists are compared with the log: how late a list is after a lost hint. */
const slowTick = 5_000

export async function startRoomActivity(deps: { db: Db; pubSub: PubSub }): Promise<RoomActivity> {
  const { db, pubSub } = deps
  const listsOf = new Map<string, Set<RoomList>>()
  const listsFor = new Map<string, Set<RoomList>>()
  /** How far the lists here know the rooms that they show. */
  const known = new Map<string, number>()
  let changed = new Map<string, number>()
  const watchers: ((roomId: string | null) => void)[] = []

  const publish = () => {
    pubSub.publish(hints, { rooms: [...changed], logins: null })
    changed = new Map()
  }

  const advance = (room: string, seq: number) => {
    const lists = listsOf.get(room)
    if (!lists) return
    known.set(room, Math.max(known.get(room) ?? 0, seq))
    for (const list of lists) list.mark(room, lists.size)
  }

  const receive = ({ rooms, logins }: Hint) => {
    for (const [room, seq] of rooms) {
      for (const onChange of watchers) onChange(room)
      if (logins === null) advance(room, seq)
      else for (const login of logins) for (const list of listsFor.get(login) ?? []) list.include(room)
    }
  }

  const compare = async () => {
    const rooms = [...listsOf.keys()]
    if (rooms.length === 0) return
    for (const [room, head] of await heads(db.sql, rooms)) if (head > (known.get(room) ?? 0)) advance(room, head)
    for (const room of known.keys()) if (!listsOf.has(room)) known.delete(room)
  }

  const unsubscribe = await pubSub.subscribe(hints, receive)
  pubSub.onResume(() => {
    for (const room of listsOf.keys()) advance(room, 0)
    for (const onChange of watchers) onChange(null)
  })
  // A database that is away has no news; the next tick compares again.
  const timer = setInterval(() => compare().catch(() => {}), slowTick)
  timer.unref()

  const add = (lists: Map<string, Set<RoomList>>, key: string, list: RoomList) => {
    const there = lists.get(key) ?? new Set()
    lists.set(key, there.add(list))
  }
  const remove = (lists: Map<string, Set<RoomList>>, key: string, list: RoomList) => {
    const there = lists.get(key)
    there?.delete(list)
    if (there?.size === 0) lists.delete(key)
  }

  return {
    changed: (roomId, seq) => {
      if (changed.size === 0) setTimeout(publish, hintWindow)
      changed.set(roomId, Math.max(changed.get(roomId) ?? 0, seq))
    },
    changedFor: (roomId, logins) => pubSub.publish(hints, { rooms: [[roomId, 0]], logins: [...logins] }),
    changesFor: async (login) => {
      const list: RoomList = new RoomList({
        onInclude: (room) => add(listsOf, room, list),
        onForget: (room) => remove(listsOf, room, list),
        onClose: (rooms) => {
          remove(listsFor, login, list)
          for (const room of rooms) remove(listsOf, room, list)
        },
      })
      add(listsFor, login, list)
      try {
        const rooms = (await roomsOf(db.sql, login, { archived: false })).map(({ id }) => id)
        for (const room of rooms) list.watch(room)
        // Whoever follows the list reads it after this: from here on it must not miss anything.
        const fresh = rooms.filter((room) => !known.has(room))
        if (fresh.length > 0)
          for (const [room, head] of await heads(db.sql, fresh)) known.set(room, Math.max(known.get(room) ?? 0, head))
      } catch (error) {
        list.close()
        throw error
      }
      return list
    },
    watch: (onChange) => void watchers.push(onChange),
    stop: () => {
      clearInterval(timer)
      unsubscribe()
    },
  }
}

/** The rooms of one connected list that have changed and not yet been handed out. */
export class RoomList implements AsyncIterableIterator<string> {
  readonly #rooms = new Set<string>()
  readonly #changed = new Set<string>()
  readonly #onInclude: (room: string) => void
  readonly #onForget: (room: string) => void
  readonly #onClose: (rooms: ReadonlySet<string>) => void
  #closed = false
  /** When the next change may be handed out, in milliseconds since 1970. */
  #notBefore = 0
  #timer: NodeJS.Timeout | null = null
  #wake = () => {}

  constructor(on: {
    onInclude(room: string): void
    onForget(room: string): void
    onClose(rooms: ReadonlySet<string>): void
  }) {
    this.#onInclude = on.onInclude
    this.#onForget = on.onForget
    this.#onClose = on.onClose
  }

  /** Adds a room to the list without calling it changed. */
  watch(room: string): void {
    if (this.#closed || this.#rooms.has(room)) return
    this.#rooms.add(room)
    this.#onInclude(room)
  }

  /** The room is not the agent's any more. */
  forget(room: string): void {
    if (this.#rooms.delete(room)) this.#onForget(room)
  }

  /** A room of the list that may be new to it, or has left it: whoever reads it finds out. */
  include(room: string): void {
    this.watch(room)
    this.mark(room, 0)
  }

  mark(room: string, lists: number): void {
    if (this.#closed) return
    this.#changed.add(room)
    if (this.#timer) return
    const spread = lists > crowd ? Math.random() * (lists / crowd) * listWindow : 0
    const wait = Math.max(spread, this.#notBefore - Date.now())
    if (wait <= 0) this.#wake()
    else
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.#wake()
      }, wait)
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    for (;;) {
      if (this.#closed) return { done: true, value: undefined }
      const [room] = this.#changed
      if (room !== undefined && !this.#timer) {
        this.#changed.delete(room)
        if (this.#changed.size === 0) this.#notBefore = Date.now() + listWindow
        return { done: false, value: room }
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    this.close()
    return { done: true, value: undefined }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    this.#onClose(this.#rooms)
    this.#wake()
  }
}
