export type PresenceChange = { login: string; online: boolean }

/** Called whenever the set of agents online may have changed, or with an agent of whom something else has changed. */
export type PresenceListener = (changed?: string) => void

/**
 * The differences between the set of agents online when it is called and now, and agents of whom something else has
 * changed. A slow reader gets the newest state of each agent and not every step. `listeners` gets a function, which is
 * removed when the iterator is closed, also while a reader waits.
 */
export function presenceChanges(
  online: () => ReadonlySet<string>,
  listeners: Set<PresenceListener>,
): AsyncIterableIterator<PresenceChange> {
  /** The set as the reader knows it. */
  const reported = new Set(online())
  const touched = new Set<string>()
  let closed = false
  let wake = () => {}
  const listener = (changed?: string) => {
    if (changed !== undefined) touched.add(changed)
    wake()
  }
  listeners.add(listener)

  const nextChange = (): PresenceChange | null => {
    for (const login of online()) if (!reported.has(login)) return { login, online: true }
    for (const login of reported) if (!online().has(login)) return { login, online: false }
    for (const login of touched) return { login, online: online().has(login) }
    return null
  }

  const changes: AsyncIterableIterator<PresenceChange> = {
    [Symbol.asyncIterator]: () => changes,
    next: async () => {
      for (;;) {
        if (closed) return { done: true, value: undefined }
        const change = nextChange()
        if (change) {
          touched.delete(change.login)
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
