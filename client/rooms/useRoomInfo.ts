import { useChat } from '../chat/ChatProvider.tsx'
import type { RoomHeader_RoomFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { useRead } from '../network/useRead.ts'
import { nameFor } from './room-list.ts'

const RoomHeader_room = graphql(`
  fragment RoomHeader_room on Room { id name kind about archivedAt membership { role } }
`)

const RoomHeader = graphql(`query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }`)

type RoomInfo = Omit<RoomHeader_RoomFragment, ' $fragmentName'>

/** What a room is called for whoever looks at it, and what it is about; null until it is known, or where there is none. */
export function useRoomInfo(roomId: string): RoomInfo | null {
  const { me, rooms } = useChat()
  const { data } = useRead(RoomHeader, { roomId })
  const read = data?.room ? readFragment(RoomHeader_room, data.room) : null
  // The list is kept alive: its name is never older.
  const listed = rooms?.find(({ id }) => id === roomId)
  if (!read) {
    if (!listed) return null
    const { id, kind, archivedAt, membership } = listed
    return { id, kind, archivedAt, membership, about: '', name: nameFor(listed, me.name) }
  }
  return { ...read, name: nameFor(listed ?? read, me.name) }
}
