/** Batches under way at a time: while the database writes one, another waits there and a third is put together here. */
const maxUnderWay = 3
/** Fewer items than this are not worth a batch of their own while others are under way. */
const worthwhile = 16

/**
 * Writes a batch: its items in the order of their submission, answered each in the same order. `follows` says that
 * batches sent before are still under way: if one of those fails, this one must write nothing and reject. A batch that
 * follows none may reject although everything was written, when the answer is lost: so `write` must know again what it
 * has written before.
 */
export type WriteBatch<Item, Result> = (items: Item[], follows: boolean) => Promise<Result[]>

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
type Batch<Item, Result> = { members: Waiting<Item, Result>[]; follows: boolean; written: Promise<Result[]> }

/**
 * What is submitted while a write is under way is written together by the next one: no timer, no delay when idle, and
 * the busier it is the larger the batches. Under load a few are under way at a time, so that neither the database nor
 * this process waits for the other. Items are written in the order of their submission, and an item only ever fails for
 * itself: a batch that fails alone is tried item by item, and the ones that followed it are tried again behind it. An
 * error that is no item's fault (`isAway`) is everybody's: such a batch is tried once more as a whole.
 */
export function groupCommit<Item, Result>(
  write: WriteBatch<Item, Result>,
  { isAway, maxItems = 500 }: { isAway: (error: unknown) => boolean; maxItems?: number },
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  /** Oldest first. */
  const underWay: Batch<Item, Result>[] = []
  let running = false
  /** Batches must not be sent now: one has failed, and what is behind it is being put in order. */
  let recovering = false

  const writeAll = (members: Waiting<Item, Result>[], follows: boolean) =>
    write(
      members.map(({ item }) => item),
      follows,
    )

  const send = () => {
    while (!recovering && waiting.length > 0 && underWay.length < maxUnderWay) {
      const follows = underWay.length > 0
      if (follows && waiting.length < worthwhile) return
      // What came at once is shared out: while one part is written the next can be on its way.
      const share = Math.max(Math.ceil(waiting.length / (maxUnderWay - underWay.length)), worthwhile)
      const members = waiting.slice(0, Math.min(share, maxItems))
      waiting = waiting.slice(members.length)
      const written = writeAll(members, follows)
      written.catch(() => {})
      underWay.push({ members, follows, written })
    }
  }

  const answer = (members: Waiting<Item, Result>[], results: Result[]) => {
    for (const [i, { resolve }] of members.entries()) resolve(results[i] as Result)
  }

  const recover = async (error: unknown) => {
    recovering = true
    const [failed, ...behind] = underWay.splice(0) as [Batch<Item, Result>, ...Batch<Item, Result>[]]
    await Promise.allSettled(behind.map(({ written }) => written))
    if (!failed.follows) await (isAway(error) ? onceMore(failed.members) : oneByOne(failed.members, error))
    const again = failed.follows ? [failed, ...behind] : behind
    waiting = [...again.flatMap(({ members }) => members), ...waiting]
    recovering = false
  }

  const onceMore = async (members: Waiting<Item, Result>[]) => {
    // The connection that is lost may not know it in this turn of the event loop.
    await new Promise(setImmediate)
    try {
      answer(members, await writeAll(members, false))
    } catch (error) {
      if (isAway(error)) for (const { reject } of members) reject(error)
      else await oneByOne(members, error)
    }
  }

  const oneByOne = async (members: Waiting<Item, Result>[], error: unknown) => {
    if (members.length === 1) return members[0]?.reject(error)
    for (const one of members) {
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
    for (send(); underWay[0]; send()) {
      const oldest = underWay[0]
      try {
        answer(oldest.members, await oldest.written)
        underWay.shift()
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
