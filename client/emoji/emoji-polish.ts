import polish from 'emojibase-data/pl/compact.json' with { type: 'json' }
import { fold, foldedWords } from '../lib/fold.ts'
import { type Emoji, emoji as english, indexed, qualified } from './emoji-data.ts'

const known = new Map(polish.map((each) => [qualified(each.unicode), each]))

/** All emoji with their Polish names; the English words still find them. */
export const emoji: readonly Emoji[] = english.map((each) => {
  const { label, tags = [] } = known.get(each.emoji) ?? { label: each.label }
  return { ...each, label, words: [...each.words, ...foldedWords(label), ...tags.map(fold)] }
})

export const byName = indexed(emoji)

export { categories } from './emoji-data.ts'
