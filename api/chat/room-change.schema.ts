import { Agent } from '../auth/agent.schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { builder } from '../graphql/builder.ts'
import { Message, Room } from './message.schema.ts'
import { asSent, type Message as MessageRecord } from './message.ts'
import { topicOf } from './room.ts'
import { readChange } from './room-change.ts'
import { type RoomView, readableView } from './room-view.ts'

type MessageChange = { type: string; message: MessageRecord }

const MessageChangeRef = builder.interfaceRef<MessageChange>('MessageChange').implement({
  description: 'A change of one message.',
  fields: (t) => ({ message: t.expose('message', { type: Message }) }),
  resolveType: ({ type }) => type,
})

const withMessage = (name: string, description: string) =>
  builder.objectRef<MessageChange>(name).implement({ description, interfaces: [MessageChangeRef] })
type MembersChange = { type: string; room: RoomView; joined: string[]; left: string[] }

const MessageSent = withMessage('MessageSent', 'The message as it was sent.')
const MessageEdited = withMessage('MessageEdited', 'The message as it is now.')
const MessageDeleted = withMessage('MessageDeleted', 'What is left of the message: its text is empty.')
const ReactionsChanged = withMessage('ReactionsChanged', 'The message with its reactions of now.')
const PinChanged = withMessage('PinChanged', 'The message as it is now: pinned, or not any more.')
const MembersChanged = builder.objectRef<MembersChange>('MembersChanged').implement({
  description: 'Members have joined, left or been given another role.',
  fields: (t) => ({
    room: t.expose('room', { type: Room }),
    joined: t.field({
      type: [Agent],
      resolve: ({ joined }, _, { loaders }) => Promise.all(joined.map((login) => loaders.agentNamed(login))),
    }),
    left: t.field({
      type: [Agent],
      resolve: ({ left }, _, { loaders }) => Promise.all(left.map((login) => loaders.agentNamed(login))),
    }),
  }),
})
const RoomUpdated = builder.objectRef<{ type: string; room: RoomView }>('RoomUpdated').implement({
  description: 'The room was renamed or archived, or what it is about has changed.',
  fields: (t) => ({ room: t.expose('room', { type: Room }) }),
})

const RoomChange = builder.unionType('RoomChange', {
  description: 'A change of a room, in the order in which they happened.',
  types: [MessageSent, MessageEdited, MessageDeleted, ReactionsChanged, PinChanged, MembersChanged, RoomUpdated],
  resolveType: (change) => (change as { type: string }).type,
})

type Change = MessageChange | { type: string; room: RoomView } | MembersChange

const RoomChangeEdge = builder
  .objectRef<{ cursor: string; node: Change | Promise<Change> }>('RoomChangeEdge')
  .implement({
    fields: (t) => ({
      cursor: t.expose('cursor', { type: 'Cursor' }),
      node: t.field({ type: RoomChange, resolve: async ({ node }) => (await node) as never }),
    }),
  })

builder.subscriptionFields((t) => ({
  roomChanged: t.field({
    authorize: 'signedIn',
    description:
      'Every change of a room after a cursor, then every new one, once and in order: messages sent, edited, deleted, reacted to, pinned, members and the room itself. Follow it from Room.changesAfter of the page that is shown. Ends with UNKNOWN_ROOM when one is not a member any more.',
    type: RoomChangeEdge,
    args: { roomId: t.arg.id(), after: t.arg({ type: 'Cursor', required: false }) },
    subscribe: (_, { roomId, after }, { chat, viewer }) => chat.roomChanged(viewer, roomId, after ?? null),
    resolve: (entry, { roomId }, { loaders }) => {
      const change = readChange(entry)
      const edge = (node: Change | Promise<Change>) => ({ cursor: encodeCursor(topicOf(roomId), entry), node })
      // What was sent is at hand: such an event is executed without waiting for anything.
      if (change.kind === 'message') return edge({ type: 'MessageSent', message: asSent(change.body) })
      const room = async () => readableView(await loaders.roomOf(roomId))
      const node = async (): Promise<Change> => {
        switch (change.kind) {
          case 'message-edited':
            return { type: 'MessageEdited', message: await loaders.messageOf(change.body.messageId) }
          case 'message-deleted':
            return { type: 'MessageDeleted', message: await loaders.messageOf(change.body.messageId) }
          case 'reactions-changed':
            return { type: 'ReactionsChanged', message: await loaders.messageOf(change.body.messageId) }
          case 'pin-changed':
            return { type: 'PinChanged', message: await loaders.messageOf(change.body.messageId) }
          case 'members-changed':
            return { type: 'MembersChanged', room: await room(), ...change.body }
          case 'room-updated':
            return { type: 'RoomUpdated', room: await room() }
          default:
            // An entry of a newer version, of whose kind this one knows nothing: the room is read anew.
            change satisfies never
            return { type: 'RoomUpdated', room: await room() }
        }
      }
      return edge(node())
    },
  }),
}))
