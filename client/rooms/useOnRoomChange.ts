import { useRoom } from '../chat/RoomProvider.tsx'
import { useStore } from '../lib/store.ts'
import { useOnChange } from '../lib/useOnChange.ts'

/** Calls back when the room that is looked at or its members have changed, and when one is let in or out. */
export function useOnRoomChange(callback: () => void): void {
  const { room, list } = useRoom()
  const changes = useStore(room.changes)
  useOnChange(`${list.status} ${changes}`, callback)
}
