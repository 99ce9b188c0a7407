/** What is being written at the caret that can be completed: `@` and a part of a name, or `:` and a part of an emoji's. */
export type Completion = {
  kind: 'mention' | 'emoji'
  /** What follows the `@` or the `:`. */
  query: string
  /** From the `@` or the `:` to the caret, in the text. */
  from: number
  to: number
}

/** What may take the place of what is being written. */
export type Suggestion = {
  /** What is written instead. */
  insert: string
  label: string
  detail: string
  /** Whose picture stands before it. */
  login?: string
  /** What stands before it otherwise. */
  sign?: string
}

// As the server reads mentions: an @ that does not follow a word, as it does in an address.
const mention = /(?<![\p{L}\p{M}\p{N}_])@([\p{L}\p{M}\p{N}_.+-]{0,60})$/u
// From two letters on: one would open the list for every colon.
const emojiName = /(?<![\p{L}\p{M}\p{N}_:])(?::)([a-z0-9_+-]{2,40})$/iu
const longest = 64

/** Null where nothing is being written that can be completed, or the caret stands in the middle of a word. */
export function completionAt(text: string, caret: number): Completion | null {
  if (/^[\p{L}\p{N}_]/u.test(text.slice(caret, caret + 2))) return null
  const before = text.slice(Math.max(0, caret - longest), caret)
  const found = (kind: Completion['kind'], query: string | undefined) =>
    query === undefined ? null : { kind, query, from: caret - query.length - 1, to: caret }
  return found('mention', mention.exec(before)?.[1]) ?? found('emoji', emojiName.exec(before)?.[1])
}

/** The text with what was chosen in place of what was being written, and where the caret goes. */
export function completed(text: string, { from, to }: Pick<Completion, 'from' | 'to'>, chosen: string) {
  const space = /^\s/.test(text.slice(to)) ? '' : ' '
  return { text: `${text.slice(0, from)}${chosen}${space}${text.slice(to)}`, caret: from + chosen.length + 1 }
}

export type Person = { login: string; name: string }

/**
 * Those whom the query may mean, the best first: members before others, and beginnings of the name or login before
 * beginnings of a later word of them. Case and accents do not count.
 */
export function peopleFor(
  query: string,
  members: readonly Person[],
  others: readonly Person[],
  most: number,
): Person[] {
  const wanted = folded(query)
  const known = new Set(members.map(({ login }) => login))
  const ranked = (people: readonly Person[]) =>
    people
      .map((person) => ({ person, rank: rankOf(person, wanted) }))
      .filter(({ rank }) => rank < misses)
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ person }) => person)
  return [...ranked(members), ...ranked(others.filter(({ login }) => !known.has(login)))].slice(0, most)
}

const misses = 2

function rankOf(person: Person, wanted: string): number {
  const written = writtenOf(person)
  if (written.some((each) => each.startsWith(wanted))) return 0
  return written.some((each) => each.split(/[\s._+-]+/).some((word) => word.startsWith(wanted))) ? 1 : misses
}

/** Folded once: with thousands of agents it would be felt at every key. */
const known = new WeakMap<Person, string[]>()

function writtenOf(person: Person): string[] {
  const written = known.get(person) ?? [folded(person.login), folded(person.name)]
  known.set(person, written)
  return written
}

/** Without case and accents; a stroke through a letter is no accent for Unicode. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').replaceAll('ø', 'o')

/** Whether the query is the beginning of `@here`. */
export const mayMeanHere = (query: string): boolean => 'here'.startsWith(query.toLowerCase())
