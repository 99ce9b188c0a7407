import type { Client } from 'urql'
import { backoff, connection, sleep, wake } from '../connection.ts'
import { failureText, isPassing } from '../failure.ts'
import type { ErrorCode } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { newId } from '../new-id.ts'
import { createStore } from '../store.ts'
import { drop, keep, left, type Pending } from './outbox.ts'

const SendMessage = graphql(`
  mutation SendMessage($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      ... on SendMessageSuccess { delivered: message { id sentAt } }
      ... on Error { code message }
    }
  }
`)

/** Refusals that say "not now" rather than "not this": the message waits and is sent again. */
const notNow: ErrorCode[] = ['RATE_LIMITED', 'UNAVAILABLE', 'UNAUTHENTICATED', 'SESSION_EXPIRED']

type Outcome = Partial<Pending> | 'again'

/** Sends one agent's messages of one room, one at a time and in the order of writing, until each is sent or refused. */
export function createSender(client: Client, login: string, roomId: string) {
  const store = createStore<readonly Pending[]>(left(localStorage, login).filter((each) => each.roomId === roomId))
  let running = false
  let stopped = true

  const change = (clientId: string, how: Partial<Pending>) =>
    store.set(store.get().map((message) => (message.clientId === clientId ? { ...message, ...how } : message)))

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let attempt = 0; !stopped; ) {
      const next = store.get().find((message) => message.state === 'sending')
      if (!next) break
      const outcome = await deliver(next)
      if (outcome === 'again') {
        await sleep(backoff(attempt++))
        continue
      }
      attempt = 0
      change(next.clientId, outcome)
      if (outcome.state === 'sent') drop(localStorage, login, next.clientId)
      else keep(localStorage, login, { ...next, ...outcome })
    }
    running = false
  }

  async function deliver({ clientId, text }: Pending): Promise<Outcome> {
    const { data, error } = await client.mutation(SendMessage, { input: { roomId, text, clientId } }).toPromise()
    if (!data) return isPassing(error) ? 'again' : { state: 'failed', reason: failureText(error) }
    const result = data.sendMessage
    if (result.__typename === 'SendMessageSuccess') return { state: 'sent', sentAt: result.delivered.sentAt }
    if (notNow.includes(result.code)) return 'again'
    return { state: 'failed', reason: result.message }
  }

  return {
    store,
    start(): () => void {
      stopped = false
      let epoch = connection.get().epoch
      const stopWatching = connection.subscribe(() => {
        if (connection.get().epoch === epoch) return
        epoch = connection.get().epoch
        wake()
      })
      run()
      return () => {
        stopped = true
        stopWatching()
      }
    },
    send(text: string): void {
      const message: Pending = { clientId: newId(), roomId, text, writtenAt: Date.now(), state: 'sending' }
      keep(localStorage, login, message)
      store.set([...store.get(), message])
      run()
    },
    /** Tries a refused message once more, under the same id. */
    retry(clientId: string): void {
      change(clientId, { state: 'sending', reason: undefined })
      run()
    },
    discard(clientId: string): void {
      drop(localStorage, login, clientId)
      store.set(store.get().filter((message) => message.clientId !== clientId))
    },
    /** Forgets what the room's own stream has told meanwhile. */
    told(clientIds: ReadonlySet<string>): void {
      const rest = store.get().filter((message) => !clientIds.has(message.clientId))
      if (rest.length === store.get().length) return
      for (const id of clientIds) drop(localStorage, login, id)
      store.set(rest)
    },
  }
}
