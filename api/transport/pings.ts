/** Seconds between two pings of a connection. */
const interval = 12

export type Pinged = { readonly writer: { readonly full: boolean }; ping(): void }

export type Pings = {
  add(connection: Pinged): void
  remove(connection: Pinged): void
  stop(): void
}

/**
 * Pings every connection each twelve seconds, by one timer for all of them. A connection whose socket is full is left out:
 * it could not answer. Live connections (`live-connections.ts`) bound how long it may stay so.
 */
export function startPings(): Pings {
  /** The connections that are pinged in one of the twelve seconds. */
  const slots = Array.from({ length: interval }, () => new Set<Pinged>())
  let current = 0
  let next = 0
  const timer = setInterval(() => {
    current = (current + 1) % interval
    for (const connection of slots[current] ?? []) if (!connection.writer.full) connection.ping()
  }, 1_000)
  return {
    // A connection keeps its slot, so removing one changes the rhythm of no other.
    add: (connection) => {
      slots[next]?.add(connection)
      next = (next + 1) % interval
    },
    remove: (connection) => {
      for (const slot of slots) slot.delete(connection)
    },
    stop: () => clearInterval(timer),
  }
}
