import { withoutCode } from './code-in-text.ts'

/**
 * Whom a text may mention, before anybody has looked up who exists: at each `@` every login that could be meant, and
 * whether it calls everybody who is online.
 */
export type Mentions = { candidates: Candidate[]; here: boolean }

/** A login that may be meant by the `@` at this place of a text. `key` is it in small letters. */
export type Candidate = { place: number; name: string; key: string }

// An @ that does not follow a word, as it does in an address, and words with what logins have between them. What follows
// the last word is no part of it.
const word = String.raw`[\p{L}\p{M}\p{N}_]+`
const mention = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}_])@(${word}(?:(?:[-.+|/\\'’]+|@)${word})*)`, 'gu')
const endOfWord = /[\p{L}\p{M}\p{N}_](?![\p{L}\p{M}\p{N}_])/gu
/** A longer login cannot be mentioned. In UTF-16 code units. */
const longestLogin = 100

/** Null for a text that mentions nobody. What stands in code calls nobody. */
export function mentionsIn(text: string): Mentions | null {
  if (!text.includes('@')) return null
  const mentions: Mentions = { candidates: [], here: false }
  for (const { 1: run = '', index: place } of withoutCode(text).matchAll(mention)) {
    if (/^here(['’]|$)/i.test(run)) mentions.here = true
    else mentions.candidates.push(...candidatesIn(run.slice(0, longestLogin), place))
  }
  return mentions.here || mentions.candidates.length > 0 ? mentions : null
}

/** `jimmy.solid-x`: that, `jimmy.solid` and `jimmy`. */
function candidatesIn(run: string, place: number): Candidate[] {
  return Array.from(run.matchAll(endOfWord), ({ 0: last, index }) => {
    const name = run.slice(0, index + last.length)
    return { place, name, key: name.toLowerCase() }
  })
}

/** In a room of more members than this, `@here` must be confirmed. */
export const membersCalledUnasked = 10
