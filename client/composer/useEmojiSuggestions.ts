import { searchEmoji } from '../emoji/emoji-search.ts'
import { useEmoji } from '../emoji/useEmoji.ts'
import type { Suggestion } from './completion.ts'

const most = 8

/** The emoji that a part of a name may mean; none until they are loaded. */
export function useEmojiSuggestions(query: string): Suggestion[] {
  const { data } = useEmoji()
  if (!data) return []
  return searchEmoji(data.emoji, query, most).map(({ emoji, label, names: [name = ''] }) => ({
    insert: emoji,
    sign: emoji,
    label: `:${name}:`,
    detail: label,
  }))
}
