import { text } from '../texts/texts.ts'
/** Who is writing, in a few words; empty for nobody. */
export function typingSentence(names: readonly string[]): string {
  const [one, other] = names
  if (one === undefined) return ''
  if (other === undefined) return text('attention.typing', { name: one })
  return names.length === 2 ? text('attention.typingTwo', { one, other }) : text('attention.typingSeveral')
}
