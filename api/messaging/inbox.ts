import type { Db, DbClient, Tx } from '../db/db.ts'

/** What one consumer has taken in: `key` is the same for every delivery of one event. */
export type InboxMark = { consumer: string; key: string }

/**
 * Runs `work` in the transaction that marks the event as taken in. False, with everything undone, when it was taken in
 * before. A second delivery at the same time waits until the first has committed or failed.
 */
export async function handleOnce(db: Db, mark: InboxMark, work: (tx: Tx) => Promise<void>): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      // Both are sent in one round trip, the mark first. A repetition is rare, and then all of it is rolled back: also
      // when the work fails, as what was done before often does.
      const [isNew, done] = await Promise.allSettled([markSeen(tx, mark), work(tx)])
      if (isNew.status === 'rejected') throw isNew.reason
      if (!isNew.value) throw new Repetition()
      if (done.status === 'rejected') throw done.reason
    })
    return true
  } catch (error) {
    if (error instanceof Repetition) return false
    throw error
  }
}

class Repetition extends Error {}

async function markSeen(tx: DbClient, { consumer, key }: InboxMark): Promise<boolean> {
  const inserted = await tx`insert into inbox (consumer, key) values (${consumer}, ${key}) on conflict do nothing`
  return inserted.count === 1
}

/** Whether the consumer has taken in an event. */
export async function hasSeen(sql: DbClient, { consumer, key }: InboxMark): Promise<boolean> {
  const found = await sql`select 1 from inbox where key = ${key} and consumer = ${consumer}`
  return found.count === 1
}

/** Removes the marks of messages after a week. Keys of what happens only once are kept for ever. */
export async function pruneInbox(sql: DbClient): Promise<number> {
  const pruned = await sql`delete from inbox where key like 'message:%' and seen_at < now() - interval '7 days'`
  return pruned.count
}
