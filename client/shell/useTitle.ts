import { useEffect } from 'react'

/** The browser's title: what is unread comes first, because that is what remains visible in a narrow tab. */
export function useTitle(title: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${title} · Parley`
  }, [title, unread])
}
