import { fold, foldedWords } from '../lib/fold.ts'

/** Where one can go. */
export type Destination = {
  /** Its place in the list of recent ones; the same for ever. */
  key: string
  kind: 'room' | 'person' | 'screen'
  label: string
  /** What else it is found by: a login, what a room is about. */
  also: string
  /** How much is unread there. */
  unread: number
}

/** How well a query matches, from 4 for the beginning of the whole name down to 1; 0 for not at all. */
export function matchOf(query: string, { label, also }: Pick<Destination, 'label' | 'also'>): number {
  const asked = foldedWords(query)
  const words = foldedWords(label)
  if (asked.length === 0) return 0
  const beginsOneOf = (among: string[]) => asked.every((word) => among.some((each) => each.startsWith(word)))
  if (fold(label).startsWith(fold(query.trim()))) return 4
  if (beginsOneOf(words)) return 3
  if (beginsOneOf([...words, ...foldedWords(also)])) return 2
  return isMadeOfBeginnings(asked.join(''), words.slice(0, 8)) ? 1 : 0
}

/** Whether the letters are the beginnings of some of the words, in their order: "dsol" of "Danny Solid". */
function isMadeOfBeginnings(letters: string, words: readonly string[]): boolean {
  if (letters === '') return true
  const [word, ...rest] = words
  if (word === undefined) return false
  let common = 0
  while (common < letters.length && letters[common] === word[common]) common++
  for (let taken = common; taken > 0; taken--) if (isMadeOfBeginnings(letters.slice(taken), rest)) return true
  return isMadeOfBeginnings(letters, rest)
}

const kindOrder = { room: 0, person: 1, screen: 2 }

/**
 * Those that a query matches, the best first; of equal ones where one has been most recently, what is unread, and then by
 * kind and name. An empty query matches all.
 */
export function destinationsFor(query: string, all: readonly Destination[], recent: readonly string[]): Destination[] {
  const isEmpty = query.trim() === ''
  const rank = new Map(recent.map((key, at) => [key, at]))
  const recency = ({ key }: Destination) => rank.get(key) ?? recent.length
  return all
    .map((destination) => ({ destination, match: isEmpty ? 1 : matchOf(query, destination) }))
    .filter(({ match }) => match > 0)
    .sort(
      ({ destination: a, match: matchA }, { destination: b, match: matchB }) =>
        matchB - matchA ||
        recency(a) - recency(b) ||
        b.unread - a.unread ||
        kindOrder[a.kind] - kindOrder[b.kind] ||
        a.label.localeCompare(b.label),
    )
    .map(({ destination }) => destination)
}
