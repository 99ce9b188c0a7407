import { Agent } from '../auth/agent.schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { Attachment } from '../files/file.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import { asSent, type MessageVersion, type MessageView, type Reaction } from './message.ts'
import { topicOf } from './room.ts'
import { type RoomView, readableView, viewOf } from './room-view.ts'

/** Implemented in room.schema.ts: a room has messages, and a message its room. */
export const Room = builder.objectRef<RoomView>('Room')
export const Message = builder.objectRef<MessageView>('Message')
export const { Edge: MessageEdge, Connection: MessageConnection } = connectionOf('Message', Message)

const ReactionRef = builder.objectRef<Reaction>('Reaction').implement({
  fields: (t) => ({
    emoji: t.exposeString('emoji'),
    count: t.int({ resolve: ({ logins }) => logins.length }),
    agents: t.field({
      description: 'In the order in which they reacted.',
      type: [Agent],
      resolve: ({ logins }, _, { loaders }) => Promise.all(logins.map((login) => loaders.agentNamed(login))),
    }),
  }),
})

const MessageVersionRef = builder.objectRef<MessageVersion>('MessageVersion').implement({
  description: 'An earlier text of an edited message.',
  fields: (t) => ({
    version: t.exposeInt('version'),
    text: t.exposeString('text'),
    at: t.expose('at', { type: 'DateTime', description: 'When it was replaced.' }),
  }),
})

Message.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    room: t.field({
      type: Room,
      resolve: async ({ roomId, isOutside }, _, { loaders }) => {
        const room = await loaders.roomOf(roomId)
        return isOutside ? viewOf({ room, role: null }) : readableView(room)
      },
    }),
    author: t.field({
      type: Agent,
      resolve: (message, _, { loaders }) => loaders.agentNamed(message.author),
    }),
    text: t.exposeString('text', { description: 'Empty once the message is deleted.' }),
    sentAt: t.field({ type: 'DateTime', resolve: (message) => new Date(message.sentAt) }),
    clientId: t.exposeID('clientId', { nullable: true }),
    version: t.exposeInt('version', { description: '1 as it was sent, and one more with each edit.' }),
    editedAt: t.expose('editedAt', { type: 'DateTime', nullable: true }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true }),
    editableUntil: t.field({
      description: 'Until when its author may edit it; null is for ever.',
      type: 'DateTime',
      nullable: true,
      resolve: (message, _, { chat }) => chat.editableUntil({ ...message, sentAt: new Date(message.sentAt) }),
    }),
    earlierVersions: t.field({
      description: 'What was there before each edit, oldest first.',
      type: [MessageVersionRef],
      resolve: ({ id, version }, _, { chat }) => (version === 1 ? [] : chat.versions(id)),
    }),
    replyTo: t.field({
      description: 'The message of the same room that it answers.',
      type: Message,
      nullable: true,
      resolve: ({ replyTo, isOutside }, _, { loaders }) =>
        replyTo && !isOutside ? loaders.message.load(replyTo) : null,
    }),
    attachments: t.field({
      description: 'The files that were sent with it, in order.',
      type: [Attachment],
      // Most messages have none.
      complexity: { multiplier: 1 },
      resolve: async ({ attachmentIds }, _, { loaders }) => {
        if (!attachmentIds) return []
        const found = await Promise.all(attachmentIds.map((id) => loaders.attachment.load(id)))
        return found.filter((file) => file !== null)
      },
    }),
    pinnedAt: t.expose('pinnedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is pinned in its room; null for a message that is not.',
    }),
    pinnedBy: t.field({
      type: Agent,
      nullable: true,
      resolve: ({ pinnedBy }, _, { loaders }) => (pinnedBy === null ? null : loaders.agentNamed(pinnedBy)),
    }),
    reactions: t.expose('reactions', { type: [ReactionRef], description: 'In the order of the first of each.' }),
  }),
})

builder.queryField('message', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'A message of a room that one is in.',
    type: Message,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: (_, { id }, { chat, viewer }) => chat.message(viewer, id),
  }),
)

builder.subscriptionFields((t) => ({
  messageReceived: t.field({
    authorize: 'signedIn',
    description:
      'New messages: everything after a cursor, then everything new, once and in order. Without a cursor it starts now. What becomes of them later is in roomChanged.',
    type: MessageEdge,
    args: {
      roomId: t.arg.id({ defaultValue: 'general' }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    subscribe: (_, { roomId, after }, { chat, viewer }) => chat.messageReceived(viewer, roomId, after ?? null),
    resolve: (entry, { roomId }) => ({ cursor: encodeCursor(topicOf(roomId), entry), node: asSent(entry.body) }),
  }),
}))
