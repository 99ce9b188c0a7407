import type { Viewer } from '../auth/viewer.ts'
import { createRateLimit } from '../lib/rate-limit.ts'
import type { RoomAccessControl } from './access-control.ts'
import { assertNotArchived, type Room } from './room.ts'
import type { Typing } from './typing.ts'

export type RoomTyping = {
  /** The viewer is writing in a room, or has stopped. Nobody is told of agents who do not want to show it. */
  setTyping(viewer: Viewer, roomId: string, typing: boolean): Promise<Room>
  /** Who else is writing in a room, see {@link Typing}. Ends with UNKNOWN_ROOM when the viewer is no member any more. */
  typing(viewer: Viewer, roomId: string): Promise<AsyncIterableIterator<string[]>>
}

/** Of one agent through one process. Clients say every 3 seconds that they go on, and when they stop. */
const typingRate = { points: 30, duration: 10 }

export function createRoomTyping(deps: {
  access: RoomAccessControl
  typing: Typing
  /** Whether others may see that somebody is writing. */
  showsTyping(login: string): Promise<boolean>
}): RoomTyping {
  const { access, typing, showsTyping } = deps
  const rate = createRateLimit(typingRate, {
    code: 'RATE_LIMITED',
    message: 'Say at most every few seconds that you are typing.',
  })
  return {
    setTyping: async (viewer, roomId, isTyping) => {
      await rate.count(viewer.login)
      const room = await access.toRead(viewer, roomId)
      assertNotArchived(room)
      if (!isTyping || (await showsTyping(viewer.login))) typing.set(roomId, viewer.login, isTyping)
      return room
    },
    typing: async (viewer, roomId) => {
      const room = await access.toRead(viewer, roomId)
      return typing.changes(roomId, viewer.login, async () => {
        if (!room.everybody) await access.toRead(viewer, roomId)
      })
    },
  }
}
