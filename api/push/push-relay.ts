import { createBackoff } from '../lib/backoff.ts'
import { type Pause, startLoop } from '../lib/wakeable-loop.ts'
import type { Call } from './push.ts'
import { type Decision, deliver, type PushDelivery } from './push-delivery.ts'
import * as store from './store.ts'

export type PushRelay = {
  /** Something has happened in a room: a message, or somebody has read it. Call it as often as you like. */
  changed(roomId: string): void
  /** Something may have happened in any room that nobody told of. */
  changedAnywhere(): void
  stop(): Promise<void>
}

export type PushRelayDependencies = PushDelivery & {
  /** The newest unread message that calls each of these agents, in each of these rooms or in all of theirs. */
  calls(logins: readonly string[], rooms: readonly string[] | null): Promise<Call[]>
  /** Of these places in rooms those that call nobody any more: read, deleted, or of a room that was left. */
  settledAmong(places: readonly store.Place[]): Promise<store.Place[]>
  /** Whether an agent has a window of the app in sight, anywhere. */
  isInSight(login: string): boolean
  /** Who of them wants no notifications at the moment. */
  uncalledAmong(logins: readonly string[]): Promise<ReadonlySet<string>>
  /** Milliseconds between two turns in which something was looked at: what happens meanwhile is decided together. */
  rest?: number
  /** Milliseconds after the start in which agents who look have said so. */
  settle?: number
}

/** Milliseconds after which rooms are looked at again that called somebody who was looking. */
const lookAgain = 5_000

/**
 * Pushes what calls agents who do not look: each message at most once, decided by one process at a time over all, from
 * what is unread. An agent who looks is called when they have looked away and still have not read it; one who wants to be
 * left alone is never called for what came then. What was pushed is taken back once it calls nobody any more.
 */
export function startPushRelay(deps: PushRelayDependencies): PushRelay {
  const { db, log, rest = 1_000, settle = 30_000 } = deps
  const backoff = createBackoff({ first: 500, longest: 10_000 })
  /** Rooms to look at; null for all. */
  let rooms: Set<string> | null = null
  let postponed = new Set<string>()
  let lookedAgainAt = 0
  let settled = false

  const decide = async (among: string[] | null): Promise<Decision | 'busy'> => {
    const logins = await store.subscribedLogins(db.sql)
    if (logins.length === 0) return { calls: [], takenBack: [] }
    const looking = new Set(logins.filter(deps.isInSight))
    const all = await deps.calls(logins, among)
    const calls = all.filter(({ login }) => !looking.has(login))
    const uncalled = await deps.uncalledAmong([...new Set(calls.map(({ login }) => login))])
    const marks = calls.map((call) => ({ ...call, shown: !uncalled.has(call.login) }))
    return db.transaction(async (tx) => {
      if (!(await store.lockPushes(tx))) return 'busy'
      const advanced = new Set((await store.advanceMarks(tx, marks)).map(nameOf))
      const takenBack = await deps.settledAmong(await store.shownMarks(tx, among))
      await store.markTakenBack(tx, takenBack)
      for (const { roomId, login } of all) if (looking.has(login)) postponed.add(roomId)
      return { calls: marks.filter((mark) => mark.shown && advanced.has(nameOf(mark))), takenBack }
    })
  }

  const nextRooms = (): string[] | null => {
    const now = performance.now()
    if (rooms && now - lookedAgainAt >= lookAgain) {
      for (const room of postponed) rooms.add(room)
      postponed = new Set()
      lookedAgainAt = now
    }
    const next = rooms && [...rooms]
    rooms = new Set()
    return next
  }

  const turn = async (): Promise<Pause> => {
    if (!settled) {
      settled = true
      return { pause: settle, wakeable: false }
    }
    const among = nextRooms()
    if (among?.length === 0) return { pause: lookAgain, wakeable: true }
    // Nothing is lost by a turn that fails: what is unread is looked at again.
    const again = () => {
      rooms = among && rooms ? new Set([...among, ...rooms]) : null
    }
    try {
      const decision = await decide(among)
      if (decision === 'busy') {
        again()
        return { pause: 50, wakeable: false }
      }
      await deliver(decision, deps)
      backoff.reset()
      return { pause: rest, wakeable: false }
    } catch (error) {
      again()
      if (!db.isAway(error) && backoff.failures === 0)
        log.error({ error: String(error) }, 'push: stopped short, going on by itself')
      return { pause: backoff.next(), wakeable: false }
    }
  }
  const loop = startLoop(turn)

  return {
    changed: (roomId) => {
      rooms?.add(roomId)
      loop.wake()
    },
    changedAnywhere: () => {
      rooms = null
      loop.wake()
    },
    stop: loop.stop,
  }
}

const nameOf = ({ roomId, login }: { roomId: string; login: string }) => `${roomId} ${login}`
