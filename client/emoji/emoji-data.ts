/*
 * All emoji with their English names and words, and the short names that people know from other chats. Large, as is
 * emoji-polish.ts: import them by `useEmoji` alone, which loads them when they are needed.
 */
import all from 'emojibase-data/en/compact.json' with { type: 'json' }
import shortNames from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' }
import { fold } from '../lib/fold.ts'

export type Emoji = {
  /** The characters themselves. */
  emoji: string
  /** "party popper" */
  label: string
  /** "tada", without colons; the first is the usual one. */
  names: readonly string[]
  /** The number of its category in `categories`. */
  category: number
  /** All words one may look for, folded, the names first. */
  words: readonly string[]
}

/** The groups of Unicode without the parts of which emoji are made, in the order of Unicode. */
const groups = [
  [0, 'emoji.group.smileys'],
  [1, 'emoji.group.people'],
  [3, 'emoji.group.nature'],
  [4, 'emoji.group.food'],
  [5, 'emoji.group.travel'],
  [6, 'emoji.group.activities'],
  [7, 'emoji.group.objects'],
  [8, 'emoji.group.symbols'],
  [9, 'emoji.group.flags'],
] as const

/** The keys of their names. */
export const categories = groups.map(([, title]) => title)

const categoryOf = new Map<number, number>(groups.map(([group], at) => [group, at]))

const namesOf = new Map<string, string | string[]>(Object.entries(shortNames))

/** Without the selector that asks for a picture where the character is one anyway: one emoji, one text. */
export const qualified = (characters: string): string => characters.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, '$1')

export const emoji: readonly Emoji[] = all
  .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
  .flatMap(({ unicode, label, group, hexcode, tags = [] }) => {
    const category = categoryOf.get(group ?? -1)
    if (category === undefined) return []
    // The newest have no short name yet.
    const names = [namesOf.get(hexcode) ?? label.toLowerCase().replace(/\W+/g, '_')].flat()
    const words = [...names, ...names.flatMap((name) => name.split(/[_-]/)), ...label.split(' '), ...tags]
    return [{ emoji: qualified(unicode), label, names, category, words: words.map(fold) }]
  })

/** Emoji by their short names. */
export const indexed = (all: readonly Emoji[]): ReadonlyMap<string, Emoji> =>
  new Map(all.flatMap((each) => each.names.map((name) => [name, each] as const)))

export const byName = indexed(emoji)
