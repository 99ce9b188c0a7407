import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createOutageLog } from '../lib/outage.ts'
import { awayBy, type DatabaseState } from './away.ts'

export type Availability = {
  /**
   * Whether a failure says that the database is away, and nothing against what was asked of it. It is counted and
   * logged here, and watched until the database takes writes again: the caller need not log it.
   */
  isAway(error: unknown): boolean
  /** Looks, unless the database is known to be away. Takes as long as the database does to answer. */
  state(): Promise<DatabaseState>
  stop(): void
}

export type Probes = {
  /** By the connections that are there: why nothing can be written, as far as a look tells, or null. */
  look(): Promise<string | null>
  /** Writes, by a new connection or by those that are there, and takes it back; rejects with the reason. */
  tryWrite(by: 'new connection' | 'pool'): Promise<void>
  /** Replaces all connections by new ones: those to a server that was demoted go on refusing writes. */
  renew(): void
}

/** Postgres' read_only_sql_transaction. */
const readOnlyTransaction = '25006'

const shortestPause = 50
const longestPause = 1_000
/** How long no failure must be seen after a write has succeeded, where statements showed the outage. */
const quiet = 2_000

export function createAvailability(probes: Probes, logger: Logger): Availability {
  const outage = createOutageLog(logger, 'database')
  const stopped = new AbortController()
  let state: DatabaseState = 'ok'
  let lastFailure = 0
  /** Connections that were open then refused a write that others may take. */
  let refusedAt = 0
  let renewedAt = 0
  let watching = false

  const away = (kind: DatabaseState, error: unknown) => {
    state = kind
    outage.failed(error)
  }

  /** Whether it takes writes now; otherwise the state says what it does. */
  const check = async (): Promise<boolean> => {
    try {
      await probes.tryWrite(state === 'read-only' ? 'new connection' : 'pool')
      return true
    } catch (error) {
      const kind = awayBy(error)
      if (kind === 'unreachable' || kind === 'read-only') away(kind, error)
      return kind === 'interrupted' ? false : kind === null
    }
  }

  const watch = async () => {
    if (watching) return
    watching = true
    // The probe may know better than a statement did: a single connection that was cut is no outage.
    let refusedProbe = false
    for (let pause = shortestPause; !stopped.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      if (await check()) {
        if (state !== 'read-only') break
        if (refusedAt > renewedAt) {
          renewedAt = Date.now()
          probes.renew()
        }
        if (refusedProbe || Date.now() - lastFailure > quiet) break
      } else refusedProbe = true
      await sleep(pause, null, { signal: stopped.signal, ref: false }).catch(() => {})
    }
    watching = false
    if (stopped.signal.aborted) return
    state = 'ok'
    outage.recovered()
  }

  const isAway = (error: unknown): boolean => {
    const kind = awayBy(error)
    if (kind === null) return false
    if (kind === 'interrupted' || stopped.signal.aborted) return true
    lastFailure = Date.now()
    if ((error as { code?: unknown }).code === readOnlyTransaction) refusedAt = lastFailure
    if (kind === 'read-only' || state !== 'ok') away(kind, error)
    watch()
    return true
  }

  return {
    isAway,
    state: async () => {
      if (state !== 'ok') return state
      try {
        const reason = await probes.look()
        if (reason !== null) isAway(Object.assign(new Error(reason), { code: readOnlyTransaction }))
        return reason === null ? state : 'read-only'
      } catch (error) {
        isAway(error)
        return 'unreachable'
      }
    },
    stop: () => stopped.abort(),
  }
}
