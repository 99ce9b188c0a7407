import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { InvalidInput } from '../lib/errors.ts'
import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import type { Room } from './room.ts'
import * as store from './room-store.ts'

/** The rooms that there are, and their members. */
export type RoomDirectory = {
  /** The members of each of these rooms, in the order in which they came. */
  members(roomIds: readonly string[]): Promise<store.Member[][]>
  /** The rooms one is in, or those of them that have one of these ids. */
  rooms(viewer: Viewer, which: { archived: boolean; ids?: readonly string[] | null }): Promise<store.RoomRow[]>
  /** In the order asked for; null for an id that no room has. */
  roomsByIds(ids: readonly string[]): Promise<(Room | null)[]>
  /** By name the open rooms, or with `all` also closed and archived ones. Throws INVALID_INPUT for a cursor of something else. */
  directory(viewer: Viewer, which: 'open' | 'all', search: string | null, args: PageArgs): Promise<Page<store.RoomRow>>
}

/** Words of a search beyond these are not looked at. */
const maxWords = 10

export function createRoomDirectory({ db }: { db: Db }): RoomDirectory {
  return {
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
      const rows = await store.roomsByName(db.sql, viewer.login, which, words.slice(0, maxWords), after, size + 1)
      const shown = rows.slice(0, size)
      return {
        edges: shown.map((room) => ({ cursor: encodePlace(room), node: room })),
        hasNextPage: rows.length > size,
        hasPreviousPage: args.after != null,
      }
    },
  }
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
