import type { Viewer } from '../auth/viewer.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { Room } from './message.schema.ts'
import { Involvement, RoomKind } from './room.schema.ts'
import type { Room as RoomRecord } from './room.ts'
import { type RoomView, viewOf } from './room-view.ts'
import type { Chat } from './service.ts'

/** The success of a mutation that changes a room or the viewer's place in it. */
const success = (name: string) =>
  builder.objectRef<{ room: RoomView }>(name).implement({ fields: (t) => ({ room: t.expose('room', { type: Room }) }) })

/** The room as its viewer meets it after the change. */
async function withAccess(chat: Chat, viewer: Viewer, change: Promise<RoomRecord>): Promise<{ room: RoomView }> {
  const room = await change
  return { room: viewOf((await chat.access.find(viewer, room.id)) ?? { room, role: null }) }
}

const CreateRoomInput = builder.inputType('CreateRoomInput', {
  fields: (t) => ({
    name: t.string({ description: '1 to 80 characters.' }),
    kind: t.field({
      type: RoomKind,
      defaultValue: 'OPEN',
      description: 'OPEN or CLOSED: direct rooms are opened by openDirectRoom.',
    }),
    about: t.string({ required: false, description: 'What it is about, in a line of at most 250 characters.' }),
    logins: t.idList({ required: false, description: 'Who is in it from the beginning, besides the viewer.' }),
  }),
})
const OpenDirectRoomInput = builder.inputType('OpenDirectRoomInput', {
  fields: (t) => ({ logins: t.idList({ description: 'The others.' }) }),
})
const OpenPolicyDiscussionInput = builder.inputType('OpenPolicyDiscussionInput', {
  fields: (t) => ({ policyNumber: t.id() }),
})
const RoomInput = (name: string) => builder.inputType(name, { fields: (t) => ({ roomId: t.id() }) })
const AddMembersInput = builder.inputType('AddMembersInput', {
  fields: (t) => ({ roomId: t.id(), logins: t.idList() }),
})
const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  fields: (t) => ({ roomId: t.id(), login: t.id() }),
})
const SetMemberRoleInput = builder.inputType('SetMemberRoleInput', {
  fields: (t) => ({ roomId: t.id(), login: t.id(), owner: t.boolean() }),
})
const RenameRoomInput = builder.inputType('RenameRoomInput', {
  fields: (t) => ({
    roomId: t.id(),
    name: t.string({ required: false, description: 'Without it the name stays.' }),
    about: t.string({ required: false, description: 'Without it the line stays; an empty one removes it.' }),
  }),
})
const ArchiveRoomInput = builder.inputType('ArchiveRoomInput', {
  fields: (t) => ({ roomId: t.id(), archived: t.boolean({ defaultValue: true }) }),
})
const MarkRoomReadInput = builder.inputType('MarkRoomReadInput', {
  fields: (t) => ({ roomId: t.id(), upTo: t.field({ type: 'Cursor' }) }),
})
const MarkRoomUnreadInput = builder.inputType('MarkRoomUnreadInput', {
  fields: (t) => ({
    roomId: t.id(),
    from: t.field({ type: 'Cursor', description: 'The cursor of the first message that is to be unread.' }),
  }),
})
const SetInvolvementInput = builder.inputType('SetInvolvementInput', {
  fields: (t) => ({ roomId: t.id(), involvement: t.field({ type: Involvement }) }),
})

const again = 'Repeating it changes nothing.'

builder.mutationFields((t) => ({
  createRoom: t.field({
    authorize: 'signedIn',
    description: 'Whoever creates a room owns it. Repeated, it creates another one.',
    type: success('CreateRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: CreateRoomInput }) },
    resolve: (_, { input }, { chat, viewer }) => withAccess(chat, viewer, chat.createRoom(viewer, input)),
  }),
  openDirectRoom: t.field({
    authorize: 'signedIn',
    description: `The room of the viewer and these people: always the same. ${again}`,
    type: success('OpenDirectRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: OpenDirectRoomInput }) },
    resolve: (_, { input }, { chat, viewer }) => withAccess(chat, viewer, chat.openDirectRoom(viewer, input.logins)),
  }),
  openPolicyDiscussion: t.field({
    authorize: 'signedIn',
    description: `The room in which a policy is discussed, of which there is one: whoever may see the policy joins it. ${again}`,
    type: success('OpenPolicyDiscussionSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: OpenPolicyDiscussionInput }) },
    resolve: async (_, { input }, { chat, policies, viewer }) => {
      const policy = await policies.knownPolicy(viewer, input.policyNumber)
      return withAccess(chat, viewer, chat.openPolicyDiscussion(viewer, policy))
    },
  }),
  joinRoom: t.field({
    authorize: 'signedIn',
    description: `Of open rooms. ${again}`,
    type: success('JoinRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: RoomInput('JoinRoomInput') }) },
    resolve: (_, { input }, { chat, viewer }) => withAccess(chat, viewer, chat.joinRoom(viewer, input.roomId)),
  }),
  leaveRoom: t.field({
    authorize: 'signedIn',
    type: success('LeaveRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: RoomInput('LeaveRoomInput') }) },
    resolve: (_, { input }, { chat, viewer }) => withAccess(chat, viewer, chat.leaveRoom(viewer, input.roomId)),
  }),
  addMembers: t.field({
    authorize: 'signedIn',
    description: `To an open room by any member, to a closed one by its owners or an administrator. ${again}`,
    type: success('AddMembersSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: AddMembersInput }) },
    resolve: (_, { input }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.addMembers(viewer, input.roomId, input.logins)),
  }),
  removeMember: t.field({
    authorize: 'signedIn',
    description: `By an owner or an administrator. The member's subscriptions to the room end. ${again}`,
    type: success('RemoveMemberSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: RemoveMemberInput }) },
    resolve: (_, { input }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.removeMember(viewer, input.roomId, input.login)),
  }),
  setMemberRole: t.field({
    authorize: 'signedIn',
    description: `By an owner or an administrator. A room always keeps an owner. INVALID_INPUT for whoever is no member. ${again}`,
    type: success('SetMemberRoleSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: SetMemberRoleInput }) },
    resolve: (_, { input: { roomId, login, owner } }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.setRole(viewer, roomId, login, owner ? 'OWNER' : 'MEMBER')),
  }),
  renameRoom: t.field({
    authorize: 'signedIn',
    description: `Changes the name, what the room is about, or both: one must be given. By an owner or an administrator. ${again}`,
    type: success('RenameRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: RenameRoomInput }) },
    resolve: (_, { input: { roomId, name, about } }, { chat, viewer }) => {
      const change = { ...(name == null ? {} : { name }), ...(about == null ? {} : { about }) }
      return withAccess(chat, viewer, chat.changeRoom(viewer, roomId, change))
    },
  }),
  archiveRoom: t.field({
    authorize: 'signedIn',
    description: `An archived room can only be read. By an owner or an administrator. ${again}`,
    type: success('ArchiveRoomSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ArchiveRoomInput }) },
    resolve: (_, { input: { roomId, archived } }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.changeRoom(viewer, roomId, { archived })),
  }),
  markRoomRead: t.field({
    authorize: 'signedIn',
    description: `Everything up to a place is read, on all devices; it never goes back by this. ${again}`,
    type: success('MarkRoomReadSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: MarkRoomReadInput }) },
    resolve: (_, { input }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.markRoomRead(viewer, input.roomId, input.upTo)),
  }),
  markRoomUnread: t.field({
    authorize: 'signedIn',
    description: `A message and everything after it are unread again. ${again}`,
    type: success('MarkRoomUnreadSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: MarkRoomUnreadInput }) },
    resolve: (_, { input }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.markRoomUnread(viewer, input.roomId, input.from)),
  }),
  setInvolvement: t.field({
    authorize: 'signedIn',
    description: `What of a room one wants to be called for. ${again}`,
    type: success('SetInvolvementSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: SetInvolvementInput }) },
    resolve: (_, { input }, { chat, viewer }) =>
      withAccess(chat, viewer, chat.setInvolvement(viewer, input.roomId, input.involvement)),
  }),
}))
