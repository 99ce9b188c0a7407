import { Agent } from '../auth/agent.schema.ts'
import { FileKind, SentFileConnection } from '../files/sent-file.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import type { Loaders } from '../schema/loaders.ts'
import { Message, MessageConnection, Room } from './message.schema.ts'
import { involvementIn, involvements } from './reading.ts'
import { type Reading, readUpTo } from './reading-service.ts'
import { roomKinds } from './room.ts'
import { assertReadable, type RoomView, viewOf } from './room-view.ts'
import type { Chat } from './service.ts'

export const RoomKind = builder.enumType('RoomKind', { values: roomKinds })
export const Involvement = builder.enumType('Involvement', { values: involvements })
const RoomRole = builder.enumType('RoomRole', { values: ['OWNER', 'MEMBER'] as const })

const RoomMember = builder.objectRef<{ login: string; role: 'OWNER' | 'MEMBER' }>('RoomMember').implement({
  fields: (t) => ({
    agent: t.field({ type: Agent, resolve: ({ login }, _, { loaders }) => loaders.agentNamed(login) }),
    role: t.expose('role', { type: RoomRole }),
  }),
})

const Membership = builder
  .objectRef<{ room: RoomView; role: 'OWNER' | 'MEMBER'; reading: Reading }>('Membership')
  .implement({
    description: "The viewer's place in a room.",
    fields: (t) => ({
      role: t.expose('role', { type: RoomRole }),
      involvement: t.field({
        type: Involvement,
        resolve: ({ room, reading }) => involvementIn(room, reading.involvement),
      }),
      readUpTo: t.field({
        description: 'The place up to which the viewer has read, on any device.',
        type: 'Cursor',
        nullable: true,
        resolve: ({ room, reading }) => readUpTo(room.id, reading),
      }),
    }),
  })

/** In the order in which they came. */
async function membersOf(roomId: string, loaders: Loaders) {
  const members = await loaders.members.load(roomId)
  return Promise.all(members.map(({ login }) => loaders.agentNamed(login)))
}

Room.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({
      description: 'Of a direct room the names of its members.',
      resolve: async (room, _, { loaders }) => {
        if (room.kind !== 'DIRECT') return room.name
        return (await membersOf(room.id, loaders)).map(({ name }) => name).join(', ')
      },
    }),
    kind: t.expose('kind', { type: RoomKind }),
    about: t.exposeString('about', { description: 'What the room is about, in a line; may be empty.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'An archived room can only be read.',
    }),
    members: t.field({
      type: [Agent],
      complexity: { multiplier: 20 },
      resolve: async (room, _, { loaders, agents }) => {
        assertReadable(room)
        return room.everybody ? agents.all() : membersOf(room.id, loaders)
      },
    }),
    directMembers: t.field({
      description: 'The members of a direct room, by whom it is called: at most 20. Of any other room nobody.',
      type: [Agent],
      resolve: (room, _, { loaders }) => (room.kind === 'DIRECT' ? membersOf(room.id, loaders) : []),
    }),
    memberRoles: t.field({
      description: 'Empty for the room of everybody, in which nobody has a role of their own.',
      type: [RoomMember],
      complexity: { multiplier: 20 },
      resolve: (room, _, { loaders }) => {
        assertReadable(room)
        return loaders.members.load(room.id)
      },
    }),
    membership: t.field({
      description: 'Null for a room that the viewer is not in.',
      type: Membership,
      nullable: true,
      resolve: async (room, _, { chat, viewer }) => {
        const [found, reading] = await Promise.all([chat.access.find(viewer, room.id), chat.reading(viewer, room.id)])
        return found?.role ? { room, role: found.role, reading } : null
      },
    }),
    unreadCount: t.int({
      description: "Messages after the viewer's place, without deleted ones; 0 in a room that the viewer is not in.",
      resolve: async (room, _, { chat, viewer }) => (room.readable ? (await chat.reading(viewer, room.id)).unread : 0),
    }),
    mentionCount: t.int({
      description: 'How many of them mention the viewer. In a direct room all do.',
      resolve: async (room, _, { chat, viewer }) => {
        if (!room.readable) return 0
        const { unread, mentions } = await chat.reading(viewer, room.id)
        return room.kind === 'DIRECT' ? unread : mentions
      },
    }),
    lastMessage: t.field({
      type: Message,
      nullable: true,
      resolve: (room, _, { chat }) => {
        assertReadable(room)
        return chat.lastMessage(room.id)
      },
    }),
    pinnedMessages: t.field({
      description: 'What was pinned last first; at most 100.',
      type: [Message],
      complexity: { multiplier: 20 },
      resolve: (room, _, { chat }) => {
        assertReadable(room)
        return chat.pinnedMessages(room.id)
      },
    }),
    files: t.field({
      description: 'What was sent to the room and is still there, the newest first.',
      type: SentFileConnection,
      args: { ...pageArgs, kind: t.arg({ type: FileKind, required: false, description: 'Without it all.' }) },
      resolve: (room, { kind, ...page }, { files }) => {
        assertReadable(room)
        return files.sentTo(room.id, kind ?? null, page)
      },
    }),
    changesAfter: t.field({
      description:
        'The place at which the messages beside it were read: following roomChanged from here misses nothing and repeats nothing.',
      type: 'Cursor',
      resolve: async (room, _, { chat }) => {
        assertReadable(room)
        // By then the fields beside it have begun to be read.
        await new Promise(setImmediate)
        const histories = await Promise.all(room.pages.map(async (page) => (await page).history))
        const first = histories.sort((one, other) => one.head - other.head)[0]
        return chat.headOf(room.id, first)
      },
    }),
    messages: t.field({
      description: 'Newest at the end; without arguments the last 50. Edited and deleted ones are as they are now.',
      type: MessageConnection,
      args: { ...pageArgs, around: t.arg.id({ required: false, description: 'The page around a message.' }) },
      resolve: (room, args, { chat }) => {
        assertReadable(room)
        const page = chat.page(room.id, args)
        room.pages.push(page)
        return page
      },
    }),
  }),
})

const { Connection: RoomConnection } = connectionOf('Room', Room)

const directoryArgs = builder.args((t) => ({
  search: t.string({ required: false }),
  first: t.int({ required: false }),
  after: t.field({ type: 'Cursor', required: false }),
}))

/** A page of the directory as its viewer meets the rooms. */
function viewed(page: Awaited<ReturnType<Chat['directory']>>) {
  const edges = page.edges.map(({ cursor, node: { role, ...room } }) => ({ cursor, node: viewOf({ room, role }) }))
  return { ...page, edges }
}

builder.queryFields((t) => ({
  rooms: t.field({
    authorize: 'signedIn',
    description: 'The rooms that one is in.',
    type: [Room],
    args: {
      archived: t.arg.boolean({ defaultValue: false }),
      ids: t.arg.idList({ required: false, description: 'Of them these alone.' }),
    },
    resolve: async (_, { archived, ids }, { chat, viewer }) =>
      (await chat.rooms(viewer, { archived, ids: ids ?? null })).map(({ role, ...room }) => viewOf({ room, role })),
  }),
  room: t.field({
    authorize: 'signedIn',
    description: '"general" is the room of all agents. Null where it does not exist for the viewer.',
    type: Room,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: async (_, { id }, { chat, viewer }) => {
      const found = await chat.access.find(viewer, id)
      return found && viewOf(found)
    },
  }),
  directory: t.field({
    authorize: 'signedIn',
    description: 'Open rooms by name, whether one is in them or not. Every word of the search is in the name or line.',
    type: RoomConnection,
    args: directoryArgs,
    resolve: (_, { search, ...args }, { chat, viewer }) =>
      chat.directory(viewer, 'open', search ?? null, args).then(viewed),
  }),
  allRooms: t.field({
    authorize: 'ADMIN',
    description:
      'The same of all rooms but direct ones, with closed and archived ones. Their messages stay those of their members.',
    type: RoomConnection,
    args: directoryArgs,
    resolve: (_, { search, ...args }, { chat, viewer }) =>
      chat.directory(viewer, 'all', search ?? null, args).then(viewed),
  }),
}))

builder.subscriptionFields((t) => ({
  roomsChanged: t.field({
    authorize: 'signedIn',
    description:
      'Rooms of the viewer whose entry in the list has changed: last message, unread, membership, name. State and not a log: several changes are one event. `membership` is null for a room that was left.',
    type: Room,
    subscribe: (_, __, { chat, viewer }) => chat.roomsChanged(viewer),
    resolve: (found) => viewOf(found),
  }),
}))
