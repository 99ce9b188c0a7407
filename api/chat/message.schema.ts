import { Agent } from '../auth/agent.schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { Attachment } from '../files/file.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import { asSent, type Message as MessageRecord, type MessageVersion, type Reaction } from './message.ts'
import { topicOf } from './room.ts'
import { type RoomView, readableView } from './room-view.ts'

/** Implemented in room.schema.ts: a room has messages, and a message its room. */
export const Room = builder.objectRef<RoomView>('Room')
export const Message = builder.objectRef<MessageRecord>('Message')
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
      resolve: async (message, _, { loaders }) => readableView(await loaders.roomOf(message.roomId)),
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
      resolve: ({ replyTo }, _, { loaders }) => (replyTo ? loaders.message.load(replyTo) : null),
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

const confirmHere = {
  defaultValue: false,
  description: 'Without it @here in a room of more than 10 members is refused with CONFIRM_HERE.',
}

const SendMessageInput = builder.inputType('SendMessageInput', {
  fields: (t) => ({
    roomId: t.id({ defaultValue: 'general' }),
    text: t.string({
      description:
        '1 to 4,000 characters; with files it may be empty. @login mentions a member, @here those who are online.',
    }),
    clientId: t.id({
      required: false,
      description:
        'A UUID made by the client: the same author and clientId gives the same message, however often it is sent.',
    }),
    replyTo: t.id({ required: false, description: 'A message of the same room.' }),
    attachmentIds: t.idList({
      required: false,
      description: 'At most 10 complete uploads of the author’s to the same room, each for one message.',
    }),
    confirmHere: t.boolean(confirmHere),
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

const EditMessageInput = builder.inputType('EditMessageInput', {
  fields: (t) => ({
    messageId: t.id(),
    text: t.string({ description: '1 to 4,000 characters.' }),
    version: t.int({
      required: false,
      description: 'The version that was edited: EDIT_CONFLICT when there is a newer one. Without it the newest.',
    }),
    confirmHere: t.boolean(confirmHere),
  }),
})
const DeleteMessageInput = builder.inputType('DeleteMessageInput', { fields: (t) => ({ messageId: t.id() }) })
const ReactInput = builder.inputType('ReactInput', {
  fields: (t) => ({
    messageId: t.id(),
    emoji: t.string({ description: 'One emoji.' }),
    on: t.boolean({ defaultValue: true, description: 'False takes the reaction back.' }),
  }),
})

/** The success of a mutation that changes a message. */
const success = (name: string) =>
  builder.objectRef<{ message: MessageRecord }>(name).implement({
    fields: (t) => ({ message: t.expose('message', { type: Message }) }),
  })

builder.mutationFields((t) => ({
  sendMessage: t.field({
    authorize: 'signedIn',
    description: 'Answers once the message is durable. Repeat it with the same clientId.',
    type: SendMessageSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SendMessageInput }) },
    resolve: (_, { input }, { chat, viewer }) => chat.sendMessage(viewer, input),
  }),
  editMessage: t.field({
    authorize: 'signedIn',
    description: 'Replaces the text of an own message. Repeating it changes nothing.',
    type: success('EditMessageSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: EditMessageInput }) },
    resolve: async (_, { input }, { chat, viewer }) => ({ message: await chat.editMessage(viewer, input) }),
  }),
  deleteMessage: t.field({
    authorize: 'signedIn',
    description:
      'Removes the text of a message everywhere, its earlier versions, files and reactions. For its author, an owner of the room or an administrator. Repeating it changes nothing.',
    type: success('DeleteMessageSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: DeleteMessageInput }) },
    resolve: async (_, { input }, { chat, viewer }) => ({
      message: await chat.deleteMessage(viewer, input.messageId),
    }),
  }),
  react: t.field({
    authorize: 'signedIn',
    description: 'Sets or takes back an own reaction. Repeating it changes nothing.',
    type: success('ReactSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ReactInput }) },
    resolve: async (_, { input }, { chat, viewer }) => ({ message: await chat.react(viewer, input) }),
  }),
}))

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
