import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { Room } from './message.schema.ts'
import { type RoomView, readableView } from './room-view.ts'

const TypingAgents = builder.objectRef<{ logins: string[] }>('TypingAgents').implement({
  description: 'Who else is writing in a room now, those who began first at the front, ten at most.',
  fields: (t) => ({
    agents: t.field({
      type: [Agent],
      resolve: ({ logins }, _, { loaders }) => Promise.all(logins.map((login) => loaders.agentNamed(login))),
    }),
  }),
})

const SetTypingInput = builder.inputType('SetTypingInput', {
  fields: (t) => ({
    roomId: t.id(),
    typing: t.boolean({ defaultValue: true, description: 'False: no more, without a message.' }),
  }),
})

const SetTypingSuccess = builder.objectRef<{ room: RoomView }>('SetTypingSuccess').implement({
  fields: (t) => ({ room: t.expose('room', { type: Room }) }),
})

builder.mutationField('setTyping', (t) =>
  t.field({
    authorize: 'signedIn',
    description:
      'Shows the other members for 5 seconds that one is writing; a message ends it. Say so with the first key and every 3 seconds. Nothing is shown of agents whose preferences say so. Repeating it changes nothing.',
    type: SetTypingSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SetTypingInput }) },
    resolve: async (_, { input: { roomId, typing } }, { chat, viewer }) => ({
      room: readableView(await chat.setTyping(viewer, roomId, typing)),
    }),
  }),
)

builder.subscriptionField('typing', (t) =>
  t.field({
    authorize: 'signedIn',
    description:
      'Who else is writing in a room, whenever that changes: each list replaces the last one. The viewer is never in it. Nothing of it is kept or replayed. Ends with UNKNOWN_ROOM when one is not a member any more.',
    type: TypingAgents,
    args: { roomId: t.arg.id() },
    subscribe: (_, { roomId }, { chat, viewer }) => chat.typing(viewer, roomId),
    resolve: (logins) => ({ logins }),
  }),
)
