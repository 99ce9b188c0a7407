import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { onEnd, pipe, subscribe } from 'wonka'
import { backoff, sleep } from '../lib/backoff.ts'
import type { LiveContext } from '../network/agent-client.ts'

type FollowOptions<Data, V extends AnyVariables> = {
  document: TypedDocumentNode<Data, V>
  variables: V
  /** The cursor to go on after, asked at every connection; leave it out where nothing is replayed. */
  after?: LiveContext['after']
  onData(data: Data): void
  /** The cursor has expired or the server ended the stream: what is shown must be read afresh. Resolves when it has been. */
  reload(): Promise<void>
}

/**
 * Follows a subscription until the returned function is called. The socket reconnects by itself; here an operation that
 * failed is tried again with growing waits, and one whose cursor has expired begins anew after `reload`.
 */
export function follow<Data, V extends AnyVariables>(client: Client, options: FollowOptions<Data, V>): () => void {
  const { document, variables, after, onData, reload } = options
  let stopped = false
  let attempt = 0
  let unsubscribe = () => {}

  function start(): void {
    let over = false
    const finish = (needsReload: boolean) => {
      if (over || stopped) return
      over = true
      restart(needsReload)
    }
    const subscription = pipe(
      client.subscription(document, variables, after ? { after } : {}),
      onEnd(() => finish(true)),
      subscribe(({ data, error }) => {
        if (over || stopped) return
        if (error) return finish(mustReload(error))
        attempt = 0
        if (data) onData(data)
      }),
    )
    unsubscribe = subscription.unsubscribe
  }

  async function restart(needsReload: boolean): Promise<void> {
    unsubscribe()
    await sleep(backoff(attempt++))
    if (needsReload && !stopped) await reload()
    if (!stopped) start()
  }

  start()
  return () => {
    stopped = true
    unsubscribe()
  }
}

/** The place is not kept any more, or the reader is not let in or not shown this any more: asking for the page again tells. */
const mustReload = (error: CombinedError): boolean =>
  error.graphQLErrors.some(({ extensions }) => reloadCodes.includes(String(extensions.code)))

const reloadCodes = ['CURSOR_EXPIRED', 'UNKNOWN_ROOM', 'FORBIDDEN', 'INVALID_INPUT']
