import type { Logger } from 'pino'
import type { Db } from '../db/db.ts'
import { startLoop, type WakeableLoop } from '../lib/wakeable-loop.ts'
import { type FileNames, indexMessages, tidyIndex } from './search-store.ts'

/** Messages of one transaction. */
const atOnce = 500
/** Milliseconds between two of them, so that old messages leave room for new ones, and until the next look. */
const pauses = { between: 20, look: 5_000 }

/**
 * Fills in what messages are found by where it is missing, and keeps the index tidy. Messages are written with it: this
 * is for those of before there was a search, and of processes of the last version. Any number of processes may do so.
 */
export function startMessageIndexing(deps: { db: Db; fileNames: FileNames; logger: Logger }): WakeableLoop {
  const { db, fileNames, logger } = deps
  return startLoop(async () => {
    try {
      const indexed = await db.transaction((tx) => indexMessages(tx, atOnce, fileNames))
      if (indexed === atOnce) return { pause: pauses.between, wakeable: false }
      await tidyIndex(db.sql)
    } catch (error) {
      if (!db.isAway(error)) logger.warn({ error: String(error) }, 'chat: messages could not be indexed, trying again')
    }
    return { pause: pauses.look, wakeable: true }
  })
}
