/** Seconds between two pings of a connection. */
const every = 12

export type Pinged = { readonly writer: { readonly full: boolean }; ping(): void }

export type Pings = {
  add(connection: Pinged): void
  remove(connection: Pinged): void
  stop(): void
}

/**
 * One hand for all connections, each second a part of them. One that takes nothing could not answer; how long it may do
 * so is judged elsewhere.
 */
export function startPings(): Pings {
  const turns = Array.from({ length: every }, () => new Set<Pinged>())
  let turn = 0
  let next = 0
  const timer = setInterval(() => {
    turn = (turn + 1) % every
    for (const connection of turns[turn] ?? []) if (!connection.writer.full) connection.ping()
  }, 1_000)
  return {
    // A turn of its own for as long as it lives: whoever leaves moves nobody else's.
    add: (connection) => {
      turns[next]?.add(connection)
      next = (next + 1) % every
    },
    remove: (connection) => {
      for (const those of turns) those.delete(connection)
    },
    stop: () => clearInterval(timer),
  }
}
