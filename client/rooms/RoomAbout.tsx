import { useChat } from '../chat/ChatProvider.tsx'
import { usePeople } from '../people/PeopleProvider.tsx'
import { presenceWord, stateText } from '../people/person-state.ts'
import { BusinessNumber } from '../text/BusinessNumber.tsx'
import { useTexts } from '../texts/texts.ts'
import { othersIn } from './room-list.ts'
import { everybody } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** The line below a room's name: what it is about, or who of a direct room is there. */
export function RoomAbout({ room }: { room: RoomInfo }) {
  const t = useTexts()
  const { me } = useChat()
  const { people } = usePeople()
  if (room.archivedAt != null) return t('rooms.archivedAbout')
  // The room of a policy leads back to it.
  if (/^P-\d{4}-\d{4}-\d$/.test(room.about)) return <BusinessNumber text={room.about} />
  if (room.about) return room.about
  if (room.id === everybody) return t('rooms.everybodyAbout')
  const others = othersIn(room, me.login)
  if (others.length === 0 || !people) return null
  const known = people.filter(({ login }) => others.some((other) => other.login === login))
  if (others.length === 1) {
    const [only] = known
    const state = only ? stateText(only) : presenceWord('OFFLINE')
    return state.charAt(0).toUpperCase() + state.slice(1)
  }
  const online = known.filter((person) => person.online)
  return t('rooms.onlineOf', { count: online.length, all: others.length })
}
