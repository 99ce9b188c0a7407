import type { Logger } from 'pino'
import type { Db } from '../db/db.ts'
import { startLoop, type WakeableLoop } from '../lib/wakeable-loop.ts'
import { indexPolicies } from './list-store.ts'

/** Policies of one transaction. */
const atOnce = 500
/** Milliseconds between two of them, so that old policies leave room for new ones, and until the next look. */
const pauses = { between: 20, look: 30_000 }

/**
 * Gives policies that were sold by processes of the last version the words by which they are found now. Until then they
 * are found by those of before. Any number of processes may do so.
 */
export function startPolicyIndexing({ db, logger }: { db: Db; logger: Logger }): WakeableLoop {
  return startLoop(async () => {
    try {
      const indexed = await db.transaction((tx) => indexPolicies(tx, atOnce))
      if (indexed === atOnce) return { pause: pauses.between, wakeable: false }
    } catch (error) {
      if (!db.isAway(error))
        logger.warn({ error: String(error) }, 'policies: some could not be indexed for the search, trying again')
    }
    return { pause: pauses.look, wakeable: true }
  })
}
