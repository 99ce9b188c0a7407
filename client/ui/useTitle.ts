import { useEffect } from 'react'

/** The browser's title. The count of unread calls comes first, so that a narrow tab still shows it. */
export function useTitle(title: string, unread: number): void {
  useEffect(() => {
    // Writing a title is slow work for a browser; in a lively room the number may change many times a second.
    const timer = setTimeout(() => write(title, unread), 150)
    return () => clearTimeout(timer)
  }, [title, unread])
}

function write(title: string, unread: number): void {
  document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${title} · Parley`
}
