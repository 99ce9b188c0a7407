import type { Seen } from './book.ts'
import type { Chance } from './chance.ts'
import type { Tamper } from './reader.ts'

/** What a broken follow would do, one time in forty: the proof that the ledger sees it. */
export const breakages = ['gap', 'repeat', 'reorder', 'phantom'] as const
export type Breakage = (typeof breakages)[number]

export function brokenFollow(breakage: Breakage, chance: Chance): Tamper {
  let held: Seen | null = null
  const now = () => chance.between(0, 1) < 1 / 40
  const breaks: Record<Breakage, Tamper> = {
    gap: (entry) => (now() ? [] : [entry]),
    repeat: (entry) => (now() ? [entry, entry] : [entry]),
    reorder: (entry) => {
      if (held) {
        const late = held
        held = null
        return [entry, late]
      }
      if (!now()) return [entry]
      held = entry
      return []
    },
    phantom: (entry) =>
      now() ? [entry, { ...entry, key: `${entry.key} that nobody sent`, position: `${entry.position}!` }] : [entry],
  }
  return breaks[breakage]
}
