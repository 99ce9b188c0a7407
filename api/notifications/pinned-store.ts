import type { DbClient } from '../db/db.ts'

/** An announcement that stays in sight; `shownUntil` null is until it is taken down. */
export type PinnedAnnouncement = { id: string; text: string; author: string; pinnedAt: Date; shownUntil: Date | null }

export async function insertPinned(tx: DbClient, pinned: PinnedAnnouncement): Promise<void> {
  await tx`insert into pinned_announcement ${tx(pinned)}`
}

/** Those whose time is not over, the newest first. */
export function pinnedNow(db: DbClient, now: Date): Promise<PinnedAnnouncement[]> {
  return db<PinnedAnnouncement[]>`
    select id, text, author, pinned_at, shown_until from pinned_announcement
    where shown_until is null or shown_until > ${now}
    order by pinned_at desc, id limit 20`
}

/** Whether it was pinned. */
export async function deletePinned(tx: DbClient, id: string): Promise<boolean> {
  const deleted = await tx`delete from pinned_announcement where id = ${id}`
  return deleted.count === 1
}
