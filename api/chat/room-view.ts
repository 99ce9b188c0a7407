import { DomainError } from '../lib/errors.ts'
import type { MessagePage } from './message-service.ts'
import type { Room, RoomAccess } from './room.ts'

/** A room in the answer of one operation. */
export type RoomView = Room & {
  /** Whether its messages and members may be read: found out where the room was looked up. */
  readable: boolean
  /** The pages of messages that the operation reads of it. */
  pages: Promise<MessagePage>[]
}

export const viewOf = ({ room, role }: RoomAccess): RoomView => ({ ...room, readable: role !== null, pages: [] })

/** A room of which the viewer reads a message or an entry. */
export const readableView = (room: Room): RoomView => ({ ...room, readable: true, pages: [] })

/** Throws FORBIDDEN for an open room that the viewer is not in, and for one that was left. */
export function assertReadable({ readable }: RoomView): void {
  if (!readable) throw new DomainError('FORBIDDEN', 'Join the room first: only its members read it.')
}
