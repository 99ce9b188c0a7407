import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { createSender, type Sender } from '../composer/sender.ts'
import { createUploads, type Uploads } from '../files/room-uploads.ts'
import { useStore } from '../lib/store.ts'
import { createRoomList, type RoomEntry, type RoomListStore, unreadOf } from '../rooms/room-list.ts'
import type { Me } from '../session/grant.ts'
import { useMe } from '../session/useMe.ts'
import { createOpenRooms, type OpenRooms } from './open-rooms.ts'

type Chat = {
  me: Me
  /** One's rooms; null until they are known. */
  rooms: readonly RoomEntry[] | null
  roomList: RoomListStore
  openRooms: OpenRooms
  sender: Sender
  uploads: Uploads
  unread: number
  /** Says which room is being read to its end: what comes there is not unread. Null for none. */
  setReading(roomId: string | null): void
}

const Context = createContext<Chat | null>(null)

/** One's rooms, those that are open, and what is on its way to any of them, for every screen. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const me = useMe()
  if (!me) return null
  return <Rooms me={me}>{children}</Rooms>
}

function Rooms({ me, children }: { me: Me; children: ReactNode }) {
  const client = useClient()
  const [sender] = useState(() => createSender(client, me.login))
  const [uploads] = useState(() => createUploads(client))
  const [roomList] = useState(() => createRoomList(client))
  const [openRooms] = useState(() => createOpenRooms(client, me.login, sender))
  const [reading, setReading] = useState<string | null>(null)
  useEffect(() => sender.start(), [sender])
  useEffect(() => roomList.start(), [roomList])
  useEffect(() => () => openRooms.closeAll(), [openRooms])
  const { rooms: listed } = useStore(roomList.store)
  const chat = useMemo(() => {
    const rooms =
      listed?.map((room) => (room.id === reading ? { ...room, unreadCount: 0, mentionCount: 0 } : room)) ?? null
    return { me, rooms, roomList, openRooms, sender, uploads, unread: unreadOf(rooms ?? []), setReading }
  }, [me, listed, roomList, openRooms, sender, uploads, reading])
  return <Context value={chat}>{children}</Context>
}

export function useChat(): Chat {
  const chat = useContext(Context)
  if (!chat) throw new Error('useChat is for children of ChatProvider')
  return chat
}
