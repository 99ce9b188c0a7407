/*
 * All emoji with their English names and words, and the short names that people know from other chats. Large: import it
 * by `useEmoji` alone, which loads it when it is needed.
 */
import all from 'emojibase-data/en/compact.json' with { type: 'json' }
import shortNames from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' }

export type Emoji = {
  /** The characters themselves. */
  emoji: string
  /** "party popper" */
  label: string
  /** "tada", without colons; the first is the usual one. */
  names: readonly string[]
  /** The number of its category in `categories`. */
  category: number
  /** All words one may look for, in small letters, the names first. */
  words: readonly string[]
}

/** The groups of Unicode without the parts of which emoji are made, in the order of Unicode. */
const groups: readonly (readonly [group: number, title: string])[] = [
  [0, 'Smileys'],
  [1, 'People'],
  [3, 'Nature'],
  [4, 'Food'],
  [5, 'Travel'],
  [6, 'Activities'],
  [7, 'Objects'],
  [8, 'Symbols'],
  [9, 'Flags'],
]

export const categories: readonly string[] = groups.map(([, title]) => title)

const categoryOf = new Map(groups.map(([group], at) => [group, at]))

const namesOf = new Map<string, string | string[]>(Object.entries(shortNames))

/** Without the selector that asks for a picture where the character is one anyway: one emoji, one text. */
const qualified = (characters: string): string => characters.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, '$1')

export const emoji: readonly Emoji[] = all
  .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
  .flatMap(({ unicode, label, group, hexcode, tags = [] }) => {
    const category = categoryOf.get(group ?? -1)
    if (category === undefined) return []
    // The newest have no short name yet.
    const names = [namesOf.get(hexcode) ?? label.toLowerCase().replace(/\W+/g, '_')].flat()
    const words = [...names, ...names.flatMap((name) => name.split(/[_-]/)), ...label.split(' '), ...tags]
    return [{ emoji: qualified(unicode), label, names, category, words: words.map((word) => word.toLowerCase()) }]
  })

/** The emoji by their short names. */
export const byName: ReadonlyMap<string, Emoji> = new Map(
  emoji.flatMap((each) => each.names.map((name) => [name, each] as const)),
)
