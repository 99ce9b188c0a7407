import { useMemo, useRef } from 'react'
import { graphql, readFragment } from '../gql/index.ts'
import type { ChatMessage } from './ChatProvider.tsx'
import { grouped, type Place } from './grouping.ts'
import type { Pending } from './outbox.ts'

export const MessageList_message = graphql(`
  fragment MessageList_message on Message { id clientId sentAt author { login } ...MessageRow_message }
`)

export type Row = Place & { key: string; id: string; mine: boolean } & (
    | { message: ReturnType<typeof readMessage>; pending?: undefined }
    | { pending: Pending; message?: undefined }
  )

const readMessage = (message: ChatMessage) => readFragment(MessageList_message, message)

/**
 * The lines of the room in order: what the server told, then what is on its way. An own message keeps its key when the
 * server's copy takes the place of the local one.
 */
export function useRows(messages: readonly ChatMessage[], pending: readonly Pending[], me: string): Row[] {
  const firsts = useRef(new Set<string>())
  const first = messages[0]?.id
  if (first) firsts.current.add(first)
  return useMemo(() => {
    const told = messages.map(readMessage)
    const lines = [
      ...told.map((message) => ({ id: message.id, login: message.author.login, at: message.sentAt })),
      ...pending.map((each) => ({
        id: each.clientId,
        login: me,
        at: each.sentAt ?? new Date(each.writtenAt).toISOString(),
      })),
    ]
    const places = grouped(lines, firsts.current)
    return lines.map(({ id, login }, at): Row => {
      const place = { head: true, dayAfter: null, ...places[at] }
      const mine = login === me
      const message = told[at]
      if (message) return { ...place, id, mine, key: (mine && message.clientId) || id, message }
      return { ...place, id, mine, key: id, pending: pending[at - told.length] as Pending }
    })
  }, [messages, pending, me])
}
