import { useMemo } from 'react'
import type { Pending } from '../composer/outbox.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { grouped, type Line, lineOf, type Place } from '../messages/grouping.ts'
import type { ChatMessage } from './room-source.ts'

export const MessageList_message = graphql(`
  fragment MessageList_message on Message {
    id clientId sentAt deletedAt author { login } ...MessageActions_message ...MessageRow_message
  }
`)

export type Row = Place & { key: string; id: string; mine: boolean } & (
    | { message: ReturnType<typeof readMessage>; pending?: undefined }
    | { pending: Pending; message?: undefined }
  )

const readMessage = (message: ChatMessage) => readFragment(MessageList_message, message)

/** Messages that have been the first of a page. They stay heads for good, also when the room is opened again. */
const firsts = new Set<string>()

const lines = new WeakMap<ChatMessage, Line>()

function lineOfMessage(message: ChatMessage): Line {
  const known = lines.get(message)
  if (known) return known
  const { id, author, sentAt } = readMessage(message)
  const line = lineOf(id, author.login, sentAt)
  lines.set(message, line)
  return line
}

/**
 * The lines of the room in order: the messages of the server, then the pending ones. An own message keeps its key when
 * the server's copy replaces the local one. The first unread message shows who wrote it, since a line stands above it.
 */
export function useRows(
  messages: readonly ChatMessage[],
  pending: readonly Pending[],
  me: string,
  firstUnread: string | null,
): Row[] {
  const first = messages[0]?.id
  if (first) firsts.add(first)
  return useMemo(() => {
    const onTheWay = pending.map(({ clientId, sentAt, writtenAt }) =>
      lineOf(clientId, me, sentAt ?? new Date(writtenAt).toISOString()),
    )
    const mine = (message: ChatMessage) => message.author.login === me
    const heads = new Set(firsts)
    if (firstUnread !== null) heads.add(firstUnread)
    const places = grouped([...messages.map(lineOfMessage), ...onTheWay], heads)
    return places.map((place, at): Row => {
      const message = messages[at]
      if (message) {
        const key = (mine(message) && message.clientId) || message.id
        return { ...place, id: message.id, key, mine: mine(message), message: readMessage(message) }
      }
      const waiting = pending[at - messages.length] as Pending
      return { ...place, id: waiting.clientId, key: waiting.clientId, mine: true, pending: waiting }
    })
  }, [messages, pending, me, firstUnread])
}
