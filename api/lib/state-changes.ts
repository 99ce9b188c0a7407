/**
 * A stream of the changes of something that is not kept. `take` gives what the reader is to be told next, null while
 * there is nothing; it is asked at once, after each change it gave, and when its listener was called. What it throws
 * ends the stream. `listen` begins to call a listener whenever there may be something, and returns how to stop that,
 * which is done when the stream is closed, also while a reader waits.
 */
export function stateChanges<Change>(
  take: () => Change | null | Promise<Change | null>,
  listen: (listener: () => void) => () => void,
): AsyncIterableIterator<Change> {
  let closed = false
  let woken = false
  let wake = () => {}
  const listener = () => {
    woken = true
    wake()
  }
  const unlisten = listen(listener)
  const close = () => {
    if (closed) return
    closed = true
    unlisten()
    wake()
  }

  const changes: AsyncIterableIterator<Change> = {
    [Symbol.asyncIterator]: () => changes,
    next: async () => {
      while (!closed) {
        // A listener that is called while `take` is under way must not be missed.
        woken = false
        let change: Change | null
        try {
          change = await take()
        } catch (error) {
          close()
          throw error
        }
        if (closed) break
        if (change !== null) return { done: false, value: change }
        if (!woken)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
      return { done: true, value: undefined }
    },
    return: async () => {
      close()
      return { done: true, value: undefined }
    },
  }
  return changes
}
