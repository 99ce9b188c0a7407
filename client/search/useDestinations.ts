import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useDirectRoom } from '../people/useDirectRoom.ts'
import { nameFor, othersIn } from '../rooms/room-list.ts'
import { useTexts } from '../texts/texts.ts'
import type { Destination } from './destinations.ts'
import { screens } from './screens.ts'

/** Everywhere that this agent can go, and the way there, which resolves with whether it led there. */
export function useDestinations() {
  const t = useTexts()
  const { me, rooms } = useChat()
  const { people } = usePeople()
  const navigate = useNavigate()
  const direct = useDirectRoom()
  const all = useMemo<Destination[]>(() => {
    const toRooms = (rooms ?? []).map((room): Destination => {
      const others = othersIn(room, me.login)
      const also = others.map(({ login }) => login).join(' ')
      return { key: `room:${room.id}`, kind: 'room', label: nameFor(room, me.login), also, unread: room.unreadCount }
    })
    const alone = (rooms ?? []).map((room) => othersIn(room, me.login)).filter(({ length }) => length === 1)
    // Whose direct room is in the list already is not offered twice.
    const known = new Set([me.login, ...alone.flat().map(({ login }) => login)])
    const toPeople = (people ?? [])
      .filter(({ login, role }) => role !== 'SERVICE' && !known.has(login))
      .map(({ login, name }): Destination => {
        return { key: `person:${login}`, kind: 'person', label: name, also: login, unread: 0 }
      })
    const reachable = screens.filter(({ admin }) => !admin || me.role === 'ADMIN')
    const toScreens = reachable.map(({ path, name, also }): Destination => {
      return { key: `screen:${path}`, kind: 'screen', label: t(name), also: t(also), unread: 0 }
    })
    return [...toRooms, ...toPeople, ...toScreens]
  }, [me, rooms, people, t])

  async function go({ key, kind }: Destination): Promise<boolean> {
    const where = key.slice(kind.length + 1)
    if (kind === 'person') return direct.open([where])
    navigate(kind === 'room' ? `/chat/${where}` : where)
    return true
  }
  return { all, go, wrong: direct.wrong }
}
