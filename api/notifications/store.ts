import type { DbClient, Fragment } from '../db/db.ts'
import type { Notification } from './notification.ts'
import { restore, type StoredNotification } from './stored.ts'

/** Keeps what is written to the feed. */
export function insertNotifications(db: DbClient): Fragment {
  return db`
    stored as (
      insert into notification
        (seq, id, kind, at, text, amount_cents, policy_number, product_code, agent_login, day, audience, content)
      select seq, id, kind, at, text, "amountCents", "policyNumber", "productCode", "agentLogin", day, audience, content
      from written, jsonb_to_record(body) as (
        id uuid, kind text, at timestamptz, text text, "amountCents" bigint, "policyNumber" text, "productCode" text,
        "agentLogin" text, day date, audience text[], content jsonb
      )
    )`
}

/**
 * Who sold this policy, by the notification of its sale; null where there is none or it names nobody. Its number may
 * differ in case, whatever letters the locale of the database takes for the same.
 */
export async function sellerOf(db: DbClient, policyNumber: string): Promise<string | null> {
  const rows = await db<{ policyNumber: string; agentLogin: string | null }[]>`
    select policy_number, agent_login from notification
    where kind = 'PolicySold' and (lower(policy_number collate "C") = lower(${policyNumber}::text collate "C")
      or lower(policy_number) = lower(${policyNumber}))`
  return rows.find((row) => row.policyNumber.toLowerCase() === policyNumber.toLowerCase())?.agentLogin ?? null
}

/** Null sees everything. */
type Reader = string | null

// Audiences of the last version are in any case.
const visibleTo = (db: DbClient, reader: Reader) =>
  reader === null ? db`true` : db`(audience is null or ${reader.toLowerCase()} = any(lower(audience::text)::text[]))`

/** Up to `limit` notifications between two places (both left out), the oldest or the newest of them, in order. */
export async function notificationsBetween(
  db: DbClient,
  reader: Reader,
  after: number,
  before: number,
  limit: number,
  end: 'first' | 'last',
): Promise<(Notification & { seq: number })[]> {
  const order = end === 'first' ? db`asc` : db`desc`
  const rows = await db<(StoredNotification & { seq: number })[]>`
    select * from notification where seq > ${after} and seq < ${before} and ${visibleTo(db, reader)}
    order by seq ${order} limit ${limit}`
  const placed = rows.map(({ seq, ...stored }) => ({ ...restore(stored), seq }))
  return end === 'first' ? placed : placed.reverse()
}

/** A mark beyond the newest notification says nothing: it is of another history than the database holds now. */
const sensible = (db: DbClient) => db`notification_read.seq <= (select max(seq) from notification)`

/** How many of those that `reader` may see come after the one up to which `login` has read. */
export async function countUnread(db: DbClient, login: string, reader: Reader): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count from notification
    where seq > coalesce((select seq from notification_read where login = ${login} and ${sensible(db)}), 0) and ${visibleTo(db, reader)}`
  return row?.count ?? 0
}

/** Moves the mark forward, never back, unless it was beyond the newest notification. */
export async function markRead(db: DbClient, login: string, seq: number): Promise<void> {
  await db`
    insert into notification_read ${db({ login, seq })}
    on conflict (login) do update set seq =
      case when ${sensible(db)} then greatest(notification_read.seq, excluded.seq) else excluded.seq end`
}
