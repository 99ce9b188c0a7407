import type { SentMessage } from './message.ts'

/**
 * The entries of a room's feed, by kind. That of a message carries what was sent; all others only say what has changed:
 * whoever reads them gets its state of now, and in the end the newest.
 */
export type RoomChange =
  | { kind: 'message'; body: SentMessage }
  | { kind: 'message-edited' | 'reactions-changed' | 'pin-changed'; body: { messageId: string } }
  | { kind: 'message-deleted'; body: { messageId: string }; redacts?: number }
  | { kind: 'members-changed'; body: { joined: string[]; left: string[] }; revokes?: string[] }
  | { kind: 'room-updated'; body: Record<string, never> }

/** Those by which messages arrive. */
export const messageKinds: ReadonlySet<string> = new Set<RoomChange['kind']>(['message'])

/** An entry of a room's feed, which only this slice has written. */
export function readChange(entry: { kind: string; body: unknown }): RoomChange {
  return entry as RoomChange
}

export function membersChanged(body: { joined: string[]; left: string[] }): RoomChange {
  return { kind: 'members-changed', body, ...(body.left.length > 0 ? { revokes: body.left } : {}) }
}

export const roomUpdated: RoomChange = { kind: 'room-updated', body: {} }
