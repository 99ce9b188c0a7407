import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import type { RateLimit } from '../lib/rate-limit.ts'
import type { RoomAccessControl } from './access-control.ts'
import type { WriteChange } from './change-writer.ts'
import type { MentionKeeping } from './mention-service.ts'
import { type FindPeople, readActivePeople, readPeople } from './named-people.ts'
import {
  assertNewRoom,
  assertNotArchived,
  assertRoomTexts,
  directMembers,
  type Room,
  type RoomKind,
  readAbout,
} from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import { membersChanged, type RoomChange, roomUpdated } from './room-change.ts'
import * as store from './room-store.ts'
import type { Typing } from './typing.ts'

export type CreateRoomInput = {
  name: string
  kind: RoomKind
  about?: string | null
  logins?: readonly string[] | null
}

/**
 * Rooms and who is in them. Every change is an entry of the room's feed, and what changes nothing is none. Logins are
 * those of agents in any case. All refuse with RATE_LIMITED.
 */
export type Rooms = {
  /** Throws INVALID_INPUT also for a direct room. */
  createRoom(viewer: Viewer, input: CreateRoomInput): Promise<Room>
  /** The one room of these people and the viewer, also where an account has ended since it was opened. */
  openDirectRoom(viewer: Viewer, logins: readonly string[]): Promise<Room>
  /**
   * The one room in which a policy is discussed, which the viewer is known to be allowed to see: closed, with whoever opens
   * it first as its owner, and the seller. Who may see the policy and opens it later joins it.
   */
  openPolicyDiscussion(viewer: Viewer, policy: DiscussedPolicy): Promise<Room>
  /** Open rooms; who is in one already stays. */
  joinRoom(viewer: Viewer, roomId: string): Promise<Room>
  leaveRoom(viewer: Viewer, roomId: string): Promise<Room>
  addMembers(viewer: Viewer, roomId: string, logins: readonly string[]): Promise<Room>
  removeMember(viewer: Viewer, roomId: string, login: string): Promise<Room>
  /** Throws INVALID_INPUT for whoever is no member. */
  setRole(viewer: Viewer, roomId: string, login: string, role: store.Member['role']): Promise<Room>
  /** Throws INVALID_INPUT where nothing is given. */
  changeRoom(
    viewer: Viewer,
    roomId: string,
    change: { name?: string; about?: string; archived?: boolean },
  ): Promise<Room>
}

/** What a room needs to know of the policy that is discussed in it. */
export type DiscussedPolicy = { number: string; shortNumber: string; agent: string }

export function createRooms(deps: {
  db: Db
  writeChange: WriteChange
  access: RoomAccessControl
  activity: RoomActivity
  mentions: MentionKeeping
  typing: Typing
  now: () => Date
  newId: () => string
  people: FindPeople
  rate: RateLimit | null
  record: RecordAudit
}): Rooms {
  const { db, people, record, rate, writeChange, access, activity, mentions, typing, now, newId } = deps

  /** As it is kept, where somebody has it. */
  const loginOf = async (login: string): Promise<string> => (await people([login]))[0]?.login ?? login

  const append = (tx: Tx, roomId: string, change: RoomChange) => writeChange(tx, roomId, change, now())

  const create = async (
    viewer: Viewer,
    room: { name: string; kind: RoomKind; about: string; directKey: string | null; policyNumber?: string },
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
    const isRemoved = await db.transaction(async (tx) => {
      const locked = await store.lockRoom(tx, room.id)
      // One may leave an archived room, and not be put out of it.
      if (login !== viewer.login) assertNotArchived(locked)
      if (!(await store.deleteMember(tx, room.id, login))) return false
      await store.keepAnOwner(tx, room.id)
      await append(tx, room.id, membersChanged({ joined: [], left: [login] }))
      await mentions.onRemoved(tx, room.id, login)
      if (login !== viewer.login)
        await record(tx, { action: 'MEMBER_REMOVED', actor: viewer.login, subject: room.id, detail: login })
      return true
    })
    if (!isRemoved) return
    activity.changedFor(room.id, [login])
    typing.left(room.id, login)
  }

  const add = async (viewer: Viewer, room: Room, logins: readonly string[]): Promise<void> => {
    const joined = await db.transaction(async (tx) => {
      assertNotArchived(await store.lockRoom(tx, room.id))
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
      const room = { name: name.trim(), kind, about: readAbout(about ?? ''), directKey: null }
      assertNewRoom(room)
      const members = (await readActivePeople(people, logins ?? [])).filter((login) => login !== viewer.login)
      await rate?.count(viewer.login)
      return roomNow(viewer, await create(viewer, room, members))
    },

    openDirectRoom: async (viewer, logins) => {
      const { logins: found, assertActive } = await readPeople(people, logins)
      const members = directMembers(viewer.login, found)
      await rate?.count(viewer.login)
      const directKey = JSON.stringify(members)
      const others = members.filter((login) => login !== viewer.login)
      const there = await store.directRoom(db.sql, directKey)
      if (there === null) {
        assertActive()
        await create(viewer, { name: '', kind: 'DIRECT', about: '', directKey }, others)
      }
      // Somebody else may have opened it at the same moment.
      const id = there ?? (await store.directRoom(db.sql, directKey))
      if (id === null) throw new Error('A direct room was opened and is not there')
      return roomNow(viewer, id)
    },

    openPolicyDiscussion: async (viewer, { number, shortNumber, agent }) => {
      await rate?.count(viewer.login)
      const there = await store.policyRoom(db.sql, number)
      if (there === null) {
        const [seller] = await people([agent])
        const isMember = seller && !seller.deactivatedAt && seller.login !== viewer.login
        // No words: the agents of a room may speak several languages.
        const named = { name: shortNumber, about: shortNumber }
        const room = { ...named, kind: 'CLOSED' as const, directKey: null, policyNumber: number }
        await create(viewer, room, isMember ? [seller.login] : [])
      }
      // Somebody else may have opened it at the same moment.
      const id = there ?? (await store.policyRoom(db.sql, number))
      if (id === null) throw new Error('The room of a policy was opened and is not there')
      const found = await access.find(viewer, id)
      if (found?.role == null) await add(viewer, await roomNow(viewer, id), [viewer.login])
      return roomNow(viewer, id)
    },

    joinRoom: async (viewer, roomId) => {
      const found = await access.find(viewer, roomId)
      if (!found) throw new DomainError('UNKNOWN_ROOM', `There is no room ${JSON.stringify(roomId.slice(0, 80))}.`)
      if (found.role !== null) return found.room
      if (found.room.kind !== 'OPEN') throw new DomainError('FORBIDDEN', 'The room is closed: a member has to add you.')
      await rate?.count(viewer.login)
      await add(viewer, found.room, [viewer.login])
      return roomNow(viewer, roomId)
    },

    leaveRoom: async (viewer, roomId) => {
      const room = await access.toRead(viewer, roomId)
      if (room.everybody) throw new DomainError('FORBIDDEN', 'Nobody leaves the room of everybody.')
      if (room.kind === 'DIRECT')
        throw new DomainError('FORBIDDEN', 'Nobody leaves a direct room: it is always of the same people.')
      await rate?.count(viewer.login)
      await remove(viewer, room, viewer.login)
      return room
    },

    addMembers: async (viewer, roomId, logins) => {
      const found = await access.find(viewer, roomId)
      const room = found?.role && found.room.kind === 'OPEN' ? found.room : await access.toManage(viewer, roomId)
      if (room.everybody) throw new DomainError('FORBIDDEN', 'Everybody is in the room already.')
      assertNotArchived(room)
      if (logins.length === 0) throw new InvalidInput([{ path: 'logins', message: 'Must name somebody.' }])
      const asked = await readActivePeople(people, logins)
      await rate?.count(viewer.login)
      await add(viewer, room, asked)
      return roomNow(viewer, roomId)
    },

    removeMember: async (viewer, roomId, login) => {
      const room = await access.toManage(viewer, roomId)
      await rate?.count(viewer.login)
      await remove(viewer, room, await loginOf(login))
      return roomNow(viewer, roomId)
    },

    setRole: async (viewer, roomId, given, role) => {
      const room = await access.toManage(viewer, roomId)
      const login = await loginOf(given)
      await rate?.count(viewer.login)
      await db.transaction(async (tx) => {
        assertNotArchived(await store.lockRoom(tx, room.id))
        const member = (await store.membersOf(tx, [room.id])).find((one) => one.login === login)
        if (!member) throw new InvalidInput([{ path: 'login', message: 'Must be the login of a member of the room.' }])
        if (member.role === role) return
        await store.setRole(tx, room.id, login, role)
        if ((await store.keepAnOwner(tx, room.id)) === login) return
        await append(tx, room.id, membersChanged({ joined: [], left: [] }))
        const detail = `${login}, ${role}`
        await record(tx, { action: 'MEMBER_ROLE_CHANGED', actor: viewer.login, subject: room.id, detail })
      })
      return room
    },

    changeRoom: async (viewer, roomId, { archived, ...texts }) => {
      const found = await access.toManage(viewer, roomId)
      const given = { ...texts, ...(texts.about === undefined ? {} : { about: readAbout(texts.about) }) }
      assertRoomTexts(given)
      if (Object.keys(given).length === 0 && archived === undefined)
        throw new InvalidInput([{ path: 'name', message: 'Give name or about.' }])
      await rate?.count(viewer.login)
      await db.transaction(async (tx) => {
        const room = await store.lockRoom(tx, found.id)
        if (archived === undefined) assertNotArchived(room)
        const change: Partial<Pick<Room, 'name' | 'about' | 'archivedAt'>> = {}
        const name = given.name?.trim()
        if (name !== undefined && name !== room.name) change.name = name
        if (given.about !== undefined && given.about !== room.about) change.about = given.about
        if (archived !== undefined && archived !== (room.archivedAt !== null))
          change.archivedAt = archived ? now() : null
        if (Object.keys(change).length === 0) return
        await store.updateRoom(tx, room.id, change)
        await append(tx, room.id, roomUpdated)
        const action = archived === undefined ? 'ROOM_CHANGED' : archived ? 'ROOM_ARCHIVED' : 'ROOM_REOPENED'
        await record(tx, { action, actor: viewer.login, subject: room.id, detail: change.name ?? room.name })
      })
      return roomNow(viewer, roomId)
    },
  }
}
