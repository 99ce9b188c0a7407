import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { DomainError, type FieldError, InvalidInput, throwIfInvalid } from '../lib/errors.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { pageSize } from '../lib/page.ts'
import { withoutBidiControls } from '../lib/text.ts'
import type { RoomAccessControl } from './access-control.ts'
import type { WriteChange } from './change-writer.ts'
import type { MentionKeeping } from './mention-service.ts'
import { assertNotArchived, assertRoomTexts, directMembers, type Room, type RoomKind } from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import { membersChanged, type RoomChange, roomUpdated } from './room-change.ts'
import * as store from './room-store.ts'
import type { Typing } from './typing.ts'

export type CreateRoomInput = {
  name: string
  kind: Exclude<RoomKind, 'DIRECT'>
  about?: string | null
  logins?: readonly string[] | null
}

/** Rooms and who is in them. Every change is an entry of the room's feed. */
export type Rooms = {
  createRoom(viewer: Viewer, input: CreateRoomInput): Promise<Room>
  /** The one room of these people and the viewer. */
  openDirectRoom(viewer: Viewer, logins: readonly string[]): Promise<Room>
  /** Open rooms; who is in one already stays. */
  joinRoom(viewer: Viewer, roomId: string): Promise<Room>
  leaveRoom(viewer: Viewer, roomId: string): Promise<Room>
  addMembers(viewer: Viewer, roomId: string, logins: readonly string[]): Promise<Room>
  removeMember(viewer: Viewer, roomId: string, login: string): Promise<Room>
  setRole(viewer: Viewer, roomId: string, login: string, role: store.Member['role']): Promise<Room>
  changeRoom(
    viewer: Viewer,
    roomId: string,
    change: { name?: string; about?: string; archived?: boolean },
  ): Promise<Room>
  members(roomIds: readonly string[]): Promise<store.Member[][]>
  /** The rooms one is in, or those of them that have one of these ids. */
  rooms(viewer: Viewer, which: { archived: boolean; ids?: readonly string[] | null }): Promise<store.RoomRow[]>
  /** By name the open rooms, or with `all` also closed and archived ones. Throws INVALID_INPUT for a cursor of something else. */
  directory(viewer: Viewer, which: 'open' | 'all', search: string | null, args: PageArgs): Promise<Page<store.RoomRow>>
  roomsByIds(ids: readonly string[]): Promise<(Room | null)[]>
}

export function createRooms(deps: {
  db: Db
  writeChange: WriteChange
  access: RoomAccessControl
  activity: RoomActivity
  mentions: MentionKeeping
  typing: Typing
  now: () => Date
  newId: () => string
  /** Which of these logins there are. */
  knownLogins(logins: readonly string[]): Promise<ReadonlySet<string>>
  record: RecordAudit
}): Rooms {
  const { db, record, writeChange, access, activity, mentions, typing, now, newId } = deps

  const assertKnown = async (logins: readonly string[]) => {
    const known = await deps.knownLogins(logins)
    const wrong: FieldError[] = logins.flatMap((login, i) =>
      known.has(login)
        ? []
        : [{ path: `logins.${i}`, message: `There is no agent ${JSON.stringify(login.slice(0, 80))}.` }],
    )
    throwIfInvalid(wrong)
  }

  const append = (tx: Tx, roomId: string, change: RoomChange) => writeChange(tx, roomId, change, now())

  const create = async (
    viewer: Viewer,
    room: { name: string; kind: RoomKind; about: string; directKey: string | null },
    members: readonly string[],
  ): Promise<string> => {
    const id = newId()
    const createdAt = now()
    const made = await db.transaction(async (tx) => {
      if (!(await store.insertRoom(tx, { ...room, id, createdAt, createdBy: viewer.login }))) return false
      const ownRole = room.kind === 'DIRECT' ? 'MEMBER' : 'OWNER'
      await store.insertMembers(tx, id, [viewer.login], ownRole, createdAt)
      await store.insertMembers(tx, id, members, 'MEMBER', createdAt)
      await append(tx, id, membersChanged({ joined: [viewer.login, ...members], left: [] }))
      if (room.kind !== 'DIRECT')
        await record(tx, { action: 'ROOM_CREATED', actor: viewer.login, subject: id, detail: room.name })
      return true
    })
    if (made) activity.changedFor(id, [viewer.login, ...members])
    return id
  }

  /** Removes a member; the entry ends the right of their subscriptions to the room. */
  const remove = async (viewer: Viewer, room: Room, login: string): Promise<void> => {
    await db.transaction(async (tx) => {
      await store.lockRoom(tx, room.id)
      if (!(await store.deleteMember(tx, room.id, login))) return
      await keepAnOwner(tx, room.id)
      await append(tx, room.id, membersChanged({ joined: [], left: [login] }))
      await mentions.onRemoved(tx, room.id, login)
      if (login !== viewer.login)
        await record(tx, { action: 'MEMBER_REMOVED', actor: viewer.login, subject: room.id, detail: login })
    })
    activity.changedFor(room.id, [login])
    typing.left(room.id, login)
  }

  const add = async (viewer: Viewer, room: Room, logins: readonly string[]): Promise<void> => {
    const joined = await db.transaction(async (tx) => {
      await store.lockRoom(tx, room.id)
      const fresh = await store.insertMembers(tx, room.id, logins, 'MEMBER', now())
      if (fresh.length === 0) return fresh
      await append(tx, room.id, membersChanged({ joined: fresh, left: [] }))
      const others = fresh.filter((login) => login !== viewer.login)
      if (others.length > 0) {
        const detail = others.join(', ')
        await record(tx, { action: 'MEMBERS_ADDED', actor: viewer.login, subject: room.id, detail })
      }
      return fresh
    })
    if (joined.length === 0) return
    activity.changedFor(room.id, joined)
  }

  const roomNow = async (viewer: Viewer, roomId: string): Promise<Room> => {
    const found = await access.find(viewer, roomId)
    const room = found?.room ?? (await store.roomsByIds(db.sql, [roomId]))[0]
    if (!room) throw new Error(`Room ${roomId} was changed and is not there`)
    return room
  }

  return {
    createRoom: async (viewer, { name, kind, about, logins }) => {
      assertRoomTexts({ name, about })
      const members = [...new Set(logins ?? [])].filter((login) => login !== viewer.login)
      await assertKnown(members)
      const room = { name: name.trim(), kind, about: (about ?? '').trim(), directKey: null }
      return roomNow(viewer, await create(viewer, room, members))
    },

    openDirectRoom: async (viewer, logins) => {
      const members = directMembers(viewer.login, logins)
      await assertKnown(members.filter((login) => login !== viewer.login))
      const directKey = JSON.stringify(members)
      const others = members.filter((login) => login !== viewer.login)
      const there = await store.directRoom(db.sql, directKey)
      if (there === null) await create(viewer, { name: '', kind: 'DIRECT', about: '', directKey }, others)
      // Somebody else may have opened it at the same moment.
      const id = there ?? (await store.directRoom(db.sql, directKey))
      if (id === null) throw new Error('A direct room was opened and is not there')
      return roomNow(viewer, id)
    },

    joinRoom: async (viewer, roomId) => {
      const found = await access.find(viewer, roomId)
      if (!found) throw new DomainError('UNKNOWN_ROOM', `There is no room ${JSON.stringify(roomId.slice(0, 80))}.`)
      if (found.role !== null) return found.room
      if (found.room.kind !== 'OPEN') throw new DomainError('FORBIDDEN', 'The room is closed: a member has to add you.')
      assertNotArchived(found.room)
      await add(viewer, found.room, [viewer.login])
      return roomNow(viewer, roomId)
    },

    leaveRoom: async (viewer, roomId) => {
      const room = await access.toRead(viewer, roomId)
      if (room.everybody) throw new DomainError('FORBIDDEN', 'Nobody leaves the room of everybody.')
      if (room.kind === 'DIRECT')
        throw new DomainError('FORBIDDEN', 'Nobody leaves a direct room: it is always of the same people.')
      await remove(viewer, room, viewer.login)
      return room
    },

    addMembers: async (viewer, roomId, logins) => {
      const found = await access.find(viewer, roomId)
      const room = found?.role && found.room.kind === 'OPEN' ? found.room : await access.toManage(viewer, roomId)
      if (room.everybody) throw new DomainError('FORBIDDEN', 'Everybody is in the room already.')
      assertNotArchived(room)
      const asked = [...new Set(logins)]
      if (asked.length === 0) throw new InvalidInput([{ path: 'logins', message: 'Must name somebody.' }])
      await assertKnown(asked)
      await add(viewer, room, asked)
      return roomNow(viewer, roomId)
    },

    removeMember: async (viewer, roomId, login) => {
      const room = await access.toManage(viewer, roomId)
      await remove(viewer, room, login)
      return roomNow(viewer, roomId)
    },

    setRole: async (viewer, roomId, login, role) => {
      const room = await access.toManage(viewer, roomId)
      await db.transaction(async (tx) => {
        await store.lockRoom(tx, room.id)
        await store.setRole(tx, room.id, login, role)
        await keepAnOwner(tx, room.id)
        await append(tx, room.id, membersChanged({ joined: [], left: [] }))
        const detail = `${login}, ${role}`
        await record(tx, { action: 'MEMBER_ROLE_CHANGED', actor: viewer.login, subject: room.id, detail })
      })
      return room
    },

    changeRoom: async (viewer, roomId, { archived, ...texts }) => {
      const room = await access.toManage(viewer, roomId)
      assertRoomTexts(texts)
      if (archived === undefined) assertNotArchived(room)
      const change: Partial<Pick<Room, 'name' | 'about' | 'archivedAt'>> = {}
      if (texts.name !== undefined) change.name = texts.name.trim()
      if (texts.about !== undefined) change.about = withoutBidiControls(texts.about).trim()
      if (archived !== undefined) change.archivedAt = archived ? (room.archivedAt ?? now()) : null
      await db.transaction(async (tx) => {
        await store.lockRoom(tx, room.id)
        await store.updateRoom(tx, room.id, change)
        await append(tx, room.id, roomUpdated)
        const action = archived === undefined ? 'ROOM_CHANGED' : archived ? 'ROOM_ARCHIVED' : 'ROOM_REOPENED'
        await record(tx, { action, actor: viewer.login, subject: room.id, detail: change.name ?? room.name })
      })
      return roomNow(viewer, roomId)
    },

    members: async (roomIds) => {
      const members = await store.membersOf(db.sql, roomIds)
      return roomIds.map((id) => members.filter((member) => member.roomId === id))
    },
    rooms: async (viewer, { archived, ids = null }) => {
      const rooms = await store.roomsOf(db.sql, viewer.login, { archived })
      return ids === null ? rooms : rooms.filter(({ id }) => ids.includes(id))
    },
    roomsByIds: (ids) => store.roomsByIds(db.sql, ids),

    directory: async (viewer, which, search, args) => {
      if (args.last != null || args.before != null)
        throw new InvalidInput([{ path: 'last', message: 'The directory is read forwards: give first and after.' }])
      const { size } = pageSize(args, 'first')
      const words = (search ?? '').split(/\s+/).filter((word) => word !== '')
      const after = args.after == null ? null : decodePlace(args.after)
      const rows = await store.roomsByName(db.sql, viewer.login, which, words.slice(0, 10), after, size + 1)
      const shown = rows.slice(0, size)
      return {
        edges: shown.map((room) => ({ cursor: encodePlace(room), node: room })),
        hasNextPage: rows.length > size,
        hasPreviousPage: args.after != null,
      }
    },
  }
}

/** A room always has an owner, as long as it has members: the one who came first becomes it. */
async function keepAnOwner(tx: Tx, roomId: string): Promise<void> {
  const members = await store.membersOf(tx, [roomId])
  const [oldest] = members
  if (oldest && !members.some(({ role }) => role === 'OWNER')) await store.setRole(tx, roomId, oldest.login, 'OWNER')
}

const encodePlace = ({ name, id }: Room) => Buffer.from(JSON.stringify([name, id])).toString('base64url')

function decodePlace(cursor: string): { name: string; id: string } {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof name === 'string' && typeof id === 'string') return { name, id }
  } catch {
    // Told below, like everything else that is no place.
  }
  throw new InvalidInput([{ path: 'after', message: 'Must be a cursor from a page of the directory.' }])
}
