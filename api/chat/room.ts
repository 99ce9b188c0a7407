import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { complaintAboutLine, isBlank, withoutBidiControls } from '../lib/text.ts'

export const roomKinds = ['OPEN', 'CLOSED', 'DIRECT'] as const
/** Anybody may find and join an open room; a closed one is by invitation; a direct one is always of the same people. */
export type RoomKind = (typeof roomKinds)[number]

export type MemberRole = 'OWNER' | 'MEMBER'

export type Room = {
  id: string
  /** Empty for a direct room, which is named by its members. */
  name: string
  kind: RoomKind
  /** What it is about, in a line; may be empty. */
  about: string
  /** All agents are its members; nobody joins or leaves. */
  everybody: boolean
  createdAt: Date
  archivedAt: Date | null
}

/** A room as one viewer meets it. `role` is null for whoever is no member. */
export type RoomAccess = { room: Room; role: MemberRole | null }

/** The topic of a room: every change of it and its messages. */
export const topicOf = (roomId: string) => `room:${roomId}`

const maxName = 80
const maxAbout = 250
/** A direct room of more people is a closed room with a name. */
const maxDirect = 20

/** What a room is about as it is kept: empty where there is nothing to see. */
export function readAbout(text: string): string {
  return isBlank(text) ? '' : withoutBidiControls(text).trim()
}

/** Throws INVALID_INPUT for what cannot be a room's name or line, which {@link readAbout} has read. */
export function assertRoomTexts(texts: { name?: string; about?: string }): void {
  throwIfInvalid(complaintsAboutTexts(texts))
}

/** The same for a room to be created. A direct one is opened by its members. */
export function assertNewRoom({ kind, ...texts }: { name: string; about: string; kind: RoomKind }): void {
  const wrong = complaintsAboutTexts(texts)
  if (kind === 'DIRECT') wrong.push({ path: 'kind', message: 'Must be OPEN or CLOSED: see openDirectRoom.' })
  throwIfInvalid(wrong)
}

function complaintsAboutTexts({ name, about }: { name?: string; about?: string }): FieldError[] {
  const wrong: FieldError[] = []
  if (name !== undefined) {
    const complaint = complaintAboutLine(name, maxName)
    if (complaint) wrong.push({ path: 'name', message: complaint })
  }
  if (about) {
    const complaint = complaintAboutLine(about, maxAbout)
    if (complaint) wrong.push({ path: 'about', message: complaint })
  }
  return wrong
}

/** The members of a direct room with these people: each once, in one order. Throws INVALID_INPUT for fewer than two. */
export function directMembers(viewer: string, logins: readonly string[]): string[] {
  const members = [...new Set([viewer, ...logins])].sort()
  if (members.length < 2) throwIfInvalid([{ path: 'logins', message: 'Must name somebody else.' }])
  if (members.length > maxDirect) {
    const message = `Must make at most ${maxDirect} people with you, got ${members.length}: create a closed room.`
    throwIfInvalid([{ path: 'logins', message }])
  }
  return members
}

export function unknownRoom(id: string): DomainError {
  return new DomainError('UNKNOWN_ROOM', `There is no room ${JSON.stringify(id.slice(0, 80))}.`)
}

/** Whoever knows that a room exists may be told why not; of others it is hidden. */
export function refusalToRead({ room }: RoomAccess): DomainError {
  return room.kind === 'OPEN'
    ? new DomainError('FORBIDDEN', 'Join the room first: only its members read it.')
    : unknownRoom(room.id)
}

/** Throws unless members may write in it. */
export function assertNotArchived({ archivedAt }: Room): void {
  if (archivedAt !== null) throw new DomainError('ROOM_ARCHIVED', 'The room is archived: it can only be read.')
}

/** So many messages may be pinned in a room at a time. */
export const maxPinned = 100

/**
 * Throws unless they may pin messages and take pins away: in a closed or direct room every member; in an open one, which
 * anybody may join, its owners and administrators, and so in that of everybody administrators alone.
 */
export function assertMayPin({ kind }: Room, { role, isAdmin }: { role: MemberRole | null; isAdmin: boolean }): void {
  if (kind !== 'OPEN' || role === 'OWNER' || isAdmin) return
  throw new DomainError('FORBIDDEN', 'In an open room only its owners and administrators pin messages.')
}

/** Throws for the rooms that have no owner: that of everybody, and direct ones. */
export function assertManageable({ everybody, kind }: Room): void {
  if (everybody) throw new DomainError('FORBIDDEN', 'The room of everybody cannot be changed.')
  if (kind === 'DIRECT') throw new DomainError('FORBIDDEN', 'A direct room is always the same: open another one.')
}
