import { useRef } from 'react'
import { useChat } from '../chat/ChatProvider.tsx'
import { useRoom } from '../chat/RoomProvider.tsx'
import type { RoomHeader_RoomFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { useRead } from '../network/useRead.ts'
import { nameFor } from './room-list.ts'
import { useOnRoomChange } from './useOnRoomChange.ts'

const RoomHeader_room = graphql(`
  fragment RoomHeader_room on Room {
    id name kind about archivedAt membership { role involvement } directMembers { login name }
  }
`)

const RoomHeader = graphql(`query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }`)

export type RoomInfo = Omit<RoomHeader_RoomFragment, ' $fragmentName'>

/**
 * The room that is looked at: what it is called for whoever looks, what it is about, and one's place in it; null until it
 * is known. A room that one is not in any more keeps its name as long as one looks at where it was.
 */
export function useRoomInfo(): RoomInfo | null {
  const { room } = useRoom()
  const { me, rooms } = useChat()
  const { data, retry } = useRead(RoomHeader, { roomId: room.id })
  useOnRoomChange(retry)
  const known = useRef<RoomInfo | null>(null)
  const read = data?.room ? readFragment(RoomHeader_room, data.room) : null
  // The list is kept alive: what it says is never older.
  const listed = rooms?.find(({ id }) => id === room.id)
  const now = listed ? { about: read?.about ?? known.current?.about ?? '', ...listed } : read
  if (now) known.current = { ...now, name: nameFor(now, me.login) }
  else if (known.current && data) known.current = { ...known.current, membership: null }
  return known.current
}
