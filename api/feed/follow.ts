import { setImmediate as nextTurn } from 'node:timers/promises'
import { DomainError, InvalidInput } from '../errors.ts'
import type { Entry, Extent } from './log.ts'
import type { LogReader, Tail } from './tail.ts'

export type FollowOptions = {
  /** Everything after this seq; null starts now. */
  after: number | null
  /** Entries it refuses are passed over; asked again for every entry, so rights that change count at once. */
  maySee?: (entry: Entry) => boolean
}

/** Entries in order, each once. `return()` ends it at once, also while it waits. */
export type Follower<Body = unknown> = AsyncIterableIterator<Entry<Body>>

const replayPage = 200
/** Ready entries handed out before other work gets a turn. */
const stride = 64

/**
 * Replay, then live. The tail is already listening, so nothing falls between the two: what is in memory comes from it,
 * what is older comes from the log page by page.
 * Throws CURSOR_EXPIRED for a place that is no longer kept and INVALID_INPUT for one the topic has not reached.
 */
export async function follow(
  tail: Tail,
  log: LogReader & { extent(topic: string): Promise<Extent> },
  options: FollowOptions,
): Promise<Follower> {
  await mustBeReachable(tail, log, options.after)
  const maySee = options.maySee ?? (() => true)
  let place = options.after ?? tail.head
  let page: Entry[] = []
  let pageAt = 0
  let handedOut = 0
  let closed = false
  let wake = () => {}
  const leave = tail.join(() => wake())

  const entryAfter = async (): Promise<Entry | null> => {
    for (;;) {
      if (closed) return null
      const read = page[pageAt]
      if (read) {
        pageAt++
        return read
      }
      if (place >= tail.head) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else if (place + 1 >= tail.kept) {
        return tail.at(place + 1)
      } else {
        page = await log.readAfter(tail.topic, place, replayPage)
        pageAt = 0
        if (page[0]?.seq !== place + 1) throw expired(tail.topic, place)
      }
    }
  }

  const end = () => {
    closed = true
    leave()
    wake()
  }

  const follower: Follower = {
    [Symbol.asyncIterator]: () => follower,
    next: async () => {
      for (;;) {
        let entry: Entry | null
        try {
          entry = await entryAfter()
        } catch (error) {
          end()
          throw error
        }
        if (!entry || closed) return { done: true, value: undefined }
        place = entry.seq
        // A reader whose socket takes everything at once would otherwise keep the loop to itself during a long replay.
        if (++handedOut % stride === 0) await nextTurn()
        if (maySee(entry)) return { done: false, value: entry }
      }
    },
    return: async () => {
      end()
      return { done: true, value: undefined }
    },
    throw: async (error) => {
      end()
      throw error
    },
  }
  return follower
}

async function mustBeReachable(
  tail: Tail,
  log: { extent(topic: string): Promise<Extent> },
  after: number | null,
): Promise<void> {
  if (after === null || (after + 1 >= tail.kept && after <= tail.head)) return
  const { oldest, head } = await log.extent(tail.topic)
  if (after + 1 < oldest) throw expired(tail.topic, after)
  if (after > head) throw new InvalidInput([{ path: 'after', message: 'Is beyond the end of the list.' }])
  // Another process has told this reader about an entry that this one has not heard of yet.
  if (after > tail.head) await tail.catchUp()
}

function expired(topic: string, place: number): DomainError {
  return new DomainError('CURSOR_EXPIRED', `Entry ${place} of ${topic} is no longer kept: read the list again.`)
}
