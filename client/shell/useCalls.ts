import { useEffect } from 'react'
import { callsIn } from '../attention/calls.ts'
import { useChat } from '../chat/ChatProvider.tsx'

/** Unread mentions and direct messages: what the title and the app's icon count. */
export function useCalls(): number {
  const { rooms } = useChat()
  const calls = callsIn(rooms ?? [])
  useEffect(() => {
    // Only installed apps have a badge, and only some browsers know of it.
    const shown = calls > 0 ? navigator.setAppBadge?.(calls) : navigator.clearAppBadge?.()
    shown?.catch(() => {})
  }, [calls])
  return calls
}
