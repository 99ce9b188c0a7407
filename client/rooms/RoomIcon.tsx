import { IconHash, IconLock } from '@tabler/icons-react'
import type { Presence } from '../gql/graphql.ts'
import { Avatar } from '../people/Avatar.tsx'
import { nameFor, othersIn, type RoomEntry } from './room-list.ts'

/** `size` is that of a picture, in pixels; `presence` is that of whom it shows. */
type Props = { room: RoomEntry; me: string; size?: number; presence?: Presence | undefined }

/** What stands before a room's name: of a direct room the picture of somebody else in it. */
export function RoomIcon({ room, me, size = 22, presence }: Props) {
  if (room.kind === 'CLOSED') return <IconLock size={17} aria-hidden="true" />
  if (room.kind === 'OPEN') return <IconHash size={17} aria-hidden="true" />
  const login = othersIn(room, me)[0]?.login ?? room.id
  return <Avatar login={login} name={nameFor(room, me)} size={size} presence={presence} />
}
