import { Agent } from '../auth/schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/connection.ts'
import type { Message as MessageRecord, Room as RoomRecord } from './message.ts'
import type { PresenceChange as PresenceChangeRecord } from './presence.ts'
import { topicOf } from './service.ts'

export const Room = builder.objectRef<RoomRecord>('Room')
const Message = builder.objectRef<MessageRecord>('Message')
const { Edge: MessageEdge, Connection: MessageConnection } = connectionOf('Message', Message)

Room.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    messages: t.field({
      description: 'Newest at the end; without arguments the last 50.',
      type: MessageConnection,
      args: pageArgs,
      resolve: (room, args, { chat, viewer }) => chat.messages(viewer, room.id, args),
    }),
  }),
})

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

const PresenceChange = builder.objectRef<PresenceChangeRecord>('PresenceChange').implement({
  fields: (t) => ({
    agent: t.field({ type: Agent, resolve: (change, _, { loaders }) => loaders.agentNamed(change.login) }),
    online: t.exposeBoolean('online'),
  }),
})

builder.queryFields((t) => ({
  rooms: t.field({ type: [Room], resolve: (_, __, { chat, viewer }) => chat.rooms(viewer) }),
  room: t.field({
    description: '"general" is the room of all agents.',
    type: Room,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: (_, { id }, { chat, viewer }) => chat.room(viewer, id),
  }),
}))

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
    description: 'Answers once the message is durable.',
    type: SendMessageSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SendMessageInput }) },
    resolve: (_, { input }, { chat, viewer }) => chat.sendMessage(viewer, input),
  }),
)

builder.subscriptionFields((t) => ({
  messageReceived: t.field({
    description: 'Everything after a cursor, then everything new, once and in order. Without a cursor it starts now.',
    type: MessageEdge,
    args: {
      roomId: t.arg.id({ defaultValue: 'general' }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    subscribe: (_, { roomId, after }, { chat, viewer }) => chat.messageReceived(viewer, roomId, after ?? null),
    resolve: (entry, { roomId }) => ({ cursor: encodeCursor(topicOf(roomId), entry.seq), node: entry.body }),
  }),
  presenceChanged: t.field({
    description: 'Agents who come online or have been gone for 15 seconds.',
    type: PresenceChange,
    subscribe: (_, __, { presence, viewer }) => viewer && presence.changes(),
    resolve: (change) => change,
  }),
}))
