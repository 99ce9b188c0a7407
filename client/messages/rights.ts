import type { RoomKind } from '../gql/graphql.ts'

/** What deciding about rights needs of a message. */
type Message = {
  author: { login: string }
  /** ISO; null for ever. */
  editableUntil?: string | null
}

type Viewer = {
  login: string
  role: 'ADMIN' | 'AGENT' | 'SERVICE'
  /** Her role in the room; null where it is not known. */
  inRoom: 'OWNER' | 'MEMBER' | null
}

export type Rights = { edit: boolean; delete: boolean }

/** Who keeps an open room in order pins in it, in others every member. */
export function mayPinIn(roomKind: RoomKind, { role, inRoom }: Viewer): boolean {
  return roomKind !== 'OPEN' || inRoom === 'OWNER' || role === 'ADMIN'
}

/** What somebody may do with a message, as far as the client knows: the server decides. `now` is in milliseconds. */
export function rightsOn({ author, editableUntil }: Message, { login, role, inRoom }: Viewer, now: number): Rights {
  const isOwn = author.login === login
  return {
    edit: isOwn && (editableUntil == null || now < Date.parse(editableUntil)),
    delete: isOwn || role === 'ADMIN' || inRoom === 'OWNER',
  }
}
