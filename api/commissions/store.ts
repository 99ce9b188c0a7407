import type { DbClient, Fragment } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import { keyOf } from '../lib/letter-case.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import type { Cents } from '../lib/money.ts'
import type { Commission } from './commission.ts'

/** Whose, and from when to before when; null means everybody's, and of all times. */
export type CommissionFilter = { agentLogin: string | null; during: { from: Date; to: Date } | null }

/** What was earned less what was taken back, and how many entries that are. */
export type CommissionTotal = { total: Cents; count: number }

/** The newest first. */
export async function commissions(
  sql: DbClient,
  filter: CommissionFilter,
  { after, before, end, limit }: Range,
): Promise<Commission[]> {
  const rows = await sql<Commission[]>`
    select ${columns(sql)} from commission where ${isListed(sql, filter)}
      ${after ? sql`and (at, id) < (${after.at}, ${after.id}::uuid)` : sql``}
      ${before ? sql`and (at, id) > (${before.at}, ${before.id}::uuid)` : sql``}
    ${end === 'first' ? sql`order by at desc, id desc` : sql`order by at, id`} limit ${limit}`
  return end === 'first' ? rows : rows.reverse()
}

/** Whether there is any at the position or on that side of it. */
export async function hasFrom(
  sql: DbClient,
  filter: CommissionFilter,
  side: 'newer' | 'older',
  { at, id }: ListPosition,
): Promise<boolean> {
  const key = sql`(${at}, ${id}::uuid)`
  const [row] = await sql<{ has: boolean }[]>`
    select exists (
      select from commission
      where ${isListed(sql, filter)} and ${side === 'newer' ? sql`(at, id) >= ${key}` : sql`(at, id) <= ${key}`}
    ) as has`
  return row?.has ?? false
}

export async function total(sql: DbClient, filter: CommissionFilter): Promise<CommissionTotal> {
  const [row] = await sql<CommissionTotal[]>`
    select ${totals(sql)} from commission where ${isListed(sql, filter)}`
  if (!row) throw new Error('An aggregate without groups is one row')
  return row
}

/** The newest first; months without any are left out. */
export function byMonth(
  sql: DbClient,
  filter: CommissionFilter,
  limit: number,
): Promise<(CommissionTotal & { month: Day })[]> {
  return sql<(CommissionTotal & { month: Day })[]>`
    select date_trunc('month', at at time zone 'UTC')::date as month, ${totals(sql)}
    from commission where ${isListed(sql, filter)} group by 1 order by 1 desc limit ${limit}`
}

/** Those who have earned most first. An agent has one spelling, that of the last entry. */
export function byAgent(
  sql: DbClient,
  filter: CommissionFilter,
): Promise<(CommissionTotal & { agentLogin: string })[]> {
  return sql<(CommissionTotal & { agentLogin: string })[]>`
    select (array_agg(agent_login order by at desc))[1] as agent_login, ${totals(sql)}
    from commission where ${isListed(sql, filter)} group by agent_key order by total desc, agent_key`
}

/** Of the policies, in the order in which they happened. */
export function ofPolicies(sql: DbClient, policyNumbers: readonly string[]): Promise<Commission[]> {
  return sql<Commission[]>`
    select ${columns(sql)} from commission
    where policy_key = any(${policyNumbers.map(keyOf)}::text[]) and amount is not null order by at, kind`
}

const columns = (sql: DbClient): Fragment =>
  sql`id, kind, policy_number, product_code, agent_login, base, basis_points as rate, amount, at`

const totals = (sql: DbClient): Fragment => sql`coalesce(sum(amount), 0)::bigint as total, count(*)::int as count`

function isListed(sql: DbClient, { agentLogin, during }: CommissionFilter): Fragment {
  return sql`amount is not null
    ${agentLogin === null ? sql`` : sql`and agent_key = ${keyOf(agentLogin)}`}
    ${during === null ? sql`` : sql`and at >= ${during.from} and at < ${during.to}`}`
}
