import { useChat } from '../chat/ChatProvider.tsx'
import { usePeople } from '../people/PeopleProvider.tsx'
import { othersIn } from './room-list.ts'
import { everybody } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** The line below a room's name: what it is about, or who of a direct room is online. */
export function RoomAbout({ room }: { room: RoomInfo }) {
  const { me } = useChat()
  const { people } = usePeople()
  if (room.archivedAt != null) return 'Archived: it can only be read'
  if (room.about) return room.about
  if (room.id === everybody) return 'Everybody who sells reads this'
  const others = othersIn(room, me.login)
  if (others.length === 0 || !people) return null
  const online = others.filter(({ login }) => people.some((person) => person.login === login && person.online))
  if (others.length === 1) return online.length > 0 ? 'Online' : 'Offline'
  return `${online.length} of ${others.length} online`
}
