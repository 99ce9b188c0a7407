import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient } from 'urql'
import { useChat } from '../chat/ChatProvider.tsx'
import { useNotifications } from '../notifications/NotificationsProvider.tsx'
import { usePreferencesStore } from '../preferences/PreferencesProvider.tsx'
import { createDesktopCalls } from './desktop-calls.ts'
import { permission } from './permission.ts'
import { keepPush } from './push.ts'
import { useActivity } from './useActivity.ts'

/** Calls the agent while nobody looks, for every screen. It shows nothing itself. */
export function DesktopCalls() {
  const client = useClient()
  const navigate = useNavigate()
  const { me, roomList } = useChat()
  const preferences = usePreferencesStore()
  const open = useRef(navigate)
  open.current = navigate
  const [calls] = useState(() =>
    createDesktopCalls({
      client,
      login: me.login,
      rooms: roomList.store,
      wishes: () => {
        const now = preferences.store.get().preferences
        const called = now !== null && !now.quiet && permission.get() === 'granted'
        return { desktop: called && now.desktopNotifications, sound: called && now.sounds }
      },
      onOpen: (path) => open.current(path),
    }),
  )
  useEffect(() => calls.start(), [calls])
  useEffect(() => void keepPush(client, me.login), [client, me.login])
  useActivity()
  useOpenedByWorker((path) => open.current(path))
  useNewMentions(calls.call)
  return null
}

/** The service worker tells a window to open what was clicked. */
function useOpenedByWorker(onOpen: (path: string) => void): void {
  const opened = useRef(onOpen)
  opened.current = onOpen
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const worker = navigator.serviceWorker
    const listen = ({ data }: MessageEvent<{ open?: string } | null>) => data?.open && opened.current(data.open)
    worker.addEventListener('message', listen)
    return () => worker.removeEventListener('message', listen)
  }, [])
}

/** Tells of the message of each mention that comes from now on. */
function useNewMentions(onMention: (messageId: string) => void): void {
  const { list } = useNotifications()
  const known = useRef<string | null>(null)
  useEffect(() => {
    if (list.status !== 'ready') return
    const { edges } = list
    const at = edges.findLastIndex(({ cursor }) => cursor === known.current)
    const isFresh = known.current === '' || at >= 0
    known.current = edges.at(-1)?.cursor ?? ''
    if (!isFresh) return
    for (const { node } of edges.slice(at + 1)) if (node.__typename === 'Mentioned') onMention(node.message.id)
  }, [list, onMention])
}
