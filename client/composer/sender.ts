import type { Client } from 'urql'
import type { Attachment } from '../files/attachment.ts'
import type { ErrorCode } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { backoff, sleep, wake } from '../lib/backoff.ts'
import { newId } from '../lib/new-id.ts'
import { createStore } from '../lib/store.ts'
import { connection } from '../network/connection.ts'
import { failureText, isPassing } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text as textOf } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'
import type { Reply } from './draft.ts'
import { loadPending, type Pending, removePending, savePending } from './outbox.ts'

const SendMessage = graphql(`
  mutation SendMessage($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      ... on SendMessageSuccess { delivered: message { id sentAt } }
      ... on InvalidInput { code fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

/** Refusals that pass: the message waits and is sent again. */
const retryable: ErrorCode[] = ['RATE_LIMITED', 'UNAVAILABLE', 'UNAUTHENTICATED', 'SESSION_EXPIRED']

type Outcome = Partial<Pending> | 'again'

export type Sender = ReturnType<typeof createSender>

/**
 * Sends one agent's messages until each is sent or refused: in every room one at a time and in the order of writing, so
 * that a message that cannot be sent holds up nothing in other rooms.
 */
export function createSender(client: Client, login: string) {
  const store = createStore<readonly Pending[]>(loadPending(localStorage, login))
  const running = new Set<string>()
  let stopped = true

  const change = (clientId: string, how: Partial<Pending>) =>
    store.set(store.get().map((message) => (message.clientId === clientId ? { ...message, ...how } : message)))

  async function run(roomId: string): Promise<void> {
    if (running.has(roomId)) return
    running.add(roomId)
    for (let attempt = 0; !stopped; ) {
      const next = store.get().find((message) => message.roomId === roomId && message.state === 'sending')
      if (!next) break
      const outcome = await deliver(next)
      if (outcome === 'again') {
        await sleep(backoff(attempt++))
        continue
      }
      attempt = 0
      change(next.clientId, outcome)
      if (outcome.state === 'sent') removePending(localStorage, login, next.clientId)
      else savePending(localStorage, login, { ...next, ...outcome })
    }
    running.delete(roomId)
  }

  async function deliver({ clientId, roomId, text, replyTo, attachments, confirmHere }: Pending): Promise<Outcome> {
    const attachmentIds = attachments?.map(({ id }) => id)
    const input = { roomId, text, clientId, replyTo: replyTo?.id, attachmentIds, confirmHere }
    const { data, error } = await client.mutation(SendMessage, { input }).toPromise()
    if (!data) return isPassing(error) ? 'again' : { state: 'failed', reason: failureText(error) }
    const result = data.sendMessage
    if (result.__typename === 'SendMessageSuccess') return { state: 'sent', sentAt: result.delivered.sentAt }
    if (retryable.includes(result.code)) return 'again'
    if (result.__typename === 'Refusal')
      return { state: 'failed', reason: refusalText(result), asksForHere: result.code === 'CONFIRM_HERE' }
    return {
      state: 'failed',
      reason: result.fields.map(({ message }) => asSentence(textOf('messages.theMessage'), message)).join(' '),
    }
  }

  return {
    store,
    start(): () => void {
      stopped = false
      let generation = connection.get().generation
      const stopWatching = connection.subscribe(() => {
        if (connection.get().generation === generation) return
        generation = connection.get().generation
        wake()
      })
      for (const { roomId } of store.get()) run(roomId)
      return () => {
        stopped = true
        stopWatching()
      }
    },
    send(roomId: string, text: string, more: { replyTo: Reply | null; attachments: Attachment[] }): void {
      const replyTo = more.replyTo ?? undefined
      const attachments = more.attachments.length > 0 ? more.attachments : undefined
      const written = { clientId: newId(), roomId, text, replyTo, attachments, writtenAt: Date.now() }
      const message: Pending = { ...written, state: 'sending' }
      savePending(localStorage, login, message)
      store.set([...store.get(), message])
      run(roomId)
    },
    /** Tries a refused message once more, under the same id. Whoever was asked whether to call everybody has agreed. */
    retry(clientId: string): void {
      const before = store.get().find((each) => each.clientId === clientId)
      if (!before) return
      const confirmHere = before.confirmHere || before.asksForHere
      change(clientId, { state: 'sending', reason: undefined, asksForHere: false, confirmHere })
      run(before.roomId)
    },
    discard(clientId: string): void {
      removePending(localStorage, login, clientId)
      store.set(store.get().filter((message) => message.clientId !== clientId))
    },
    /** Those of a room that the server has taken, by client id. */
    sent: (roomId: string): string[] =>
      store.get().flatMap((each) => (each.roomId === roomId && each.state === 'sent' ? [each.clientId] : [])),
    /** The room has these messages: they are not pending any more. */
    confirm(clientIds: ReadonlySet<string>): void {
      const rest = store.get().filter((message) => !clientIds.has(message.clientId))
      if (rest.length === store.get().length) return
      for (const id of clientIds) removePending(localStorage, login, id)
      store.set(rest)
    },
  }
}
