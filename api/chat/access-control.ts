import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import type { Access } from '../feed/topic-reader.ts'
import { DomainError } from '../lib/errors.ts'
import { sharedLoader } from '../lib/shared-loader.ts'
import { readUuid } from '../lib/uuid.ts'
import type { Placed } from './message.ts'
import { messagesByIds } from './message-store.ts'
import {
  assertManageable,
  assertNotArchived,
  type MemberRole,
  type Room,
  type RoomAccess,
  refusalToRead,
  unknownRoom,
} from './room.ts'
import * as store from './room-store.ts'

/** A message of a room that somebody is in, and what they are there. */
export type MessageAccess = { message: Placed; room: Room; role: MemberRole }
/** The same for administrators who keep an open room in order; `role` is null where they are not in it. */
export type MessageToModerate = Omit<MessageAccess, 'role'> & { role: MemberRole | null }

/**
 * Who may do what in a room: the one place that every road asks (query, mutation, subscription, search, file). A closed
 * or direct room does not exist for whoever is not in it. Administrators may change open and closed rooms that they are
 * not in, delete and pin messages of open ones, and read none of them.
 */
export type RoomAccessControl = {
  /** Null where the room does not exist for the viewer. */
  find(viewer: Viewer, roomId: string): Promise<RoomAccess | null>
  /** Throws UNKNOWN_ROOM, or FORBIDDEN for an open room, unless the viewer is a member. */
  toRead(viewer: Viewer, roomId: string): Promise<Room>
  /** The same as an answer. */
  mayRead(viewer: Viewer, roomId: string): Promise<boolean>
  /** Throws like `toRead`, or ROOM_ARCHIVED. */
  toWrite(viewer: Viewer, roomId: string): Promise<Room>
  /** Null for a message that does not exist for the viewer. */
  findMessage(viewer: Viewer, id: string): Promise<MessageAccess | null>
  /** The same, and for administrators the messages of open rooms. */
  findMessageToModerate(viewer: Viewer, id: string): Promise<MessageToModerate | null>
  /** The rooms that the viewer may read, archived ones as well. */
  readable(viewer: Viewer): Promise<store.ReadableRoom[]>
  /** Throws like `toRead`, or FORBIDDEN, unless the viewer owns the room or is an administrator. */
  toManage(viewer: Viewer, roomId: string): Promise<Room>
  /** The right of a subscription to its room, which ends with the membership; undefined for rooms of everybody. */
  whileMember(viewer: Viewer, room: Room): Access | undefined
}

export function createRoomAccessControl(db: Db): RoomAccessControl {
  // Asked by many at the same time, answered by one query; never remembered, so rights that end count at once.
  const rows = sharedLoader<{ login: string; roomId: string }, store.RoomRow | null>(async (asked) => {
    const found = await store.roomsFor(db.sql, asked)
    const byKey = new Map(found.map((row) => [`${row.id} ${row.login}`, row]))
    return asked.map(({ login, roomId }) => byKey.get(`${roomId} ${login}`) ?? null)
  })
  // Nobody can change or leave them, so what was read once is true for ever.
  const ofEverybody = new Map<string, RoomAccess>()

  const find = async (viewer: Viewer, roomId: string): Promise<RoomAccess | null> => {
    const known = ofEverybody.get(roomId)
    if (known) return known
    const row = await rows.load({ login: viewer.login, roomId })
    if (!row) return null
    const { role, ...room } = row
    if (room.everybody) ofEverybody.set(roomId, { room, role })
    const isSeen = role !== null || room.kind === 'OPEN' || (viewer.role === 'ADMIN' && room.kind === 'CLOSED')
    return isSeen ? { room, role } : null
  }

  const toRead = async (viewer: Viewer, roomId: string): Promise<Room> => {
    const found = await find(viewer, roomId)
    if (!found) throw unknownRoom(roomId)
    if (found.role === null) throw refusalToRead(found)
    return found.room
  }

  const findMessageToModerate = async (viewer: Viewer, id: string): Promise<MessageToModerate | null> => {
    const uuid = readUuid(id)
    const [message] = uuid === null ? [] : await messagesByIds(db.sql, [uuid])
    if (!message) return null
    const found = await find(viewer, message.roomId)
    if (!found) return null
    const { room, role } = found
    return role !== null || (viewer.role === 'ADMIN' && room.kind === 'OPEN') ? { message, room, role } : null
  }

  return {
    find,
    toRead,
    mayRead: async (viewer, roomId) => (await find(viewer, roomId))?.role != null,
    toWrite: async (viewer, roomId) => {
      const room = await toRead(viewer, roomId)
      assertNotArchived(room)
      return room
    },
    findMessage: async (viewer, id) => {
      const found = await findMessageToModerate(viewer, id)
      return found?.role ? { ...found, role: found.role } : null
    },
    findMessageToModerate,
    readable: (viewer) => store.readableRooms(db.sql, viewer.login),
    toManage: async (viewer, roomId) => {
      const found = await find(viewer, roomId)
      if (!found) throw unknownRoom(roomId)
      assertManageable(found.room)
      if (found.role === 'OWNER' || viewer.role === 'ADMIN') return found.room
      if (found.role === null) throw refusalToRead(found)
      throw new DomainError('FORBIDDEN', 'Only an owner of the room or an administrator may do that.')
    },
    whileMember: (viewer, room) => {
      if (room.everybody) return undefined
      return { login: viewer.login, check: async () => void (await toRead(viewer, room.id)) }
    },
  }
}
