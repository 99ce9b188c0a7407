import type { Db, DbClient, Fragment } from '../db/db.ts'
import type { NotificationFilter } from './filter.ts'
import { type Kind, type Notification, policyKey } from './notification.ts'
import { restore, type StoredNotification } from './stored.ts'

/** Keeps what is written to the feed. */
export function insertNotifications(db: DbClient): Fragment {
  return db`
    stored as (
      insert into notification
        (seq, id, kind, at, text, amount_cents, policy_number, policy_key, product_code, agent_login, day, audience, content)
      select seq, id, kind, at, text, "amountCents", "policyNumber", "policyKey", "productCode", "agentLogin", day, audience,
        content
      from written, jsonb_to_record(body) as (
        id uuid, kind text, at timestamptz, text text, "amountCents" bigint, "policyNumber" text, "policyKey" text,
        "productCode" text, "agentLogin" text, day date, audience text[], content jsonb
      )
    )`
}

/**
 * Who sold this policy, by the notification of its sale; null where there is none or it names nobody. Its number may
 * differ in case. While processes of the last version run, which write no key, their sales are found as they are written.
 */
export async function sellerOf(db: DbClient, policyNumber: string): Promise<string | null> {
  const [row] = await db<{ agentLogin: string | null }[]>`
    select agent_login from notification
    where kind = 'PolicySold' and (policy_key = ${policyKey(policyNumber)}
      or (policy_key is null and policy_number = ${policyNumber}))`
  return row?.agentLogin ?? null
}

/** Gives a key to the notifications that have none, a thousand in one transaction. Any number of processes may do it. */
export async function fillPolicyKeys(db: Db): Promise<void> {
  const fill = async (tx: DbClient) => {
    const rows = await tx<{ seq: number; policyNumber: string }[]>`
      select seq, policy_number from notification where policy_key is null and policy_number is not null
      order by seq limit 1000 for update skip locked`
    const keys = JSON.stringify(rows.map(({ seq, policyNumber }) => ({ seq, key: policyKey(policyNumber) })))
    await tx`
      update notification set policy_key = filled.key
      from jsonb_to_recordset(${keys}::text::jsonb) as filled (seq bigint, key text)
      where notification.seq = filled.seq`
    return rows.length
  }
  while ((await db.transaction(fill)) > 0);
}

/** Whose notifications are read; some roles see all that are not personal. */
export type Reader = { login: string; seesAll: boolean }

// Audiences of the last version are as the publisher wrote them; lower() knows what the locale of the database knows.
const visibleTo = (db: DbClient, { login, seesAll }: Reader) => db`
  case when kind = 'Mentioned' then ${login} = any(audience)
    else ${seesAll} or audience is null or ${login.toLowerCase()} = any(lower(audience::text)::text[])
      or ${login} = any(audience) end`

const wantedBy = (db: DbClient, { login }: Reader, filter: NotificationFilter) => {
  const { kinds, productCodes, policyKey: key, mine, minAmount } = filter
  return db`
    ${kinds === null ? db`` : db`and kind = any(${kinds as string[]}::text[])`}
    ${productCodes === null ? db`` : db`and upper(product_code) = any(${productCodes as string[]}::text[])`}
    ${key === null ? db`` : db`and policy_key = ${key}`}
    ${minAmount === null ? db`` : db`and amount_cents >= ${minAmount}`}
    ${mine ? db`and (kind = 'Mentioned' or lower(agent_login) = ${login.toLowerCase()} or agent_login = ${login})` : db``}`
}

/** Takes somebody out of the audience of notifications. */
export async function withdraw(tx: DbClient, seqs: readonly number[], login: string): Promise<void> {
  await tx`
    update notification set audience = array_remove(audience, ${login})
    where seq = any(${seqs as number[]}::bigint[])`
}

/** Up to `limit` notifications between two positions (both left out), the oldest or the newest of them, in order. */
export async function notificationsBetween(
  db: DbClient,
  reader: Reader,
  filter: NotificationFilter,
  after: number,
  before: number,
  limit: number,
  end: 'first' | 'last',
): Promise<(Notification & { seq: number })[]> {
  const order = end === 'first' ? db`asc` : db`desc`
  const rows = await db<(StoredNotification & { seq: number })[]>`
    select * from notification
    where seq > ${after} and seq < ${before} and ${visibleTo(db, reader)} ${wantedBy(db, reader, filter)}
    order by seq ${order} limit ${limit}`
  const found = rows.map(({ seq, ...stored }) => ({ ...restore(stored), seq }))
  return end === 'first' ? found : found.reverse()
}

/** A mark beyond the head says nothing: it is of another history than the database holds now. */
const sensible = (db: DbClient) => db`
  notification_read.seq <= (select head from feed_topic where name = 'notifications')`

/** Those that they may see and that come after the one up to which they have read. */
const unreadBy = (db: DbClient, reader: Reader) => db`
  seq > coalesce((select seq from notification_read where login = ${reader.login} and ${sensible(db)}), 0)
    and ${visibleTo(db, reader)}`

export async function countUnread(db: DbClient, reader: Reader): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count from notification where ${unreadBy(db, reader)}`
  return row?.count ?? 0
}

/** Only kinds of which there are some, in the order of their names. */
export function countUnreadByKind(db: DbClient, reader: Reader): Promise<{ kind: Kind; count: number }[]> {
  return db<{ kind: Kind; count: number }[]>`
    select kind, count(*) as count from notification where ${unreadBy(db, reader)} group by kind order by kind`
}

/** Moves the mark forward, never back, unless it was beyond the newest notification. */
export async function markRead(db: DbClient, login: string, seq: number): Promise<void> {
  await db`
    insert into notification_read ${db({ login, seq })}
    on conflict (login) do update set seq =
      case when ${sensible(db)} then greatest(notification_read.seq, excluded.seq) else excluded.seq end`
}
