import { useEmoji } from './useEmoji.ts'

/** `:tada:` as the emoji of this name; what no emoji is called stays as it is. */
export function EmojiName({ text }: { text: string }) {
  const emoji = useEmoji().data?.byName.get(text.slice(1, -1))
  if (!emoji) return text
  return (
    <span role="img" aria-label={emoji.label} title={text}>
      {emoji.emoji}
    </span>
  )
}
