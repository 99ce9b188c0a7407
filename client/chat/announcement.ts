import { text } from '../texts/texts.ts'

type Said = { text: string; author: { login: string; name: string } }

/** One sentence about what others wrote: the message itself when it is one, their number when they are many. */
export function announcement(messages: readonly Said[], me: string): string {
  const others = messages.filter(({ author }) => author.login !== me)
  const [only] = others
  if (!only) return ''
  return others.length === 1
    ? text('chat.said', { name: only.author.name, text: only.text.slice(0, 200) })
    : text('chat.newMessages', { count: others.length })
}
