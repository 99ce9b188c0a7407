/** `at` is where in the text the part begins. */
export type Part = { at: number; text: string; href?: string }

const address = /\bhttps?:\/\/[^\s<>"'`]+/gi
/** What ends a sentence rather than an address. A closing bracket is kept when the address has its opening one. */
const trailing = /[.,;:!?…]+$/

/** Splits a text into what is plain and what is an http(s) address. Nothing else ever becomes a link. */
export function linked(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0])
    const href = safe(found)
    if (!href) continue
    if (match.index > from) parts.push({ at: from, text: text.slice(from, match.index) })
    parts.push({ at: match.index, text: found, href })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from) })
  return parts
}

function trimmed(found: string): string {
  const cut = found.replace(trailing, '')
  return cut.endsWith(')') && !cut.includes('(') ? trimmed(cut.slice(0, -1)) : cut
}

/** The address as the browser will read it; null for one that is none, or that hides another name before an @. */
function safe(found: string): string | null {
  if (!URL.canParse(found)) return null
  const { protocol, username, password, href } = new URL(found)
  return (protocol === 'http:' || protocol === 'https:') && !username && !password ? href : null
}
