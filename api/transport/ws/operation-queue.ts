/** Takes a message of the protocol, or whatever else was sent. Resolves when what it asked for has ended. */
export type HandleMessage = (message: unknown) => Promise<void>

/** One operation id's newest `subscribe`: a `complete` that comes before it has begun keeps it from beginning. */
type QueuedOperation = { begun: boolean; completed: boolean; ended: Promise<void> }

/**
 * One life at a time for each operation id of a socket. graphql-ws forgets an operation at its `complete`, also while it
 * is still being started. A `subscribe` with the same id that follows at once would revive the first one, which nothing
 * could stop any more. So it waits until the first has ended; and what is completed while it waits never begins.
 */
export class OperationQueue {
  readonly #operationQueue = new Map<string, QueuedOperation>()
  readonly #handle: HandleMessage
  readonly #fail: (error: unknown) => void

  /** `fail` is told why a message could not be handled. */
  constructor(handle: HandleMessage, fail: (error: unknown) => void) {
    this.#handle = handle
    this.#fail = fail
  }

  /** Operations that have been asked for and have not ended. */
  get count(): number {
    return this.#operationQueue.size
  }

  handle(message: unknown): void {
    const last = hasId(message) ? this.#operationQueue.get(message.id) : undefined
    // A second `subscribe` without a `complete` in between is graphql-ws's to refuse.
    if (hasId(message) && message.type === 'subscribe' && (!last || last.completed)) this.#begin(message, last)
    else if (hasId(message) && message.type === 'complete' && last) this.#complete(message, last)
    else this.#pass(message)
  }

  #complete(message: unknown, life: QueuedOperation): void {
    life.completed = true
    if (life.begun) this.#pass(message)
  }

  #pass(message: unknown): void {
    this.#handle(message).catch(this.#fail)
  }

  // No async functions: what they hold on to while an operation lives is a good part of what an idle one costs.
  #begin(message: WithId, last: QueuedOperation | undefined): void {
    const { id } = message
    const life: QueuedOperation = { begun: !last, completed: false, ended: Promise.resolve() }
    this.#operationQueue.set(id, life)
    life.ended = last ? this.#beginAfter(last, life, message) : this.#handle(message)
    const over = () => {
      if (this.#operationQueue.get(id) === life) this.#operationQueue.delete(id)
    }
    life.ended.then(over, (error) => {
      over()
      this.#fail(error)
    })
  }

  #beginAfter(last: QueuedOperation, life: QueuedOperation, message: unknown): Promise<void> {
    const begin = () => {
      if (life.completed) return undefined
      life.begun = true
      return this.#handle(message)
    }
    return last.ended.then(begin, begin)
  }
}

type WithId = { type: string; id: string }

function hasId(message: unknown): message is WithId {
  if (typeof message !== 'object' || message === null) return false
  const { type, id } = message as { type?: unknown; id?: unknown }
  return typeof type === 'string' && typeof id === 'string'
}
