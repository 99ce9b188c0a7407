import { fold } from '../lib/fold.ts'
import type { Emoji } from './emoji-data.ts'

/** The emoji that fit all words of the query, the best first: by whole names, beginnings of names, and of other words. */
export function searchEmoji(all: readonly Emoji[], query: string, most: number): Emoji[] {
  const wanted = fold(query)
    .split(/[\s:_]+/)
    .filter(Boolean)
  if (wanted.length === 0) return []
  return all
    .map((emoji) => ({ emoji, rank: Math.max(...wanted.map((word) => rankOf(emoji, word))) }))
    .filter(({ rank }) => rank < misses)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ emoji }) => emoji)
}

const misses = 4

function rankOf({ names, words }: Emoji, word: string): number {
  if (names.includes(word)) return 0
  if (names.some((name) => name.startsWith(word))) return 1
  if (words.includes(word)) return 2
  return words.some((each) => each.startsWith(word)) ? 3 : misses
}
