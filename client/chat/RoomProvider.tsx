import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Pending } from '../composer/outbox.ts'
import { useStore } from '../lib/store.ts'
import type { LiveList } from '../live/useLive.ts'
import { useChat } from './ChatProvider.tsx'
import type { OpenRoom } from './open-rooms.ts'
import type { ChatMessage } from './room-source.ts'

type Room = {
  room: OpenRoom
  list: LiveList<ChatMessage> & { loadNewer(): void }
  pending: readonly Pending[]
}

const Context = createContext<Room | null>(null)
const OpenRoomContext = createContext<OpenRoom | null>(null)

/** The room that is looked at: its messages and what is on its way there. Must be keyed by the room. */
export function RoomProvider({ roomId, children }: { roomId: string; children: ReactNode }) {
  const { openRooms, sender } = useChat()
  const [room] = useState(() => openRooms.open(roomId))
  const state = useStore(room.live.store)
  const all = useStore(sender.store)
  const pending = useMemo(() => all.filter((each) => each.roomId === roomId), [all, roomId])
  const value = useMemo(() => {
    const { loadOlder, loadNewer, retry } = room.live
    return { room, pending, list: { ...state, loadOlder, loadNewer, retry } }
  }, [room, state, pending])
  return (
    <OpenRoomContext value={room}>
      <Context value={value}>{children}</Context>
    </OpenRoomContext>
  )
}

/** The room that is looked at, for what need not be drawn again with every message. */
export function useOpenRoom(): OpenRoom {
  const room = useContext(OpenRoomContext)
  if (!room) throw new Error('useOpenRoom is for children of RoomProvider')
  return room
}

export function useRoom(): Room {
  const room = useContext(Context)
  if (!room) throw new Error('useRoom is for children of RoomProvider')
  return room
}
