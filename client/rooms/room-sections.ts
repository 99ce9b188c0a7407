import type { RoomEntry } from './room-list.ts'

export type Sections = Record<'Mentions' | 'Unread' | 'Drafts' | 'Rooms' | 'Direct messages', RoomEntry[]>

/**
 * The rooms as the sidebar shows them, each once: where one is mentioned, what else is unread, what one has begun to
 * write in, then the rest. Unread ones are in the order of what was said last, direct ones before the others; rooms in
 * the order of their names.
 */
export function sectionsOf(rooms: readonly RoomEntry[], hasDraft: (id: string) => boolean): Sections {
  const sections: Sections = { Mentions: [], Unread: [], Drafts: [], Rooms: [], 'Direct messages': [] }
  const lastAt = ({ lastMessage }: RoomEntry) => lastMessage?.sentAt ?? ''
  const isDirect = ({ kind }: RoomEntry) => Number(kind === 'DIRECT')
  const byName = (one: RoomEntry, other: RoomEntry) => one.name.localeCompare(other.name)
  const byLast = (one: RoomEntry, other: RoomEntry) => lastAt(other).localeCompare(lastAt(one))
  for (const room of rooms) sections[sectionOf(room, hasDraft)].push(room)
  sections.Mentions.sort(byLast)
  sections.Unread.sort((one, other) => isDirect(other) - isDirect(one) || byLast(one, other))
  sections.Drafts.sort(byName)
  sections.Rooms.sort(byName)
  sections['Direct messages'].sort(byLast)
  return sections
}

function sectionOf(room: RoomEntry, hasDraft: (id: string) => boolean): keyof Sections {
  if (mentionsMe(room)) return 'Mentions'
  if (isUnread(room)) return 'Unread'
  if (hasDraft(room.id)) return 'Drafts'
  return room.kind === 'DIRECT' ? 'Direct messages' : 'Rooms'
}

/** Every message of a direct room counts as a mention: what is unread there says it already. */
export const mentionsMe = ({ kind, mentionCount }: RoomEntry): boolean => kind !== 'DIRECT' && mentionCount > 0

/** There is something new that the agent wants to know of. */
export const isUnread = (room: RoomEntry): boolean =>
  mentionsMe(room) || (room.unreadCount > 0 && room.membership?.involvement !== 'NOTHING')

/** The order in which the sidebar shows them. */
export const inOrder = (sections: Sections): RoomEntry[] => Object.values(sections).flat()
