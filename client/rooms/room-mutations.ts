import { type Client, type OperationResult, useClient } from 'urql'
import type { ErrorCode, Involvement } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'

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
    addMembers: (logins: string[]) => refusal(client.mutation(AddMembers, { input: { roomId, logins } }).toPromise()),
    removeMember: (login: string) => refusal(client.mutation(RemoveMember, { input: { roomId, login } }).toPromise()),
    setOwner: (login: string, owner: boolean) =>
      refusal(client.mutation(SetMemberRole, { input: { roomId, login, owner } }).toPromise()),
    archive: (archived: boolean) => refusal(client.mutation(ArchiveRoom, { input: { roomId, archived } }).toPromise()),
    join: () => refusal(client.mutation(JoinRoom, { input: { roomId } }).toPromise()),
    leave: () => refusal(client.mutation(LeaveRoom, { input: { roomId } }).toPromise()),
    setInvolvement: (involvement: Involvement) =>
      refusal(client.mutation(SetInvolvement, { input: { roomId, involvement } }).toPromise()),
  }
}

type Answer = { answer: { __typename: string } | { __typename: string; code: ErrorCode; message: string } }

async function refusal(asked: Promise<OperationResult<Answer>>): Promise<string | null> {
  const { data, error } = await asked
  if (!data) return failureText(error)
  return 'message' in data.answer ? refusalText(data.answer) : null
}
