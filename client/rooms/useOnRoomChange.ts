import { useEffect, useRef } from 'react'
import { useRoom } from '../chat/RoomProvider.tsx'
import { useStore } from '../lib/store.ts'

/** Calls back when the room that is looked at or its members have changed, and when one is let in or out. */
export function useOnRoomChange(callback: () => void): void {
  const { room, list } = useRoom()
  const changes = useStore(room.changes)
  const latest = useRef(callback)
  latest.current = callback
  const now = `${list.status} ${changes}`
  const seen = useRef(now)
  useEffect(() => {
    if (seen.current === now) return
    seen.current = now
    latest.current()
  }, [now])
}
