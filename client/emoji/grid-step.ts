/** The emoji stand in so many columns, on every screen. */
export const columns = 7

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }

/** Where a key leads in a grid of so many; null for other keys, and where there is nowhere to go. */
export function stepIn(from: number, key: string, count: number): number | null {
  const step = steps[key]
  if (step === undefined || count === 0) return null
  const to = from + step
  if (to >= 0 && to < count) return to
  // From a whole line above a shorter last one the way down still leads to it.
  const hasLineBelow = Math.floor(from / columns) < Math.floor((count - 1) / columns)
  return key === 'ArrowDown' && hasLineBelow ? count - 1 : null
}
