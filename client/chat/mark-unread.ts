import type { Client } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { refusalText } from '../texts/refusal-text.ts'
import type { OpenRoom } from './open-rooms.ts'

const MarkRoomUnread = graphql(`
  mutation MarkRoomUnread($input: MarkRoomUnreadInput!) {
    markRoomUnread(input: $input) {
      __typename
      ... on MarkRoomUnreadSuccess { room { id unreadCount } }
      ... on Error { code message }
    }
  }
`)

/** The same place again changes nothing. */
const repeatable: MutationContext = { repeatable: true }

/**
 * Makes a message and everything after it unread, on all devices, and draws the line above it. What the room shows is not
 * read again until somebody opens it anew, or goes away and returns. Resolves with why it was refused, or null.
 */
export async function markUnread(client: Client, room: OpenRoom, messageId: string): Promise<string | null> {
  const edge = room.live.store.get().edges.find(({ node }) => node.id === messageId)
  if (!edge) return null
  const wasUnread = room.staysUnread.get()
  room.staysUnread.set(true)
  // A place that is being marked as read must not arrive after this.
  await room.marking.current
  const input = { roomId: room.id, from: edge.cursor }
  const { data, error } = await client.mutation(MarkRoomUnread, { input }, repeatable).toPromise()
  const result = data?.markRoomUnread
  if (result?.__typename !== 'MarkRoomUnreadSuccess') {
    room.staysUnread.set(wasUnread)
    return result ? refusalText(result) : failureText(error)
  }
  const count = result.room.unreadCount
  room.unread.set(count > 0 ? { id: messageId, count, since: edge.node.sentAt } : null)
  return null
}
