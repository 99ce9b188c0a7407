import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { onEnd, pipe, subscribe } from 'wonka'
import { backoff, sleep } from './connection.ts'
import type { LiveContext } from './urql.ts'

type Following<Data, V extends AnyVariables> = {
  document: TypedDocumentNode<Data, V>
  variables: V
  /** Where to go on from, asked at every connection; leave it out where nothing is replayed. */
  after?: LiveContext['after']
  heard(data: Data): void
  /** The thread is lost: the cursor is too old, or the server ended the stream. Resolves when there is a new place. */
  lapsed(): Promise<void>
}

/**
 * Follows a subscription until the returned function is called. Connections that come and go are the socket's matter;
 * here an operation that failed is tried again, ever more slowly, and one that lapsed is given a new beginning.
 */
export function follow<Data, V extends AnyVariables>(client: Client, following: Following<Data, V>): () => void {
  const { document, variables, after, heard, lapsed } = following
  let stopped = false
  let attempt = 0
  let leave = () => {}

  function begin(): void {
    let over = false
    const finish = (lost: boolean) => {
      if (over || stopped) return
      over = true
      again(lost)
    }
    const { unsubscribe } = pipe(
      client.subscription(document, variables, after ? { after } : {}),
      onEnd(() => finish(true)),
      subscribe(({ data, error }) => {
        if (over || stopped) return
        if (error) return finish(hasExpired(error))
        attempt = 0
        if (data) heard(data)
      }),
    )
    leave = unsubscribe
  }

  async function again(lost: boolean): Promise<void> {
    leave()
    await sleep(backoff(attempt++))
    if (lost && !stopped) await lapsed()
    if (!stopped) begin()
  }

  begin()
  return () => {
    stopped = true
    leave()
  }
}

const hasExpired = (error: CombinedError): boolean =>
  error.graphQLErrors.some((each) => each.extensions.code === 'CURSOR_EXPIRED')
