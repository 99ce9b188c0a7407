import { useEffect, useRef } from 'react'
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from 'urql'
import { backoff, sleep } from '../lib/backoff.ts'
import { connection } from './connection.ts'
import { isPassing } from './failure.ts'

type Read<Data> = {
  data: Data | undefined
  error: CombinedError | undefined
  /** Asks again; while an answer is on its way, which may be older than the reason to ask, once more after it. */
  retry(): void
}

/**
 * What a screen reads: from the cache at once, and from the server. A failure that passes (no network, a busy server) is
 * asked for again, with growing waits and as soon as the live connection is back.
 */
export function useRead<Data, V extends AnyVariables>(document: TypedDocumentNode<Data, V>, variables: V): Read<Data> {
  const [{ data, error, fetching, stale }, ask] = useQuery<Data, AnyVariables>({
    query: document as TypedDocumentNode<Data, AnyVariables>,
    variables,
    requestPolicy: 'cache-and-network',
  })
  const again = useRef(ask)
  again.current = ask
  const failures = useRef(0)
  if (!error) failures.current = 0

  useEffect(() => {
    if (!error || !isPassing(error)) return
    let left = false
    const retry = () => {
      if (!left) again.current({ requestPolicy: 'network-only' })
      left = true
    }
    const { generation } = connection.get()
    const stopWatching = connection.subscribe(() => connection.get().generation !== generation && retry())
    sleep(backoff(failures.current++)).then(retry)
    return () => {
      left = true
      stopWatching()
    }
  }, [error])

  const busy = useRef(false)
  busy.current = fetching || stale
  const due = useRef(false)
  useEffect(() => {
    if (fetching || stale || !due.current) return
    due.current = false
    again.current({ requestPolicy: 'network-only' })
  }, [fetching, stale])

  const retry = () => {
    if (busy.current) due.current = true
    else ask({ requestPolicy: 'network-only' })
  }
  return { data, error, retry }
}
