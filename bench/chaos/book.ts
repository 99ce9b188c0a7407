/** One thing that was said to Parley: a message, a sale, a neighbour's event. Its key is known before it is said. */
export type NotificationContent = {
  key: string
  /** What readers must see of it, word for word. */
  words: string
  /** Milliseconds: when it was said for the first time. */
  at: number
  /** The logins that may see it; null means everybody. */
  audience: readonly string[] | null
}

/** That Parley, or RabbitMQ, took it. `place` is what the answer said of it, where it said anything. */
export type Acknowledged = { key: string; at: number; position: string | null }

/** One entry as a reader saw it, on a page or live. */
export type Seen = { key: string; words: string; position: string; at: number }

/** What a reader's book holds: the page it began with and every entry that followed, exactly as they came. */
export type Reading = { reader: string; login: string; page: Seen[]; followed: Seen[] }

/** Everything that was said in one stream, and what came of it. */
export type Book = {
  readonly said: Map<string, NotificationContent>
  readonly acknowledged: Map<string, Acknowledged>
  say(said: Omit<NotificationContent, 'at'>): void
  /** Every acknowledgement is noted; the first one counts, and a later one that differs is a contradiction. */
  acknowledge(key: string, place?: string | null): void
  /** Answers to the same question that differ. */
  readonly contradictions: string[]
}

export function createBook(now: () => number = Date.now): Book {
  const said = new Map<string, NotificationContent>()
  const acknowledged = new Map<string, Acknowledged>()
  const contradictions: string[] = []
  return {
    said,
    acknowledged,
    contradictions,
    say: (thing) => {
      if (!said.has(thing.key)) said.set(thing.key, { ...thing, at: now() })
    },
    acknowledge: (key, position = null) => {
      const before = acknowledged.get(key)
      if (!before) acknowledged.set(key, { key, at: now(), position })
      else if (before.position !== position)
        contradictions.push(`${key} was answered with ${before.position}, then with ${position}`)
    },
  }
}
