import { useEffect } from 'react'
import { type Client, useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { createTimer } from '../lib/timer.ts'
import { connection } from '../network/connection.ts'
import { type Activity, createActivity } from './activity.ts'

const SetActivity = graphql(`
  mutation SetActivity($idle: Boolean!, $inSight: Boolean!) { setActivity(idle: $idle, inSight: $inSight) }
`)

/** In milliseconds: what did not reach the server is said again. */
const again = 5_000

const uses = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const

/** Tells the server whether this window is used and in sight: others see it, and nobody is pushed to who looks. */
export function useActivity(): void {
  const client = useClient()
  useEffect(() => {
    const teller = createTeller(client)
    const activity = createActivity(() => !document.hidden, teller.tell)
    const listening = new AbortController()
    const options = { signal: listening.signal, passive: true, capture: true }
    for (const type of uses) addEventListener(type, activity.used, options)
    document.addEventListener(
      'visibilitychange',
      () => {
        if (!document.hidden) activity.used()
        activity.looked()
      },
      options,
    )
    return () => {
      listening.abort()
      activity.stop()
      teller.stop()
    }
  }, [client])
}

/** Says each thing once to each connection: the server forgets it with the socket. */
function createTeller(client: Client) {
  let now: Activity | null = null
  let told: { activity: Activity; generation: number } | null = null
  const timer = createTimer(() => void say())

  async function say(): Promise<void> {
    const { status, generation } = connection.get()
    if (now === null || (status !== 'online' && status !== 'catching-up')) return
    if (told?.activity === now && told.generation === generation) return
    const telling = { activity: now, generation }
    told = telling
    const { data } = await client.mutation(SetActivity, now).toPromise()
    // It went by HTTP while the socket was renewing its token, or was lost.
    if (data?.setActivity || told !== telling) return
    told = null
    timer.start(again)
  }

  const stopWatching = connection.subscribe(() => void say())
  return {
    tell(activity: Activity): void {
      now = activity
      void say()
    },
    stop(): void {
      timer.stop()
      stopWatching()
    },
  }
}
