import type { RoomKind } from '../gql/graphql.ts'
import { text } from '../texts/texts.ts'

/** The room of all agents: where chat begins, and which nobody joins or leaves. */
export const everybody = 'general'

/** What kind of room it is, for people. */
export function kindText({ id, kind }: { id: string; kind: RoomKind }): string {
  if (id === everybody) return text('rooms.kindEverybody')
  if (kind === 'DIRECT') return text('rooms.kindDirect')
  return text(kind === 'OPEN' ? 'rooms.kindOpen' : 'rooms.kindClosed')
}

type Place = { id: string; kind: RoomKind; archivedAt?: string | null; membership?: { role: string } | null }

export type RoomRights = ReturnType<typeof rightsIn>

/** What an agent may do in a room; the server decides, this is what is offered. */
export function rightsIn(room: Place, agentRole: string) {
  const isMember = room.membership != null
  const isPlain = room.id !== everybody && room.kind !== 'DIRECT'
  const manages = isPlain && isMember && (room.membership?.role === 'OWNER' || agentRole === 'ADMIN')
  const isArchived = room.archivedAt != null
  return {
    mayManage: manages,
    mayRename: manages && !isArchived,
    mayAdd: isMember && isPlain && !isArchived && (room.kind === 'OPEN' || manages),
    mayLeave: isMember && isPlain,
  }
}
