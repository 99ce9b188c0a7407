import { expect } from 'vitest'
import type { Agent } from './agent.ts'
import type { Following, Heard, Transport } from './following.ts'

/** A message as a screen shows it. */
export type Shown = {
  id: string
  text: string
  version: number
  deletedAt: string | null
  reactions: { emoji: string; agents: { login: string }[] }[]
  pinnedAt: string | null
  pinnedBy: { login: string } | null
}
export type RoomPage = { changesAfter: string; edges: { cursor: string; node: Shown }[] }

const shown = 'id text version deletedAt reactions { emoji agents { login } } pinnedAt pinnedBy { login }'

export async function pageOf(agent: Agent, roomId: string, last = 200): Promise<RoomPage> {
  const { room } = await agent.ask<{ room: { changesAfter: string; messages: { edges: RoomPage['edges'] } } }>(
    `query ($id: ID!, $last: Int!) {
      room(id: $id) { changesAfter messages(last: $last) { edges { cursor node { ${shown} } } } }
    }`,
    { id: roomId, last },
  )
  return { changesAfter: room.changesAfter, edges: room.messages.edges }
}

type Change = { __typename: string; message?: Shown; joined?: { login: string }[]; left?: { login: string }[] }

/** Follows every change of a room; `text` of what is heard is the kind of the change and its message. */
export function followRoom(
  agent: Agent,
  roomId: string,
  options: { after?: string | null; over?: Transport; alsoViewer?: boolean } = {},
): Following & { changes: Change[] } {
  const changes: Change[] = []
  const query = `subscription ($after: Cursor) { roomChanged(roomId: ${JSON.stringify(roomId)}, after: $after) { cursor node {
    __typename
    ... on MessageSent { message { ${shown} ${options.alsoViewer ? 'room { unreadCount }' : ''} } }
    ... on MessageEdited { message { ${shown} } }
    ... on MessageDeleted { message { ${shown} } }
    ... on ReactionsChanged { message { ${shown} } }
    ... on PinChanged { message { ${shown} } }
    ... on MembersChanged { joined { login } left { login } room { id } }
    ... on RoomUpdated { room { id name } }
  } } }`
  const read = (data: Record<string, unknown>): Heard => {
    const { cursor, node } = data.roomChanged as { cursor: string; node: Change }
    changes.push(node)
    return { cursor, text: node.message ? `${node.__typename} ${node.message.text}` : node.__typename }
  }
  const { after = null, over = 'WebSocket' } = options
  return Object.assign(agent.followsQuery(query, read, { after, over }), { changes })
}

/** What a screen shows that began with a page and has followed the room since. */
export function fold(page: RoomPage, changes: readonly Change[]): Shown[] {
  const messages = new Map(page.edges.map(({ node }) => [node.id, node]))
  for (const { __typename, message } of changes) {
    if (!message) continue
    // Nothing is sent twice, and nothing changes that was not there.
    expect(messages.has(message.id)).toBe(__typename !== 'MessageSent')
    // Only there to make the operation read its viewer.
    const { room: _, ...shownMessage } = message as Shown & { room?: unknown }
    messages.set(message.id, shownMessage)
  }
  return [...messages.values()]
}
