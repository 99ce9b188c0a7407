/** Who is writing, in a few words; empty for nobody. */
export function typingSentence(names: readonly string[]): string {
  const [one, other] = names
  if (one === undefined) return ''
  if (other === undefined) return `${one} is typing`
  return names.length === 2 ? `${one} and ${other} are typing` : 'Several people are typing'
}
