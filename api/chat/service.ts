import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import type { Feed } from '../feed/feed.ts'
import { createRateLimit, type Rate } from '../lib/rate-limit.ts'
import type { RoomAccessControl } from './access-control.ts'
import { createMessageChanges, type MessageChanges } from './change-service.ts'
import { createChangeWriter } from './change-writer.ts'
import { createRoomDirectory, type RoomDirectory } from './directory-service.ts'
import { createMentionKeeping, type MentionNotifications } from './mention-service.ts'
import { createMessages, type Messages } from './message-service.ts'
import type { FindPeople } from './named-people.ts'
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
  RoomDirectory &
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
  /** So many messages and changes of rooms of one agent in so many seconds; null is no limit. */
  messageRate: Rate | null
  editWindow: number | null
  notifications: MentionNotifications
  online(): Iterable<string>
  typing: Typing
  /** Whether others may see that somebody is writing. */
  showsTyping(login: string): Promise<boolean>
  /** Mentions have been written that nobody was told of. */
  onMentions(): void
  people: FindPeople
  record: RecordAudit
}

export function createChat(deps: ChatDependencies): Chat {
  const { access } = deps
  const mentions = createMentionKeeping({ ...deps, wake: deps.onMentions })
  // One for all that writes to rooms, whatever it is.
  const rate = deps.messageRate && createRateLimit(deps.messageRate, tooMany(deps.messageRate))
  const parts = { ...deps, rate, mentions, writeChange: createChangeWriter(deps) }
  const directory = createRoomDirectory(parts)
  return {
    ...createRooms(parts),
    ...directory,
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
        const [room] = await directory.roomsByIds([roomId])
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

function tooMany({ points, duration }: Rate) {
  const time = duration === 1 ? 'a second' : `in ${duration} seconds`
  const message = `At most ${points} messages and changes ${time}: try again in a moment.`
  return { code: 'RATE_LIMITED', message } as const
}
