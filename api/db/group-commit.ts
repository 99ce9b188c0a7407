/** Fewer items than this are not worth a batch of their own while others are in flight. */
const worthwhile = 16

/**
 * Writes a batch: its items in the order of their submission, answered each in the same order. `follows` says that
 * batches sent before are still in flight: if one of those fails, this one must write nothing and reject. A batch that
 * follows none may reject although everything was written, when the answer is lost. It is then written again, so `write`
 * must recognise items that are there already.
 */
export type WriteBatch<Item, Result> = (items: Item[], follows: boolean) => Promise<Result[]>

export type GroupCommitOptions = {
  /** Whether an error says that the database is away, which is no item's fault. */
  isAway: (error: unknown) => boolean
  /** Batches in flight at a time; 1 writes one after the other. */
  maxInFlight: number
  /** Items of a batch. */
  maxItems?: number
}

type Submitted<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
type Batch<Item, Result> = { items: Submitted<Item, Result>[]; follows: boolean; written: Promise<Result[]> }

/**
 * What is submitted while a write is in flight is written together by the next one: no timer, no delay when idle, and
 * the busier it is the larger the batches. Under load several are in flight: while the database writes one, another
 * waits there and a third is put together here, so that neither the database nor this process waits for the other.
 *
 * Items are written in the order of their submission, and an item only ever fails for itself: a batch that fails alone is
 * tried item by item, and the ones that followed it are tried again behind it. When the database is away, a batch is
 * tried once more as a whole, and then rejected as a whole.
 */
export function groupCommit<Item, Result>(
  write: WriteBatch<Item, Result>,
  { isAway, maxInFlight, maxItems = 500 }: GroupCommitOptions,
): (item: Item) => Promise<Result> {
  let waiting: Submitted<Item, Result>[] = []
  /** Oldest first. */
  const inFlight: Batch<Item, Result>[] = []
  let running = false
  /** Batches must not be sent now: one has failed, and the ones behind it are being put back in order. */
  let recovering = false

  const writeAll = (items: Submitted<Item, Result>[], follows: boolean) =>
    write(
      items.map(({ item }) => item),
      follows,
    )

  const send = () => {
    while (!recovering && waiting.length > 0 && inFlight.length < maxInFlight) {
      const follows = inFlight.length > 0
      if (follows && waiting.length < worthwhile) return
      // What came at once is divided: while one part is written the next can be on its way.
      const share = Math.max(Math.ceil(waiting.length / (maxInFlight - inFlight.length)), worthwhile)
      const items = waiting.slice(0, Math.min(share, maxItems))
      waiting = waiting.slice(items.length)
      const written = writeAll(items, follows)
      written.catch(() => {})
      inFlight.push({ items, follows, written })
    }
  }

  const answer = (items: Submitted<Item, Result>[], results: Result[]) => {
    for (const [i, { resolve }] of items.entries()) resolve(results[i] as Result)
  }

  const recover = async (error: unknown) => {
    recovering = true
    const [failed, ...behind] = inFlight.splice(0) as [Batch<Item, Result>, ...Batch<Item, Result>[]]
    await Promise.allSettled(behind.map(({ written }) => written))
    if (!failed.follows) await (isAway(error) ? onceMore(failed.items) : oneByOne(failed.items, error))
    const again = failed.follows ? [failed, ...behind] : behind
    waiting = [...again.flatMap(({ items }) => items), ...waiting]
    recovering = false
  }

  const onceMore = async (items: Submitted<Item, Result>[]) => {
    // The connection that is lost may not know it in this turn of the event loop.
    await new Promise(setImmediate)
    try {
      answer(items, await writeAll(items, false))
    } catch (error) {
      if (isAway(error)) for (const { reject } of items) reject(error)
      else await oneByOne(items, error)
    }
  }

  const oneByOne = async (items: Submitted<Item, Result>[], error: unknown) => {
    if (items.length === 1) return items[0]?.reject(error)
    for (const one of items) {
      try {
        answer([one], await writeAll([one], false))
      } catch (itsOwn) {
        if (isAway(itsOwn)) await onceMore([one])
        else one.reject(itsOwn)
      }
    }
  }

  const run = async () => {
    running = true
    for (send(); inFlight[0]; send()) {
      const oldest = inFlight[0]
      try {
        answer(oldest.items, await oldest.written)
        inFlight.shift()
      } catch (error) {
        await recover(error)
      }
    }
    running = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!running) run()
      // Whatever else comes in this turn of the event loop goes with it.
      else if (waiting.length === worthwhile) setImmediate(send)
    })
}
