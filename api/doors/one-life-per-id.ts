/** Takes a message of the protocol, or whatever else was sent. */
export type Handle = (message: unknown) => Promise<void>

export type Lives = {
  handle: Handle
  /** Operations that have been asked for and have not ended. */
  count(): number
}

/** One operation id's newest `subscribe`: a `complete` that comes before it has begun keeps it from beginning. */
type Life = { begun: boolean; completed: boolean; ended: Promise<void> }

/**
 * graphql-ws forgets an operation at its `complete`, also while it is still being started. A `subscribe` with the same
 * id that follows at once would revive the first one, which nothing could stop any more. So it waits until the first
 * has ended; and what is completed while it waits never begins.
 */
export function oneLifePerId(handle: Handle): Lives {
  const lives = new Map<string, Life>()
  // No async functions here: what they hold on to while an operation lives is a good part of what an idle one costs.
  const inTurn: Handle = (message) => {
    if (!hasId(message)) return handle(message)
    const { type, id } = message
    const last = lives.get(id)
    if (type === 'complete' && last) {
      last.completed = true
      return last.begun ? handle(message) : Promise.resolve()
    }
    // A second `subscribe` without a `complete` in between is graphql-ws's to refuse.
    if (type !== 'subscribe' || (last && !last.completed)) return handle(message)
    const life: Life = { begun: !last, completed: false, ended: Promise.resolve() }
    lives.set(id, life)
    life.ended = last ? beginAfter(last, life, message) : handle(message)
    const over = () => {
      if (lives.get(id) === life) lives.delete(id)
    }
    life.ended.then(over, over)
    return life.ended
  }

  const beginAfter = (last: Life, life: Life, message: unknown): Promise<void> => {
    const begin = () => {
      if (life.completed) return undefined
      life.begun = true
      return handle(message)
    }
    return last.ended.then(begin, begin)
  }
  return { handle: inTurn, count: () => lives.size }
}

function hasId(message: unknown): message is { type: string; id: string } {
  if (typeof message !== 'object' || message === null) return false
  const { type, id } = message as { type?: unknown; id?: unknown }
  return typeof type === 'string' && typeof id === 'string'
}
