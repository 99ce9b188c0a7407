import { wordsOf } from '../lib/words.ts'
import type { Term } from './search.ts'

/** A piece of a text in UTF-16 code units, the end left out. */
export type TextRange = { start: number; end: number }

/** A message's text around the first hit in one line, and where in it the words stand that were found. */
export type Snippet = { snippet: string; marks: TextRange[] }

const lengthBefore = 60
const lengthAll = 240

export function snippetOf(text: string, terms: readonly Term[]): Snippet {
  const hits = hitsIn(text, terms)
  const first = hits[0]?.start ?? 0
  const start = first <= lengthBefore ? 0 : boundary(text, first - lengthBefore)
  const end = text.length - start <= lengthAll ? text.length : boundary(text, start + lengthAll)
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  return {
    // A sign for a sign, so that the places stay.
    snippet: before + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? '…' : ''),
    marks: hits.filter((hit) => hit.end <= end).map((hit) => ({ start: hit.start + shift, end: hit.end + shift })),
  }
}

/** The beginning of the word at a place, or the place itself in a very long word: never the middle of a character. */
function boundary(text: string, at: number): number {
  const space = text.slice(Math.max(0, at - 30), at).search(/\s\S*$/)
  if (space >= 0) return Math.max(0, at - 30) + space + 1
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at
}

/** Where the terms stand in a text, in order, none twice. */
function hitsIn(text: string, terms: readonly Term[]): TextRange[] {
  const words = wordsOf(text)
  const hit = new Set<number>()
  for (const [i] of words.entries())
    for (const term of terms) {
      const last = term.words.length - 1
      const isHere = term.words.every((asked, offset) => {
        const word = words[i + offset]?.word
        return offset === last && term.prefix ? word?.startsWith(asked) : word === asked
      })
      if (isHere) for (const offset of term.words.keys()) hit.add(i + offset)
    }
  return words.filter((_, i) => hit.has(i)).map(({ start, end }) => ({ start, end }))
}
