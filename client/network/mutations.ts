import {
  type Exchange,
  getOperationName,
  makeErrorResult,
  makeResult,
  type Operation,
  type OperationResult,
  stringifyDocument,
} from 'urql'
import { filter, fromPromise, makeSubject, merge, mergeMap, pipe, share } from 'wonka'
import type { LiveSocket } from './live-socket.ts'

/**
 * In a mutation's context: sending it again has no second effect, so it is, once and by HTTP, when the socket was lost
 * before the answer. Every other mutation fails then like a request whose connection was lost.
 */
export type MutationContext = { repeatable?: boolean }

/**
 * Sends mutations by the live socket while it is open, which costs the server less, and by HTTP otherwise. What makes or
 * ends a session sets cookies and has a client of its own, by HTTP alone.
 */
export const mutationsBySocket =
  (socket: LiveSocket): Exchange =>
  ({ forward }) =>
  (operations$) => {
    const shared$ = share(operations$)
    const { source: byHttp$, next: sendByHttp } = makeSubject<Operation>()

    async function send(operation: Operation): Promise<OperationResult | null> {
      const { repeatable, authAttempt } = operation.context
      // A token that was refused over the socket is proven anew by HTTP, whatever the socket has been told meanwhile.
      const answer = authAttempt ? null : socket.request(payloadOf(operation))
      if (answer) {
        try {
          return makeResult(operation, await answer)
        } catch (error) {
          if (!repeatable) return makeErrorResult(operation, error instanceof Error ? error : new Error(String(error)))
        }
      }
      sendByHttp(operation)
      return null
    }

    const answered$ = pipe(
      shared$,
      filter(isMutation),
      mergeMap((operation) => fromPromise(send(operation))),
      filter((result) => result !== null),
    )
    const others$ = pipe(
      shared$,
      filter((operation) => !isMutation(operation)),
    )
    return merge([answered$, forward(merge([others$, byHttp$]))])
  }

const isMutation = ({ kind }: Operation): boolean => kind === 'mutation'

const payloadOf = ({ query, variables }: Operation) => ({
  query: stringifyDocument(query),
  operationName: getOperationName(query),
  variables: variables ?? undefined,
})
