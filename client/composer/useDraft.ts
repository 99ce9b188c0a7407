import { useState } from 'react'
import { scoped } from '../lib/base.ts'

const keyOf = (login: string, roomId: string) => `${scoped('parley.draft')}.${login}.${roomId}`

/** Whether an agent has begun to write something in a room. */
export const hasDraft = (login: string, roomId: string): boolean => localStorage.getItem(keyOf(login, roomId)) !== null

/** What an agent is writing in a room. It survives leaving the screen, a reload and the end of a session. */
export function useDraft(login: string, roomId: string): [string, (text: string) => void] {
  const key = keyOf(login, roomId)
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
