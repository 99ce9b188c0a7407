import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { readHistory } from './log.ts'

/** Entries deleted in one transaction: writers of the topic wait for it. */
const atOnce = 5_000
const longestPause = 60_000

/**
 * Deletes the entries of the feed that are older than `keep`: seconds by the kind of a topic, which is its name up to the
 * colon. Any number of processes may do so. A reader of what is deleted gets CURSOR_EXPIRED, never a gap.
 */
export function startRetention(deps: { db: Db; keep: Record<string, number>; now: () => Date; logger: Logger }) {
  const { db, keep, now, logger } = deps
  const stopped = new AbortController()
  const pause = Math.min(longestPause, ...Object.values(keep).map((seconds) => seconds * 500))

  const deleteOld = async () => {
    for (const { name } of await db.sql<{ name: string }[]>`select name from feed_topic`) {
      const seconds = keep[name.split(':', 1)[0] ?? '']
      if (seconds === undefined) continue
      const before = new Date(now().getTime() - seconds * 1_000)
      while (!stopped.signal.aborted && (await db.transaction((tx) => deleteBeginning(tx, name, before))) === atOnce);
    }
  }

  const run = async () => {
    while (!stopped.signal.aborted) {
      await deleteOld().catch((error) => {
        if (!db.isAway(error)) logger.warn({ error: String(error) }, 'feed: retention failed, trying again')
      })
      await sleep(pause, null, { signal: stopped.signal, ref: false }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: () => {
      stopped.abort()
      return running
    },
  }
}

// Only ever a beginning is deleted: what follows the first entry that is young enough stays, whatever the clocks of its
// writers. The topic's row changes in the same transaction, so a reader that misses an entry finds the new beginning, too.
async function deleteBeginning(tx: Tx, topic: string, before: Date): Promise<number> {
  const { oldest, head } = await readHistory(tx, topic)
  const [young] = await tx<{ seq: number }[]>`
    select seq from feed_entry where topic = ${topic} and at >= ${before} order by seq limit 1`
  const beginning = Math.min(young?.seq ?? head + 1, oldest + atOnce)
  if (beginning <= oldest) return 0
  await tx`update feed_topic set oldest = greatest(oldest, ${beginning}) where name = ${topic}`
  await tx`delete from feed_entry where topic = ${topic} and seq < ${beginning}`
  return beginning - oldest
}
