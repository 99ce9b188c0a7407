import { type Client, cacheExchange, createClient, fetchExchange, type Operation, subscriptionExchange } from 'urql'
import { authentication } from '../session/authentication.ts'
import { httpOptions } from './http.ts'
import type { LiveSocket } from './live-socket.ts'
import { mutationsBySocket } from './mutations.ts'

/** In a subscription's context: the cursor to go on after, read at every connection. */
export type LiveContext = { after: () => string | null }

/**
 * What one agent asks and the answers to it. The next agent of this browser gets a new client, and with it none of the
 * last one's answers.
 */
export const createAgentClient = (socket: LiveSocket): Client =>
  createClient({
    ...httpOptions,
    exchanges: [
      cacheExchange,
      subscriptionExchange({
        forwardSubscription({ query = '', operationName, variables }, operation) {
          const payload = { query, operationName, variables: withCursor(variables, operation) }
          return { subscribe: (sink) => ({ unsubscribe: socket.subscribe(payload, sink) }) }
        },
      }),
      authentication,
      mutationsBySocket(socket),
      fetchExchange,
    ],
  })

/**
 * graphql-ws sends the same payload object again after a reconnect, so a getter gives the cursor of that moment; urql's
 * copy of the variables would still have the first one.
 */
function withCursor(variables: Record<string, unknown> | undefined, { context }: Operation) {
  const after = context.after as LiveContext['after'] | undefined
  if (!after) return variables
  return {
    ...variables,
    get after() {
      return after()
    },
  }
}
