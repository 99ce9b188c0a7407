import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { readHistory } from './log.ts'

/** Entries given up in one transaction: writers of the topic wait for it. */
const atOnce = 5_000
const longestPause = 60_000

/**
 * Gives up what feeds have kept long enough. `keep` says how many seconds, by the kind of a topic, which is its name up
 * to the colon. Any number of processes may do so. Readers find out by CURSOR_EXPIRED, never by a gap.
 */
export function startRetention(deps: { db: Db; keep: Record<string, number>; now: () => Date; logger: Logger }) {
  const { db, keep, now, logger } = deps
  const stopped = new AbortController()
  const pause = Math.min(longestPause, ...Object.values(keep).map((seconds) => seconds * 500))

  const giveUpAll = async () => {
    for (const { name } of await db.sql<{ name: string }[]>`select name from feed_topic`) {
      const seconds = keep[name.split(':', 1)[0] ?? '']
      if (seconds === undefined) continue
      const before = new Date(now().getTime() - seconds * 1_000)
      while (!stopped.signal.aborted && (await db.transaction((tx) => giveUp(tx, name, before))) === atOnce);
    }
  }

  const run = async () => {
    while (!stopped.signal.aborted) {
      await giveUpAll().catch((error) => {
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

// Only ever a beginning: what follows the first entry that is young enough is kept, whatever the clocks of its writers.
// The topic's row moves in the same transaction: a reader that finds an entry gone finds the new beginning too.
async function giveUp(tx: Tx, topic: string, before: Date): Promise<number> {
  const { oldest, head } = await readHistory(tx, topic)
  const [young] = await tx<{ seq: number }[]>`
    select seq from feed_entry where topic = ${topic} and at >= ${before} order by seq limit 1`
  const beginning = Math.min(young?.seq ?? head + 1, oldest + atOnce)
  if (beginning <= oldest) return 0
  await tx`update feed_topic set oldest = greatest(oldest, ${beginning}) where name = ${topic}`
  await tx`delete from feed_entry where topic = ${topic} and seq < ${beginning}`
  return beginning - oldest
}
