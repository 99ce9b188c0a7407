import { useSyncExternalStore } from 'react'

/** One value outside React that components may watch. Listeners run after the value has changed, in order of arrival. */
export type Store<T> = {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}

/** Resolves with the first value, now or later, for which the question is answered with true. */
export function whenStore<T, Found extends T>(store: Store<T>, found: (value: T) => value is Found): Promise<Found> {
  return new Promise((resolve) => {
    const look = () => {
      const value = store.get()
      if (!found(value)) return
      stop()
      resolve(value)
    }
    const stop = store.subscribe(look)
    look()
  })
}
