import { useState } from 'react'
import { scoped } from '../lib/base.ts'

/** What an agent is writing in a room. It survives leaving the screen, a reload and the end of a session. */
export function useDraft(login: string, roomId: string): [string, (text: string) => void] {
  const key = `${scoped('parley.draft')}.${login}.${roomId}`
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '')
  return [
    text,
    (next) => {
      setText(next)
      try {
        if (next) localStorage.setItem(key, next)
        else localStorage.removeItem(key)
      } catch {}
    },
  ]
}
