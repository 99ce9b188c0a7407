import { stateChanges } from '../lib/state-changes.ts'

/** What a stream of lists is told of its room. */
export type TypingReader = {
  /** The typists may have changed. */
  tell(): void
  /** The right to read may have ended. */
  doubt(): void
}

/** Nobody counts more people who write at once: "several people". */
const mostShown = 10
/** Milliseconds between two lists for one reader; the first goes at once. */
const listWindow = 250
/** In a room with more readers than this here, a list reaches each within a window that grows with them. */
const crowd = 500
/** How long, in milliseconds, a right to read is cached. */
const rightTtl = 1_000

/**
 * The logins of those who are writing in a room, whenever they have changed. `assertReader` is asked after a doubt, and
 * before a list when it was not asked for a second; its throw ends the stream.
 */
export function typingLists(
  room: { typists(): string[]; readers(): number; add(reader: TypingReader): () => void },
  assertReader: () => Promise<unknown>,
  now: () => number,
): AsyncIterableIterator<string[]> {
  let reported: readonly string[] = []
  let checkedAt = now()
  let isDoubted = false
  let notBefore = 0
  let due: number | null = null
  let timer: NodeJS.Timeout | undefined
  let wake = () => {}

  const assertNow = async () => {
    isDoubted = false
    checkedAt = now()
    await assertReader()
  }
  const news = (): string[] | null => {
    const logins = room.typists().slice(0, mostShown)
    return areSame(logins, reported) ? null : logins
  }

  const take = async (): Promise<string[] | null> => {
    if (isDoubted) await assertNow()
    if (!news()) {
      due = null
      return null
    }
    due ??= Math.max(notBefore, now() + spreadOver(room.readers()))
    if (now() < due) {
      clearTimeout(timer)
      timer = setTimeout(wake, due - now())
      return null
    }
    if (now() - checkedAt > rightTtl) await assertNow()
    due = null
    notBefore = now() + listWindow
    const logins = news()
    reported = logins ?? reported
    return logins
  }

  return stateChanges(take, (listener) => {
    wake = listener
    const doubt = () => {
      isDoubted = true
      listener()
    }
    const remove = room.add({ tell: listener, doubt })
    return () => {
      clearTimeout(timer)
      remove()
    }
  })
}

const areSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((login, at) => login === others[at])

const spreadOver = (readers: number) => (readers > crowd ? Math.random() * (readers / crowd) * listWindow : 0)
