import type { RoomEntry } from './room-list.ts'

export type Sections = Record<'mentions' | 'unread' | 'drafts' | 'rooms' | 'direct', RoomEntry[]>

/**
 * The rooms as the sidebar shows them, each once: where one is mentioned, what else is unread, what one has begun to
 * write in, then the rest. Unread ones are in the order of what was said last, direct ones before the others; rooms in
 * the order of their names.
 */
export function sectionsOf(rooms: readonly RoomEntry[], hasDraft: (id: string) => boolean): Sections {
  const sections: Sections = { mentions: [], unread: [], drafts: [], rooms: [], direct: [] }
  const lastAt = ({ lastMessage }: RoomEntry) => lastMessage?.sentAt ?? ''
  const isDirect = ({ kind }: RoomEntry) => Number(kind === 'DIRECT')
  const byName = (one: RoomEntry, other: RoomEntry) => one.name.localeCompare(other.name)
  const byLast = (one: RoomEntry, other: RoomEntry) => lastAt(other).localeCompare(lastAt(one))
  for (const room of rooms) sections[sectionOf(room, hasDraft)].push(room)
  sections.mentions.sort(byLast)
  sections.unread.sort((one, other) => isDirect(other) - isDirect(one) || byLast(one, other))
  sections.drafts.sort(byName)
  sections.rooms.sort(byName)
  sections.direct.sort(byLast)
  return sections
}

function sectionOf(room: RoomEntry, hasDraft: (id: string) => boolean): keyof Sections {
  if (mentionsMe(room)) return 'mentions'
  if (isUnread(room)) return 'unread'
  if (hasDraft(room.id)) return 'drafts'
  return room.kind === 'DIRECT' ? 'direct' : 'rooms'
}

/** Every message of a direct room counts as a mention: what is unread there says it already. */
export const mentionsMe = ({ kind, mentionCount }: RoomEntry): boolean => kind !== 'DIRECT' && mentionCount > 0

/** There is something new that the agent wants to know of. */
export const isUnread = (room: RoomEntry): boolean =>
  mentionsMe(room) || (room.unreadCount > 0 && room.membership?.involvement !== 'NOTHING')

/** The order in which the sidebar shows them. */
export const inOrder = (sections: Sections): RoomEntry[] => Object.values(sections).flat()
