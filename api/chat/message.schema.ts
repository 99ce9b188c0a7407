import { Agent } from '../auth/agent.schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import type { Message as MessageRecord, Room as RoomRecord } from './message.ts'
import { topicOf } from './service.ts'

/** Implemented in room.schema.ts: a room has messages, and a message its room. */
export const Room = builder.objectRef<RoomRecord>('Room')
const Message = builder.objectRef<MessageRecord>('Message')
export const { Edge: MessageEdge, Connection: MessageConnection } = connectionOf('Message', Message)

Message.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    room: t.field({
      type: Room,
      resolve: (message, _, { loaders }) =>
        loaders.room.load(message.roomId).then((room) => room ?? { id: message.roomId, name: message.roomId }),
    }),
    author: t.field({
      type: Agent,
      resolve: (message, _, { loaders }) => loaders.agentNamed(message.author),
    }),
    text: t.exposeString('text'),
    sentAt: t.field({ type: 'DateTime', resolve: (message) => new Date(message.sentAt) }),
    clientId: t.exposeID('clientId', { nullable: true }),
  }),
})

const SendMessageInput = builder.inputType('SendMessageInput', {
  fields: (t) => ({
    roomId: t.id({ defaultValue: 'general' }),
    text: t.string({ description: '1 to 4,000 characters.' }),
    clientId: t.id({
      required: false,
      description:
        'A UUID made by the client: the same author and clientId gives the same message, however often it is sent.',
    }),
  }),
})

const SendMessageSuccess = builder
  .objectRef<{ message: MessageRecord; cursor: string }>('SendMessageSuccess')
  .implement({
    fields: (t) => ({
      message: t.expose('message', { type: Message }),
      cursor: t.expose('cursor', { type: 'Cursor' }),
    }),
  })

builder.mutationField('sendMessage', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'Answers once the message is durable.',
    type: SendMessageSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SendMessageInput }) },
    resolve: (_, { input }, { chat, viewer }) => chat.sendMessage(viewer, input),
  }),
)

builder.subscriptionFields((t) => ({
  messageReceived: t.field({
    authorize: 'signedIn',
    description: 'Everything after a cursor, then everything new, once and in order. Without a cursor it starts now.',
    type: MessageEdge,
    args: {
      roomId: t.arg.id({ defaultValue: 'general' }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    subscribe: (_, { roomId, after }, { chat, viewer }) => chat.messageReceived(viewer, roomId, after ?? null),
    resolve: (entry, { roomId }) => ({ cursor: encodeCursor(topicOf(roomId), entry), node: entry.body }),
  }),
}))
