import { type Client, useClient } from 'urql'
import type { Involvement } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { refusalOf } from '../network/refusal.ts'

const AddMembers = graphql(`
  mutation AddMembers($input: AddMembersInput!) {
    answer: addMembers(input: $input) { __typename ... on Error { code message } }
  }
`)
const RemoveMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    answer: removeMember(input: $input) { __typename ... on Error { code message } }
  }
`)
const SetMemberRole = graphql(`
  mutation SetMemberRole($input: SetMemberRoleInput!) {
    answer: setMemberRole(input: $input) { __typename ... on Error { code message } }
  }
`)
const ArchiveRoom = graphql(`
  mutation ArchiveRoom($input: ArchiveRoomInput!) {
    answer: archiveRoom(input: $input) { __typename ... on Error { code message } }
  }
`)
const JoinRoom = graphql(`
  mutation JoinRoom($input: JoinRoomInput!) {
    answer: joinRoom(input: $input) { __typename ... on Error { code message } }
  }
`)
const LeaveRoom = graphql(`
  mutation LeaveRoom($input: LeaveRoomInput!) {
    answer: leaveRoom(input: $input) { __typename ... on Error { code message } }
  }
`)
const SetInvolvement = graphql(`
  mutation SetInvolvement($input: SetInvolvementInput!) {
    answer: setInvolvement(input: $input) { __typename ... on Error { code message } }
  }
`)

/** Changes of a room and of one's place in it. Each resolves with null, or with the reason why not, for people. */
export function useRoomMutations(roomId: string) {
  return roomMutations(useClient(), roomId)
}

function roomMutations(client: Client, roomId: string) {
  return {
    addMembers: (logins: string[]) => refusalOf(client.mutation(AddMembers, { input: { roomId, logins } }).toPromise()),
    removeMember: (login: string) => refusalOf(client.mutation(RemoveMember, { input: { roomId, login } }).toPromise()),
    setOwner: (login: string, owner: boolean) =>
      refusalOf(client.mutation(SetMemberRole, { input: { roomId, login, owner } }).toPromise()),
    archive: (archived: boolean) =>
      refusalOf(client.mutation(ArchiveRoom, { input: { roomId, archived } }).toPromise()),
    join: () => refusalOf(client.mutation(JoinRoom, { input: { roomId } }).toPromise()),
    leave: () => refusalOf(client.mutation(LeaveRoom, { input: { roomId } }).toPromise()),
    setInvolvement: (involvement: Involvement) =>
      refusalOf(client.mutation(SetInvolvement, { input: { roomId, involvement } }).toPromise()),
  }
}
