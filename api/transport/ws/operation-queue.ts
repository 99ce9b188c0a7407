/** Takes a message of the protocol, or whatever else was sent. Resolves when what it asked for has ended. */
export type HandleMessage = (message: unknown) => Promise<void>

/** One operation id's newest `subscribe`: a `complete` that comes before it has begun keeps it from beginning. */
type QueuedOperation = { begun: boolean; completed: boolean; isSubscription: boolean; ended: Promise<void> }

/**
 * Runs one operation at a time for each operation id of a socket. graphql-ws forgets an operation at its `complete`, also
 * while it is still being started. With a `subscribe` of the same id right after it, both would run, and no `complete`
 * would reach the first. So the second waits until the first has ended. If it is completed meanwhile, it never begins.
 */
export class OperationQueue {
  readonly #operationQueue = new Map<string, QueuedOperation>()
  readonly #handle: HandleMessage
  readonly #fail: (error: unknown) => void

  /** `fail` gets the error of a message that could not be handled. */
  constructor(handle: HandleMessage, fail: (error: unknown) => void) {
    this.#handle = handle
    this.#fail = fail
  }

  /** Operations that have been asked for and have not ended. */
  get count(): number {
    return this.#operationQueue.size
  }

  /** Says that an operation is a subscription: it does not end by being answered. */
  markSubscription(id: string): void {
    const operation = this.#operationQueue.get(id)
    if (operation) operation.isSubscription = true
  }

  /** Resolves when every query and mutation has been answered, those that are asked meanwhile as well. */
  async answered(): Promise<void> {
    for (;;) {
      const asked = [...this.#operationQueue.values()].filter(({ isSubscription }) => !isSubscription)
      if (asked.length === 0) return
      await Promise.allSettled(asked.map(({ ended }) => ended))
    }
  }

  handle(message: unknown): void {
    const last = hasId(message) ? this.#operationQueue.get(message.id) : undefined
    // A second `subscribe` without a `complete` in between is graphql-ws's to refuse.
    if (hasId(message) && message.type === 'subscribe' && (!last || last.completed)) this.#begin(message, last)
    else if (hasId(message) && message.type === 'complete' && last) this.#complete(message, last)
    else this.#pass(message)
  }

  #complete(message: unknown, operation: QueuedOperation): void {
    operation.completed = true
    if (operation.begun) this.#pass(message)
  }

  #pass(message: unknown): void {
    this.#handle(message).catch(this.#fail)
  }

  // No async functions: the memory they retain is a good part of what an idle operation costs.
  #begin(message: WithId, last: QueuedOperation | undefined): void {
    const { id } = message
    const operation: QueuedOperation = {
      begun: !last,
      completed: false,
      isSubscription: false,
      ended: Promise.resolve(),
    }
    this.#operationQueue.set(id, operation)
    operation.ended = last ? this.#beginAfter(last, operation, message) : this.#handle(message)
    const over = () => {
      if (this.#operationQueue.get(id) === operation) this.#operationQueue.delete(id)
    }
    operation.ended.then(over, (error) => {
      over()
      this.#fail(error)
    })
  }

  #beginAfter(last: QueuedOperation, operation: QueuedOperation, message: unknown): Promise<void> {
    const begin = () => {
      if (operation.completed) return undefined
      operation.begun = true
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
