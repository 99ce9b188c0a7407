/** `at` is where in the text the part begins. */
export type Part = { at: number; text: string; href?: string }

/**
 * Web and e-mail addresses, where no word is before them. Everything that repeats is bounded or of characters that what
 * follows cannot begin with, so that no text takes more than linear time.
 */
const address =
  /(?<![\p{L}\p{N}_@])(?:https?:\/\/|www\.)(?=[\p{L}\p{N}[])[^\s<>"'`]+|(?<![\p{L}\p{N}_.+%@-])(?:mailto:)?[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@-])/iu
const anywhere = new RegExp(address, 'giu')
const here = new RegExp(address, 'iuy')

/** What ends a sentence, or marks what it stands in, rather than an address. */
const closing = new Set('.,;:!?…*_~')

/** Splits a text into what is plain and what is an address. Nothing but http, https and mailto ever becomes a link. */
export function linked(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(anywhere)) {
    const found = trimmed(match[0])
    const href = hrefOf(found)
    if (!href) continue
    if (match.index > from) parts.push({ at: from, text: text.slice(from, match.index) })
    parts.push({ at: match.index, text: found, href })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from) })
  return parts
}

/** The address that begins at this place, whether it may be a link or not; null where none does. */
export function addressAt(text: string, at: number): string | null {
  here.lastIndex = at
  const match = here.exec(text)
  return match && trimmed(match[0])
}

/**
 * Where an address leads, as the browser will read it; null for one that is none, or that hides another host behind a
 * name before an @.
 */
export function hrefOf(found: string): string | null {
  if (!/^(https?:\/\/|www\.)/i.test(found))
    return found.includes('@') ? `mailto:${found.replace(/^mailto:/i, '')}` : null
  const full = /^www\./i.test(found) ? `https://${found}` : found
  if (!URL.canParse(full)) return null
  const { username, password, hostname, href } = new URL(full)
  const isHost = found === full || /^www\.[^.]+\../i.test(hostname)
  return isHost && !username && !password ? href : null
}

/**
 * The host that a link leads to where the text of its host could be taken for another: it has letters of other scripts,
 * which look like ours, or signs that look like a slash or a dot.
 */
export function disguisedHost(found: string, href: string): string | null {
  const host = /^(?:https?:\/\/)?([^/?#:]*)/i.exec(found)?.[1] ?? ''
  return href.startsWith('mailto:') || /^[\p{Script=Latin}\d.-]*$/u.test(host) ? null : new URL(href).hostname
}

/** A closing bracket is kept when the address has its opening one. */
function trimmed(found: string): string {
  let end = found.length
  const count = (bracket: string) => found.split(bracket).length - 1
  let unopened = count(')') - count('(')
  for (; end > 0; end--) {
    const last = found.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened--
    else if (!closing.has(last)) break
  }
  return found.slice(0, end)
}
