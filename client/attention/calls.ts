import type { RoomEntry } from '../rooms/room-list.ts'

/** What calls an agent: mentions, and everything in direct rooms of which one wants to hear. */
export const callsIn = (rooms: readonly RoomEntry[]): number =>
  rooms.reduce((sum, { kind, mentionCount, membership }) => {
    return kind === 'DIRECT' && membership?.involvement === 'NOTHING' ? sum : sum + mentionCount
  }, 0)

/** Rooms of which one wants to hear everything, with a message that has come since `before`. */
export function callingRooms(before: readonly RoomEntry[], now: readonly RoomEntry[]): RoomEntry[] {
  const known = new Map(before.map((room) => [room.id, room]))
  return now.filter((room) => {
    if (room.membership?.involvement !== 'EVERYTHING' || !room.lastMessage) return false
    const was = known.get(room.id)
    return room.unreadCount > (was?.unreadCount ?? 0) && room.lastMessage.id !== was?.lastMessage?.id
  })
}

/** Rooms in which nothing is unread any more. */
export function readRooms(before: readonly RoomEntry[], now: readonly RoomEntry[]): string[] {
  const unread = new Set(now.filter(({ unreadCount }) => unreadCount > 0).map(({ id }) => id))
  return before.filter(({ id, unreadCount }) => unreadCount > 0 && !unread.has(id)).map(({ id }) => id)
}
