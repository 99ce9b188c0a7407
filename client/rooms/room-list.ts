import type { Client, CombinedError } from 'urql'
import type { RoomList_RoomFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { createStore } from '../lib/store.ts'
import { follow } from '../live/follow.ts'
import { connection } from '../network/connection.ts'

const RoomList_room = graphql(`
  fragment RoomList_room on Room {
    id
    name
    kind
    archivedAt
    unreadCount
    mentionCount
    membership { role involvement }
    directMembers { login name }
    lastMessage { id sentAt }
  }
`)

const Rooms = graphql(`query Rooms { rooms { ...RoomList_room } }`)

const RoomsChanged = graphql(`subscription RoomsChanged { roomsChanged { ...RoomList_room } }`)

export type RoomEntry = RoomList_RoomFragment

type RoomList = { rooms: readonly RoomEntry[] | null; error: CombinedError | null }

/**
 * The rooms that one is in, with what is unread in each. `roomsChanged` is state and no log: the list is read again at
 * every connection, and a room that changes after a query was sent wins over its answer.
 */
export function createRoomList(client: Client) {
  const store = createStore<RoomList>({ rooms: null, error: null })
  let asking = false
  let askAgain = false
  let changedSince = new Map<string, RoomEntry>()

  const put = (room: RoomEntry) => {
    changedSince.set(room.id, room)
    const { rooms } = store.get()
    if (rooms) store.set({ ...store.get(), rooms: withRoom(rooms, room) })
  }

  async function ask(): Promise<void> {
    changedSince = new Map()
    askAgain = asking
    // urql answers an equal question with the answer to the one that is under way: too old, so it is asked afterwards.
    if (asking) return
    asking = true
    const { data, error } = await client.query(Rooms, {}, { requestPolicy: 'network-only' }).toPromise()
    asking = false
    const read = data?.rooms.map((room) => readFragment(RoomList_room, room)) ?? store.get().rooms
    const rooms = read && [...changedSince.values()].reduce(withRoom, read)
    store.set({ rooms, error: error ?? null })
    if (askAgain) await ask()
  }

  function start(): () => void {
    let generation = connection.get().generation
    const stopWatching = connection.subscribe(() => {
      if (connection.get().generation === generation) return
      generation = connection.get().generation
      ask()
    })
    const unfollow = follow(client, {
      document: RoomsChanged,
      variables: {},
      reload: ask,
      onData: ({ roomsChanged }) => put(readFragment(RoomList_room, roomsChanged)),
    })
    ask()
    return () => {
      askAgain = false
      stopWatching()
      unfollow()
    }
  }

  return { store, start, ask }
}

export type RoomListStore = ReturnType<typeof createRoomList>

/** The list with a room as it is now: gone when one is not in it any more, or when it is archived. */
export function withRoom(rooms: readonly RoomEntry[], room: RoomEntry): RoomEntry[] {
  const isListed = room.membership !== null && room.archivedAt === null
  const at = rooms.findIndex(({ id }) => id === room.id)
  if (at < 0) return isListed ? [...rooms, room] : [...rooms]
  return isListed ? rooms.with(at, room) : rooms.toSpliced(at, 1)
}

/** Whom an agent talks to in a direct room: nobody in any other. */
export const othersIn = <Person extends { login: string }>(
  { directMembers }: { directMembers: readonly Person[] },
  me: string,
): Person[] => directMembers.filter(({ login }) => login !== me)

type Named = { name: string; directMembers: readonly { login: string; name: string }[] }

/** What a room is called for an agent: a direct room by the others, any other by its name. */
export function nameFor(room: Named, me: string): string {
  const others = othersIn(room, me)
  return others.length > 0 ? others.map(({ name }) => name).join(', ') : room.name
}

/** What is unread in all of them, without those of which one wants to hear nothing. */
export const unreadOf = (rooms: readonly RoomEntry[]): number =>
  rooms.reduce((sum, { unreadCount, membership }) => {
    return membership?.involvement === 'NOTHING' ? sum : sum + unreadCount
  }, 0)
