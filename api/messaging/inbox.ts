import type { DbClient } from '../db/db.ts'

/**
 * Marks an event as taken in; false when it was before. Call it first in the transaction that acts on the event: a
 * second delivery at the same time waits here until the first has committed or failed.
 */
export async function markSeen(tx: DbClient, key: string): Promise<boolean> {
  const inserted = await tx`insert into inbox (key) values (${key}) on conflict do nothing`
  return inserted.count === 1
}

/** Whether an event was taken in. */
export async function hasSeen(sql: DbClient, key: string): Promise<boolean> {
  const found = await sql`select 1 from inbox where key = ${key}`
  return found.count === 1
}

/** Forgets messages older than a week; keys that name something that happens only once are kept for ever. */
export async function pruneInbox(sql: DbClient): Promise<number> {
  const pruned = await sql`delete from inbox where key like 'message:%' and seen_at < now() - interval '7 days'`
  return pruned.count
}
