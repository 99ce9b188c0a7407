import type { Client } from 'urql'
import { graphql } from '../gql/index.ts'
import { scoped } from '../lib/base.ts'
import type { Store } from '../lib/store.ts'
import { oneTabAtATime } from '../lib/tab-lock.ts'
import type { RoomEntry } from '../rooms/room-list.ts'
import { text as textOf } from '../texts/texts.ts'
import { callingRooms, readRooms } from './calls.ts'
import { closeOnDesktop, type DesktopNotification, showOnDesktop } from './desktop.ts'
import { createLookedAt } from './looked-at.ts'
import { playTone } from './tone.ts'

const CallingMessage = graphql(`
  query CallingMessage($id: ID!) {
    message(id: $id) { id text deletedAt author { login name } room { id kind name } }
  }
`)

type Wishes = { desktop: boolean; sound: boolean }

type Dependencies = {
  client: Client
  login: string
  rooms: Store<{ rooms: readonly RoomEntry[] | null }>
  /** What the agent wants now; neither while it is quiet or the browser does not allow it. */
  wishes(): Wishes
  onOpen(path: string): void
}

/** Of a text so much is shown. */
const shownLength = 120

/**
 * Calls the agent by a notification of the operating system while no window of the app is looked at, once in all tabs,
 * and takes it back when the room is read anywhere.
 */
export function createDesktopCalls({ client, login, rooms, wishes, onOpen }: Dependencies) {
  const lookedAt = createLookedAt()
  const told = createTold(login)

  async function read(messageId: string): Promise<DesktopNotification | null> {
    const { data } = await client
      .query(CallingMessage, { id: messageId }, { requestPolicy: 'network-only' })
      .toPromise()
    const message = data?.message
    if (!message || message.deletedAt || message.author.login === login) return null
    const { author, room, text } = message
    const title =
      room.kind === 'DIRECT' ? author.name : textOf('attention.inRoom', { name: author.name, room: room.name })
    const body = [...text].length > shownLength ? `${[...text].slice(0, shownLength).join('')}…` : text
    return { roomId: room.id, title, body, path: `/chat/${room.id}/${messageId}` }
  }

  /** Calls for a message, unless it was called for already or somebody looks. */
  async function call(messageId: string): Promise<void> {
    if (!wishes().desktop) return
    await oneTabAtATime('parley-desktop', async () => {
      if (!told.add(messageId) || (await lookedAt.isSomeTab())) return
      const notification = await read(messageId)
      const { desktop, sound } = wishes()
      if (!notification || !desktop) return
      await showOnDesktop(notification, onOpen)
      if (sound) playTone()
    })
  }

  function start(): () => void {
    let before = rooms.get().rooms
    const stopWatching = rooms.subscribe(() => {
      const { rooms: now } = rooms.get()
      if (before && now) {
        for (const { lastMessage } of callingRooms(before, now)) if (lastMessage) call(lastMessage.id)
        for (const id of readRooms(before, now)) closeOnDesktop(id)
      }
      before = now
    })
    return () => {
      stopWatching()
      lookedAt.close()
    }
  }

  return { call, start }
}

/** The last messages that an agent was called for, by all tabs of this browser. */
function createTold(login: string) {
  const key = `${scoped('parley.called')}.${login}`
  const kept = 50
  let ids: string[] = []
  return {
    /** False for one that is there already. */
    add(id: string): boolean {
      try {
        ids = (localStorage.getItem(key) ?? '').split(' ')
      } catch {
        // Without storage each tab has its own.
      }
      if (ids.includes(id)) return false
      ids = [...ids, id].slice(-kept)
      try {
        localStorage.setItem(key, ids.join(' '))
      } catch {}
      return true
    },
  }
}
