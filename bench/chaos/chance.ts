/** Random numbers that a seed repeats: the same seed deals the same faults in the same order. */
export type Chance = {
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** A source of its own under this name: what one part draws does not change what another gets. */
  branch(name: string): Chance
}

export function createChance(seed: number): Chance {
  const next = mulberry32(seed)
  const below = (count: number) => Math.floor(next() * count)
  return {
    between: (low, high) => low + next() * (high - low),
    pick: (list) => {
      if (list.length === 0) throw new Error('There is nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
    shuffled: (list) => {
      const cards = [...list]
      for (let last = cards.length - 1; last > 0; last--) {
        const other = below(last + 1)
        ;[cards[last], cards[other]] = [cards[other] as (typeof cards)[number], cards[last] as (typeof cards)[number]]
      }
      return cards
    },
    branch: (name) =>
      createChance([...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), seed)),
  }
}

// Tommy Ettinger's generator, public domain.
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
