import { builder } from '../graphql/builder.ts'
import { pageArgs } from '../graphql/pagination.ts'
import { MessageConnection, Room } from './message.schema.ts'

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

builder.queryFields((t) => ({
  rooms: t.field({
    authorize: 'signedIn',
    type: [Room],
    resolve: (_, __, { chat, viewer }) => chat.rooms(viewer),
  }),
  room: t.field({
    authorize: 'signedIn',
    description: '"general" is the room of all agents.',
    type: Room,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: (_, { id }, { chat, viewer }) => chat.room(viewer, id),
  }),
}))
