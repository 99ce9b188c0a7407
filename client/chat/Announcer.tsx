import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { announcement } from './announcement.ts'
import { useChat } from './ChatProvider.tsx'
import { useRoom } from './RoomProvider.tsx'
import type { ChatMessage } from './room-source.ts'

export const Announcer_message = graphql(`fragment Announcer_message on Message { id text author { login name } }`)

/** In milliseconds: what comes within this is said in one sentence. */
const pause = 1_500

/** Says new messages of others to assistive technology, politely and never faster than one can listen. */
export function Announcer() {
  const t = useTexts()
  const { me } = useChat()
  const { list } = useRoom()
  const [said, setSaid] = useState('')
  const edges = useRef(list.edges)
  edges.current = list.edges
  const newest = list.edges.at(-1)?.node.id ?? null
  const known = useRef(newest)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    // The first page is history; so is everything when it was empty before the room was loaded.
    if (known.current === null) known.current = newest
    if (known.current === newest) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const at = edges.current.findLastIndex(({ node }) => node.id === known.current)
      const fresh = at < 0 ? [] : edges.current.slice(at + 1).map(({ node }) => read(node))
      known.current = edges.current.at(-1)?.node.id ?? null
      setSaid(announcement(fresh, me.login))
    }, pause)
  }, [newest, me.login])

  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <VisuallyHidden role="status" aria-live="polite" aria-label={t('chat.announced')}>
      {said}
    </VisuallyHidden>
  )
}

const read = (node: ChatMessage) => readFragment(Announcer_message, node)
