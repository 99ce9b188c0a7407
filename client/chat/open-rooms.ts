import type { Client } from 'urql'
import { createDraft } from '../composer/draft.ts'
import type { Sender } from '../composer/sender.ts'
import { createStore } from '../lib/store.ts'
import { createLive } from '../live/live.ts'
import type { Edge } from '../live/timeline.ts'
import { type ChatMessage, FirstAfter, revisedBy, roomSource, touches } from './room-source.ts'

/** Where what is new begins: frozen while one reads, and drawn as a line above that message. */
export type Unread = {
  /** The first message that was unread when the room was opened. */
  id: string
  /** How many there were then. */
  count: number
  /** ISO: when the first of them was sent. */
  since: string
}

/** Where a reader who was not at the end left the log. */
export type Place = {
  /** The row at the upper edge, and how many pixels of it were above the edge. */
  key: string
  above: number
  /** The newest row when she was last at the end: what has come since is new to her. */
  mark: string
}

/** A message that is to be brought into sight. */
export type Goal = {
  id: string
  /** Of the browser's history: going there again is another one. */
  visit: string
  /** The focus goes there, too, since what had it led there. */
  takesFocus: boolean
}

/** So many rooms are kept up to date after they were left: going back shows them at once and where they were. */
const kept = 5

/** The rooms that are or were looked at. The one that was opened longest ago is given up first. */
export function createOpenRooms(client: Client, login: string, sender: Sender) {
  const rooms = new Map<string, OpenRoom>()
  return {
    open(roomId: string): OpenRoom {
      const room = rooms.get(roomId) ?? openRoom(client, roomId, login, sender)
      // One may have been let in again since.
      const { status } = room.live.store.get()
      if (status === 'missing' || status === 'failed') room.live.retry()
      rooms.delete(roomId)
      rooms.set(roomId, room)
      const [oldest] = rooms.values()
      if (rooms.size > kept && oldest) {
        oldest.close()
        rooms.delete(oldest.id)
      }
      return room
    },
    closeAll(): void {
      for (const room of rooms.values()) room.close()
      rooms.clear()
    },
  }
}

export type OpenRooms = ReturnType<typeof createOpenRooms>
export type OpenRoom = ReturnType<typeof openRoom>

function openRoom(client: Client, roomId: string, login: string, sender: Sender) {
  const unread = createStore<Unread | null>(null)
  const goal = createStore<Goal | null>(null)
  const staysUnread = createStore(false)
  const changes = createStore(0)
  const pinChanges = createStore(0)
  const fileChanges = createStore(0)
  const draft = createDraft(localStorage, login, roomId)
  const onStorage = ({ key, newValue }: StorageEvent) => draft.writtenElsewhere(key, newValue)
  addEventListener('storage', onStorage)
  const own = (edges: readonly Edge<ChatMessage>[]) =>
    edges.flatMap(({ node }) => (node.author.login === login && node.clientId ? [node.clientId] : []))
  let sentBefore = sender.sent(roomId)
  let looking = false
  /** The line stands for an earlier absence: what comes next begins a new one. */
  let lineIsOld = true

  const live = createLive(client, roomSource(roomId), {
    onNew(fresh) {
      sender.confirm(new Set(own(fresh)))
      const others = fresh.filter(({ node }) => node.author.login !== login)
      const [first] = others
      if (looking || !first) return
      const before = lineIsOld ? null : unread.get()
      lineIsOld = false
      const count = (before?.count ?? 0) + others.length
      unread.set({ id: first.node.id, since: first.node.sentAt, ...before, count })
    },
    onEvent(data) {
      const { pins, files } = touches(data)
      if (pins) pinChanges.set(pinChanges.get() + 1)
      if (files) fileChanges.set(fileChanges.get() + 1)
      const revised = revisedBy(data)
      if (revised) draft.revise(revised.id, revised.deletedAt ? null : revised.text)
    },
    onOther: () => changes.set(changes.get() + 1),
    onLoaded() {
      // A message that was sent before the page was asked for is on it or further up.
      sender.confirm(new Set([...sentBefore, ...own(live.store.get().edges)]))
      sentBefore = sender.sent(roomId)
    },
    async landing({ room }) {
      if (!room || room.unreadCount === 0 || goal.get()) return goal.get()?.id ?? null
      const after = room.membership?.readUpTo ?? null
      const { data } = await client.query(FirstAfter, { roomId, after }, { requestPolicy: 'network-only' }).toPromise()
      const messages = data?.room?.messages.edges.map(({ node }) => node) ?? []
      const first = messages.find(({ author, deletedAt }) => author.login !== login && !deletedAt) ?? messages[0]
      if (!first) return null
      lineIsOld = false
      unread.set({ id: first.id, count: room.unreadCount, since: first.sentAt })
      return first.id
    },
  })
  const stop = live.start()
  return {
    id: roomId,
    live,
    unread,
    /** The message that is to be brought into sight and marked; every request is an object of its own. */
    goal,
    /** Nothing is marked as read: the reader has marked the room unread and still looks at it. */
    staysUnread,
    /** Resolves when the place that is being marked as read has been. */
    marking: { current: Promise.resolve() },
    /** What one is writing here. */
    draft,
    /** Counts how often the room itself or who is in it has changed. */
    changes,
    /** Count how often what is pinned here, and which files there are, may have changed. */
    pinChanges,
    fileChanges,
    /** Where the reader left the log, for when she comes back. Null is the end; undefined, that she has not been there. */
    place: { current: undefined as Place | null | undefined },
    /** Somebody looks at the room from now on, or has looked away, having `read` everything or not. */
    look(): void {
      looking = true
    },
    lookAway(read: boolean): void {
      looking = false
      staysUnread.set(false)
      lineIsOld ||= read
    },
    close(): void {
      stop()
      removeEventListener('storage', onStorage)
    },
  }
}
