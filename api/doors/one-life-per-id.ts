type Handle = (text: string) => Promise<void>

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
  const inTurn: Handle = async (text) => {
    const message = peek(text)
    const last = message ? lives.get(message.id) : undefined
    if (message?.type === 'complete' && last) {
      last.completed = true
      return last.begun ? handle(text) : undefined
    }
    // A second `subscribe` without a `complete` in between is graphql-ws's to refuse.
    if (message?.type !== 'subscribe' || (last && !last.completed)) return handle(text)
    const life: Life = { begun: false, completed: false, ended: Promise.resolve() }
    const begin = async () => {
      if (life.completed) return
      life.begun = true
      await handle(text)
    }
    lives.set(message.id, life)
    life.ended = (last ? last.ended.then(begin, begin) : begin()).finally(() => {
      if (lives.get(message.id) === life) lives.delete(message.id)
    })
    return life.ended
  }
  return { handle: inTurn, count: () => lives.size }
}

function peek(text: string): { type: string; id: string } | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null) return null
    const { type, id } = message as { type?: unknown; id?: unknown }
    return typeof type === 'string' && typeof id === 'string' ? { type, id } : null
  } catch {
    return null
  }
}
