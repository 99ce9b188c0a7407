export type PresenceChange = { login: string; online: boolean }

/**
 * The differences between the set of agents online when it is called and now. A slow reader gets the newest state of each
 * agent and not every step. `listeners` gets a function to be called whenever the set may have changed; it is removed when
 * the iterator is closed, also while a reader waits.
 */
export function presenceChanges(
  online: () => ReadonlySet<string>,
  listeners: Set<() => void>,
): AsyncIterableIterator<PresenceChange> {
  /** The set as the reader knows it. */
  const reported = new Set(online())
  let closed = false
  let wake = () => {}
  const listener = () => wake()
  listeners.add(listener)

  const nextChange = (): PresenceChange | null => {
    for (const login of online()) if (!reported.has(login)) return { login, online: true }
    for (const login of reported) if (!online().has(login)) return { login, online: false }
    return null
  }

  const changes: AsyncIterableIterator<PresenceChange> = {
    [Symbol.asyncIterator]: () => changes,
    next: async () => {
      for (;;) {
        if (closed) return { done: true, value: undefined }
        const change = nextChange()
        if (change) {
          if (change.online) reported.add(change.login)
          else reported.delete(change.login)
          return { done: false, value: change }
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    return: async () => {
      closed = true
      listeners.delete(listener)
      wake()
      return { done: true, value: undefined }
    },
  }
  return changes
}
