import { useEffect } from 'react'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { connection } from '../network/connection.ts'

const MarkActive = graphql(`mutation MarkActive { markActive }`)

/** In milliseconds: the server believes it for 40 seconds. */
const every = 20_000

/** Tells the server while this window is in sight, so that nobody is pushed to who looks. */
export function useActive(): void {
  const client = useClient()
  useEffect(() => {
    const mark = () => {
      if (!document.hidden && connection.get().status === 'online') client.mutation(MarkActive, {}).toPromise()
    }
    mark()
    const timer = setInterval(mark, every)
    document.addEventListener('visibilitychange', mark)
    const stopWatching = connection.subscribe(mark)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', mark)
      stopWatching()
    }
  }, [client])
}
