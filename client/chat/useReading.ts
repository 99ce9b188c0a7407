import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { isLooking, watchLooking } from '../lib/looking.ts'
import { useStore } from '../lib/store.ts'
import type { Edge } from '../live/timeline.ts'
import type { MutationContext } from '../network/mutations.ts'
import type { OpenRoom } from './open-rooms.ts'
import type { ChatMessage } from './room-source.ts'

const MarkRoomRead = graphql(`
  mutation MarkRoomRead($input: MarkRoomReadInput!) {
    markRoomRead(input: $input) { __typename ... on Error { code } }
  }
`)

/** A place only moves forward, so marking twice is marking once. */
const repeatable: MutationContext = { repeatable: true }

/** In milliseconds: what is shown within this is marked by one mutation, and at once when the reader turns away. */
const pause = 1_000

type Reading = {
  room: OpenRoom
  edges: readonly Edge<ChatMessage>[]
  /** The last message of which something is in sight; -1 for none. */
  lastShown: number
  /** What the server counts as unread; null while it is not known. */
  unread: number | null
}

/** Tells the server up to where the room was shown in a window that somebody looks at. */
export function useReading({ room, edges, lastShown, unread }: Reading): void {
  const client = useClient()
  const looking = useLooking()
  const staysUnread = useStore(room.staysUnread)
  const shown = edges[Math.min(lastShown, edges.length - 1)]
  const furthest = useRef<string | null>(null)
  const marked = useRef<string | null>(null)
  if (looking && shown) {
    const before = furthest.current ? edges.findLastIndex(({ node }) => node.id === furthest.current) : -1
    if (edges.indexOf(shown) > before) furthest.current = shown.node.id
  }
  const latest = useRef(edges)
  latest.current = edges
  const id = furthest.current
  if (staysUnread) marked.current = null
  const due = Boolean(unread) && looking && !staysUnread && id !== null && id !== marked.current

  const mark = useRef(() => {})
  mark.current = () => {
    const upTo = latest.current.findLast(({ node }) => node.id === furthest.current)?.cursor
    if (!upTo || room.staysUnread.get()) return
    const now = furthest.current
    marked.current = now
    room.marking.current = client
      .mutation(MarkRoomRead, { input: { roomId: room.id, upTo } }, repeatable)
      .toPromise()
      .then(({ data }) => {
        if (data?.markRoomRead.__typename !== 'MarkRoomReadSuccess' && marked.current === now) marked.current = null
      })
  }
  useEffect(() => {
    if (!due) return
    let timer: ReturnType<typeof setTimeout> | null = setTimeout(() => {
      timer = null
      mark.current()
    }, pause)
    return () => {
      if (timer === null) return
      clearTimeout(timer)
      mark.current()
    }
  }, [due])
}

/** Whether the window is in sight and has the focus. */
export function useLooking(): boolean {
  const [looking, setLooking] = useState(isLooking)
  useEffect(() => {
    return watchLooking(() => setLooking(isLooking()))
  }, [])
  return looking
}
