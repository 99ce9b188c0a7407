import { useEffect, useRef, useState } from 'react'

/**
 * After which message the line "New" stands: the last one seen when the room was opened, or when the agent last looked
 * away. It stays there while she reads.
 */
export function useUnreadLine(seen: string | null, anyUnread: boolean): string | null {
  const [line, setLine] = useState(anyUnread ? seen : null)
  const latest = useRef(seen)
  latest.current = seen
  useEffect(() => {
    const away = () => document.hidden && setLine(latest.current)
    document.addEventListener('visibilitychange', away)
    return () => document.removeEventListener('visibilitychange', away)
  }, [])
  return line
}
