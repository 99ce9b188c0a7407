import type { RoomEntry } from './room-list.ts'

export type Sections = Record<'Unread' | 'Drafts' | 'Rooms' | 'Direct messages', RoomEntry[]>

/**
 * The rooms as the sidebar shows them, each once: what is unread first, then what one has begun to write in, then the
 * rest. Rooms are in the order of their names, direct ones in the order of what was said last.
 */
export function sectionsOf(rooms: readonly RoomEntry[], hasDraft: (id: string) => boolean): Sections {
  const sections: Sections = { Unread: [], Drafts: [], Rooms: [], 'Direct messages': [] }
  const lastAt = ({ lastMessage }: RoomEntry) => lastMessage?.sentAt ?? ''
  for (const room of rooms) sections[sectionOf(room, hasDraft)].push(room)
  const byName = (one: RoomEntry, other: RoomEntry) => one.name.localeCompare(other.name)
  const byLast = (one: RoomEntry, other: RoomEntry) => lastAt(other).localeCompare(lastAt(one))
  sections.Unread.sort(byLast)
  sections.Drafts.sort(byName)
  sections.Rooms.sort(byName)
  sections['Direct messages'].sort(byLast)
  return sections
}

function sectionOf({ id, kind, unreadCount, membership }: RoomEntry, hasDraft: (id: string) => boolean) {
  if (unreadCount > 0 && membership?.involvement !== 'NOTHING') return 'Unread'
  if (hasDraft(id)) return 'Drafts'
  return kind === 'DIRECT' ? 'Direct messages' : 'Rooms'
}

/** The order in which the sidebar shows them. */
export const inOrder = (sections: Sections): RoomEntry[] => Object.values(sections).flat()
