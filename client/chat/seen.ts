import { scoped } from '../lib/base.ts'

/** The last message an agent has had before her eyes in a room, by id, kept in this browser. */
const key = (login: string, roomId: string) => `${scoped('parley.seen')}.${login}.${roomId}`

export const lastSeen = (login: string, roomId: string): string | null => localStorage.getItem(key(login, roomId))

export function saveSeen(login: string, roomId: string, id: string): void {
  try {
    localStorage.setItem(key(login, roomId), id)
  } catch {}
}

/** How many of these came after the one that was seen last and are not one's own. Not knowing it at all counts nothing. */
export function countUnseen(lines: readonly { id: string; login: string }[], seen: string | null, me: string): number {
  if (seen === null) return 0
  const at = lines.findLastIndex((line) => line.id === seen)
  return lines.slice(at + 1).filter((line) => line.login !== me).length
}
