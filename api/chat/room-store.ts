import type { DbClient, Fragment } from '../db/db.ts'
import type { MemberRole, Room } from './room.ts'

/** A room with the viewer's place in it: null for no member. */
export type RoomRow = Room & { role: MemberRole | null }

const columns = (db: DbClient): Fragment => db`
  room.id, room.name, room.kind, room.about, room.everybody, room.created_at, room.archived_at`
const roleOf = (db: DbClient): Fragment => db`
  coalesce(room_member.role, case when room.everybody then 'MEMBER' end) as role`

/** Which of these rooms there are, each with the place of the login that is asked for beside it. */
export function roomsFor(
  db: DbClient,
  asked: readonly { login: string; roomId: string }[],
): Promise<(RoomRow & { login: string })[]> {
  const logins = asked.map(({ login }) => login)
  const ids = asked.map(({ roomId }) => roomId)
  return db<(RoomRow & { login: string })[]>`
    select asked.login, ${columns(db)}, ${roleOf(db)}
    from unnest(${logins}::text[], ${ids}::text[]) as asked (login, room_id)
    join room on room.id = asked.room_id
    left join room_member on room_member.room_id = room.id and room_member.login = asked.login`
}

/** The rooms of which somebody is a member, by name. */
export function roomsOf(db: DbClient, login: string, { archived }: { archived: boolean }): Promise<RoomRow[]> {
  return db<RoomRow[]>`
    select ${columns(db)}, ${roleOf(db)}
    from room left join room_member on room_member.room_id = room.id and room_member.login = ${login}
    where (room.everybody or room_member.login is not null) and (room.archived_at is not null) = ${archived}
    order by not room.everybody, lower(room.name), room.id`
}

export type ReadableRoom = Pick<Room, 'id' | 'name'>

/** The rooms that somebody is in, archived or not. */
export function readableRooms(db: DbClient, login: string): Promise<ReadableRoom[]> {
  return db<ReadableRoom[]>`
    select room.id, room.name from room
    where room.everybody or room.id in (select room_id from room_member where login = ${login})`
}

export async function roomsByIds(db: DbClient, ids: readonly string[]): Promise<(Room | null)[]> {
  const rows = await db<Room[]>`select ${columns(db)} from room where id = any(${ids as string[]})`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
}

/**
 * Rooms whose name or line contains every word, after a place in the order by name: open ones that are not archived, or
 * all but direct ones.
 */
export function roomsByName(
  db: DbClient,
  login: string,
  which: 'open' | 'all',
  words: readonly string[],
  after: { name: string; id: string } | null,
  limit: number,
): Promise<RoomRow[]> {
  const contains = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return db<RoomRow[]>`
    select ${columns(db)}, ${roleOf(db)}
    from room left join room_member on room_member.room_id = room.id and room_member.login = ${login}
    where ${which === 'all' ? db`room.kind <> 'DIRECT'` : db`room.kind = 'OPEN' and room.archived_at is null`}
      and (room.name || ' ' || room.about) ilike all(${contains}::text[])
      ${after ? db`and (lower(room.name), room.id) > (lower(${after.name}), ${after.id})` : db``}
    order by lower(room.name), room.id limit ${limit}`
}

type NewRoom = Pick<Room, 'id' | 'name' | 'kind' | 'about' | 'createdAt'> & {
  createdBy: string
  directKey: string | null
  /** Of the policy that is discussed in it. */
  policyNumber?: string
}

/** False where a direct room of the same people, or a room of the same policy, is there. */
export async function insertRoom(tx: DbClient, room: NewRoom): Promise<boolean> {
  const { count } = await tx`insert into room ${tx(room)} on conflict do nothing`
  return count > 0
}

export async function directRoom(db: DbClient, directKey: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`select id from room where direct_key = ${directKey}`
  return row?.id ?? null
}

/** The room in which a policy is discussed. */
export async function policyRoom(db: DbClient, policyNumber: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`select id from room where policy_number = ${policyNumber}`
  return row?.id ?? null
}

/** The row for changing the room and its members: nobody else changes them before the transaction ends. */
export async function lockRoom(tx: DbClient, id: string): Promise<Room> {
  const [room] = await tx<Room[]>`select ${columns(tx)} from room where id = ${id} for update`
  if (!room) throw new Error(`Room ${id} is to be changed and is not there`)
  return room
}

/** At least one field must be given. */
export async function updateRoom(
  tx: DbClient,
  id: string,
  change: Partial<Pick<Room, 'name' | 'about' | 'archivedAt'>>,
) {
  await tx`update room set ${tx(change)} where id = ${id}`
}

/** Who of them was no member before. What was written before they came counts as read. */
export async function insertMembers(
  tx: DbClient,
  roomId: string,
  logins: readonly string[],
  role: MemberRole,
  joinedAt: Date,
): Promise<string[]> {
  const rows = await tx<{ login: string }[]>`
    insert into room_member (room_id, login, role, joined_at)
    select ${roomId}, login, ${role}, ${joinedAt} from unnest(${logins as string[]}::text[]) as login
    on conflict do nothing returning login`
  const joined = rows.map(({ login }) => login)
  await tx`
    insert into room_reading (login, room_id, read_seq, read_number)
    select login, ${roomId}, coalesce(head, 0), coalesce(messages, 0)
    from unnest(${joined}::text[]) as login
    left join feed_topic on name = ${`room:${roomId}`}
    left join room_counter on room_counter.room_id = ${roomId}
    order by login
    on conflict (login, room_id) do update
    set read_seq = excluded.read_seq, read_number = excluded.read_number, own_after = 0`
  return joined
}

export async function deleteMember(tx: DbClient, roomId: string, login: string): Promise<boolean> {
  const { count } = await tx`delete from room_member where room_id = ${roomId} and login = ${login}`
  return count > 0
}

export async function setRole(tx: DbClient, roomId: string, login: string, role: MemberRole): Promise<void> {
  await tx`update room_member set role = ${role} where room_id = ${roomId} and login = ${login}`
}

export type Member = { roomId: string; login: string; role: MemberRole; joinedAt: Date }

/** In the order in which they came. */
export function membersOf(db: DbClient, roomIds: readonly string[]): Promise<Member[]> {
  return db<Member[]>`
    select room_id, login, role, joined_at from room_member
    where room_id = any(${roomIds as string[]}) order by joined_at, login`
}

/** A room always has an owner, as long as it has members: the one who came first becomes it. Says who has become it. */
export async function keepAnOwner(tx: DbClient, roomId: string): Promise<string | null> {
  const members = await membersOf(tx, [roomId])
  const [oldest] = members
  if (!oldest || members.some(({ role }) => role === 'OWNER')) return null
  await setRole(tx, roomId, oldest.login, 'OWNER')
  return oldest.login
}

export async function hasMessages(db: DbClient): Promise<boolean> {
  const [row] = await db<{ any: boolean }[]>`select exists (select from message) as any`
  return row?.any ?? false
}
