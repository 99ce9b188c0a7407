/** So many are written together at once; of more, half: the database writes these while the rest are being read. */
const undivided = 16

/**
 * What is submitted while a write is under way is written together by the next one: no timer, no delay when idle, and
 * the busier it is the larger the batches. `write` gets the items in the order of their submission and answers each in
 * the same order, or rejects; then each item is tried alone, so that an item only ever fails for itself. It may reject
 * although everything was written, when the answer is lost: so `write` must know again what it has written before.
 */
export function groupCommit<Item, Result>(
  write: (items: Item[]) => Promise<Result[]>,
  maxItems = 500,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let writing = false

  const settle = async (batch: Waiting[]) => {
    try {
      const results = await write(batch.map(({ item }) => item))
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as Result)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.reject(error)
      else for (const one of batch) await settle([one])
    }
  }

  const writeAll = async () => {
    writing = true
    while (waiting.length > 0) {
      const size = Math.min(Math.max(undivided, Math.ceil(waiting.length / 2)), maxItems)
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      await settle(batch)
    }
    writing = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!writing) writeAll()
    })
}
