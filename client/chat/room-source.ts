import type { RoomLiveSubscription, RoomSource_EdgeFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { liveSource } from '../live/live.ts'
import type { Change } from '../live/timeline.ts'

const RoomSource_message = graphql(`
  fragment RoomSource_message on Message {
    id clientId text sentAt deletedAt author { login name } attachments { id }
    replyTo { id ...Quote_message }
    ...Quote_message
    ...MessageActions_message ...MessageList_message ...Announcer_message
  }
`)

const RoomSource_edge = graphql(`
  fragment RoomSource_edge on MessageEdge { cursor node { id ...RoomSource_message } }
`)

const RoomPage = graphql(`
  query RoomPage($roomId: ID!, $last: Int, $before: Cursor, $first: Int, $after: Cursor, $around: ID) {
    room(id: $roomId) {
      ...RoomHeader_room
      unreadCount
      membership { readUpTo }
      changesAfter
      messages(last: $last, before: $before, first: $first, after: $after, around: $around) {
        edges { ...RoomSource_edge }
        pageInfo { hasPreviousPage hasNextPage }
      }
    }
  }
`)

const RoomLive = graphql(`
  subscription RoomLive($roomId: ID!, $after: Cursor) {
    roomChanged(roomId: $roomId, after: $after) {
      cursor
      node {
        __typename
        ... on MessageChange { message { id ...RoomSource_message } }
      }
    }
  }
`)

/** The first messages after a place: reading goes on at the first of them that is somebody else's. */
export const FirstAfter = graphql(`
  query FirstAfter($roomId: ID!, $after: Cursor) {
    room(id: $roomId) {
      messages(first: 20, after: $after) { edges { node { id sentAt deletedAt author { login } } } }
    }
  }
`)

const readMessage = (message: RoomSource_EdgeFragment['node']) => readFragment(RoomSource_message, message)

export type ChatMessage = ReturnType<typeof readMessage>

/** Whether a change may be one of what is pinned in the room, and one of what files it has. */
export function touches({ roomChanged: { node } }: RoomLiveSubscription): { pins: boolean; files: boolean } {
  switch (node.__typename) {
    case 'PinChanged':
    case 'MessageEdited':
      return { pins: true, files: false }
    case 'MessageDeleted':
      return { pins: true, files: true }
    case 'MessageSent':
      return { pins: false, files: readMessage(node.message).attachments.length > 0 }
    default:
      return { pins: false, files: false }
  }
}

/** A message whose text has been replaced or deleted: null for any other change. */
export function revisedBy({ roomChanged: { node } }: RoomLiveSubscription): ChatMessage | null {
  const isRevised = node.__typename === 'MessageEdited' || node.__typename === 'MessageDeleted'
  return isRevised ? readMessage(node.message) : null
}

/** The messages of a room as one list: a page and every change that follows it. */
export const roomSource = (roomId: string) =>
  liveSource({
    page: RoomPage,
    live: RoomLive,
    variables: { roomId },
    pageOf: ({ room }) =>
      room && {
        edges: room.messages.edges.map((each) => {
          const { cursor, node } = readFragment(RoomSource_edge, each)
          return { cursor, node: readMessage(node) }
        }),
        hasOlder: room.messages.pageInfo.hasPreviousPage,
        hasNewer: room.messages.pageInfo.hasNextPage,
        endCursor: room.changesAfter,
      },
    changeOf({ roomChanged: { cursor, node } }): Change<ChatMessage> {
      if (!('message' in node)) return { cursor, node: null }
      return { cursor, node: readMessage(node.message), replaces: node.__typename !== 'MessageSent' }
    },
    // A quote shows what the message says now: nothing once it is deleted.
    quoting(message: ChatMessage, replacements: ReadonlyMap<string, ChatMessage>): ChatMessage {
      const answered = message.replyTo && replacements.get(message.replyTo.id)
      return answered ? { ...message, replyTo: answered } : message
    },
  })
