import type { DomainError } from './errors.ts'

export type WorkQueue = {
  /**
   * Runs `work` when its turn comes, and resolves or rejects as it does. Rejects with the refusal, without running it,
   * when too much is waiting for this key or for all keys together.
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Whether `run` would accept work for this key now. */
  hasRoom(key: string): boolean
}

/**
 * Runs at most `concurrency` pieces of expensive work at a time. The keys that wait take turns, so one that asks for
 * much delays mostly itself.
 */
export function createWorkQueue(
  limits: { concurrency: number; perKey: number; total: number },
  refusal: () => DomainError,
): WorkQueue {
  /** In the order of their next turns. A key without waiting work has no entry. */
  const waiting = new Map<string, (() => void)[]>()
  let total = 0
  let running = 0

  const hasRoom = (key: string) => total < limits.total && (waiting.get(key)?.length ?? 0) < limits.perKey

  const enqueue = (key: string, start: () => void) => {
    const queue = waiting.get(key) ?? []
    queue.push(start)
    waiting.set(key, queue)
    total++
  }

  const startNext = () => {
    for (const [key, queue] of waiting) {
      if (running >= limits.concurrency) return
      waiting.delete(key)
      const start = queue.shift()
      if (queue.length > 0) waiting.set(key, queue)
      total--
      running++
      start?.()
    }
  }

  return {
    hasRoom,
    run: async (key, work) => {
      if (!hasRoom(key)) throw refusal()
      await new Promise<void>((start) => {
        enqueue(key, start)
        startNext()
      })
      try {
        return await work()
      } finally {
        running--
        startNext()
      }
    },
  }
}
