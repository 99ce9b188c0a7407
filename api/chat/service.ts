import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import type { Feed } from '../feed/feed.ts'
import type { Rate } from '../lib/rate-limit.ts'
import type { RoomAccessControl } from './access-control.ts'
import { createMessageChanges, type MessageChanges } from './change-service.ts'
import { createChangeWriter } from './change-writer.ts'
import { createMentionKeeping, type MentionNotifications } from './mention-service.ts'
import { createMessages, type Messages } from './message-service.ts'
import { createRoomReadings, type RoomReadings } from './reading-service.ts'
import type { RoomAccess } from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import { createRooms, type Rooms } from './room-service.ts'
import type { MessageFiles } from './room-writer.ts'
import { createMessageSearches, type MessageSearches } from './search-service.ts'
import type { Typing } from './typing.ts'
import { createRoomTyping, type RoomTyping } from './typing-service.ts'

/** Chat: rooms and who is in them, what is written there, and what each agent has read and can find of it. */
export type Chat = Rooms &
  Messages &
  MessageChanges &
  RoomReadings &
  MessageSearches &
  RoomTyping & {
    access: RoomAccessControl
    /** The viewer's rooms as their entries in the list change; `role` is null for one that they have left. */
    roomsChanged(viewer: Viewer): Promise<AsyncIterableIterator<RoomAccess>>
  }

export type ChatDependencies = {
  db: Db
  feed: Feed
  activity: RoomActivity
  access: RoomAccessControl
  files: MessageFiles
  now: () => Date
  newId: () => string
  messageRate: Rate | null
  editWindow: number | null
  notifications: MentionNotifications
  online(): Iterable<string>
  typing: Typing
  /** Whether others may see that somebody is writing. */
  showsTyping(login: string): Promise<boolean>
  /** Mentions have been written that nobody was told of. */
  onMentions(): void
  knownLogins(logins: readonly string[]): Promise<ReadonlySet<string>>
  record: RecordAudit
}

export function createChat(deps: ChatDependencies): Chat {
  const { access } = deps
  const mentions = createMentionKeeping({ ...deps, wake: deps.onMentions })
  const parts = { ...deps, mentions, writeChange: createChangeWriter(deps) }
  const rooms = createRooms(parts)
  return {
    ...rooms,
    ...createMessages(parts),
    ...createMessageChanges(parts),
    ...createRoomReadings(parts),
    ...createMessageSearches(parts),
    ...createRoomTyping(parts),
    access,
    roomsChanged: async (viewer) => {
      const changes = await deps.activity.changesFor(viewer.login)
      const now = async (roomId: string): Promise<RoomAccess | null> => {
        const found = await access.find(viewer, roomId)
        if (found?.role) return found
        changes.forget(roomId)
        const [room] = await rooms.roomsByIds([roomId])
        return room ? { room, role: null } : null
      }
      const source: AsyncIterableIterator<RoomAccess> = {
        [Symbol.asyncIterator]: () => source,
        next: async () => {
          for (;;) {
            const { value: roomId, done } = await changes.next()
            if (done || roomId === undefined) return { done: true, value: undefined }
            const room = await now(roomId)
            if (room) return { done: false, value: room }
          }
        },
        return: async () => {
          changes.close()
          return { done: true, value: undefined }
        },
      }
      return source
    },
  }
}
