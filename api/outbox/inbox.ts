import type { Logger } from 'pino'
import type { Db, Handle } from '../db/db.ts'

/**
 * Marks an event as taken in; false when it was before. Call it first in the transaction that acts on the event: a
 * second delivery at the same time waits here until the first has committed or failed.
 */
export async function markSeen(tx: Handle, key: string): Promise<boolean> {
  const inserted = await tx`insert into inbox (key) values (${key}) on conflict do nothing`
  return inserted.count === 1
}

/** Whether an event was taken in. */
export async function hasSeen(sql: Handle, key: string): Promise<boolean> {
  const found = await sql`select 1 from inbox where key = ${key}`
  return found.count === 1
}

/** Forgets messages older than a week; keys that name something that happens only once are kept for ever. */
export async function pruneInbox(sql: Handle): Promise<number> {
  const pruned = await sql`delete from inbox where key like 'message:%' and seen_at < now() - interval '7 days'`
  return pruned.count
}

/** Prunes now and every hour, until `stop()`. Any number of processes may do so. */
export function startInboxPruning({ db, log }: { db: Db; log: Logger }): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const prune = () => {
    running = pruneInbox(db.sql).then(
      (pruned) => log.debug({ pruned }, 'inbox: pruned'),
      (error: Error) => log.warn({ error: error.message }, 'inbox: could not be pruned, trying again in an hour'),
    )
  }
  prune()
  const timer = setInterval(prune, 3_600_000)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
