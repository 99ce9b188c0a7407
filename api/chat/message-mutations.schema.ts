import { builder, refusals } from '../graphql/builder.ts'
import { Message } from './message.schema.ts'
import type { Message as MessageRecord, MessageView } from './message.ts'

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

const PinMessageInput = builder.inputType('PinMessageInput', { fields: (t) => ({ messageId: t.id() }) })
const UnpinMessageInput = builder.inputType('UnpinMessageInput', { fields: (t) => ({ messageId: t.id() }) })

/** The success of a mutation that changes a message. */
const success = (name: string) =>
  builder.objectRef<{ message: MessageView }>(name).implement({
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
      'Removes the text of a message everywhere, its earlier versions, files and reactions. For its author, an owner of the room or an administrator, who need not be in an open room. Repeating it changes nothing.',
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
  pinMessage: t.field({
    authorize: 'signedIn',
    description:
      'Puts a message among those that its room has pinned: at most 100. For every member of a closed or direct room; in an open one for its owners, and for administrators whether they are in it or not. Repeating it changes nothing.',
    type: success('PinMessageSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: PinMessageInput }) },
    resolve: async (_, { input }, { chat, viewer }) => ({ message: await chat.pinMessage(viewer, input.messageId) }),
  }),
  unpinMessage: t.field({
    authorize: 'signedIn',
    description: 'For those who may pin it. Repeating it changes nothing.',
    type: success('UnpinMessageSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: UnpinMessageInput }) },
    resolve: async (_, { input }, { chat, viewer }) => ({ message: await chat.unpinMessage(viewer, input.messageId) }),
  }),
}))
