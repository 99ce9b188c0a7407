import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Cents } from '../lib/money.ts'
import type { PolicyHolder } from './holder.ts'
import { type NumberKey, writeShortNumber } from './number.ts'
import { hasNumber } from './number-store.ts'
import type { ActivePolicy, Policy, PolicyCover, TerminatedPolicy, Unnumbered } from './policy.ts'
import { searchableWords, searchVersion } from './search.ts'

export type PolicyRow = {
  number: string
  shortNumber: number
  offerNumber: string
  productCode: string
  productVersion: number
  tariffVersion: number
  agent: string
  holder: PolicyHolder
  soldAt: Date
  coverFrom: Day
  coverTo: Day
  covers: PolicyCover[]
  totalPremium: Cents
} & (
  | { terminatedAt: null }
  | { terminatedAt: Date; terminatedOn: Day; keptCovers: PolicyCover[]; keptPremium: Cents; refund: Cents }
)

/** Gives it back with the short number that it got. */
export async function insertPolicy(tx: Tx, policy: Unnumbered<ActivePolicy>): Promise<ActivePolicy> {
  const { number, offerNumber, productCode, productVersion, tariffVersion, agent, holder, soldAt, agreed } = policy
  const { coverFrom, coverTo, covers, totalPremium } = agreed
  const [row] = await tx<{ shortNumber: number }[]>`
    insert into policy (number, offer_number, product_code, product_version, tariff_version,
                        agent, holder, sold_at,
                        cover_from, cover_to, covers, total_premium, search, search_version)
    values (${number}, ${offerNumber}, ${productCode}, ${productVersion}, ${tariffVersion},
            ${agent}, ${tx.json(holder)}, ${soldAt},
            ${coverFrom}, ${coverTo}, ${tx.json(covers)}, ${totalPremium},
            array_to_tsvector(${searchableWords(policy)}::text[]), ${searchVersion})
    returning short_number`
  if (!row) throw new Error('The policy was not inserted')
  return { ...policy, shortNumber: writeShortNumber('policy', row.shortNumber) }
}

export async function updateTerminated(tx: Tx, policy: TerminatedPolicy): Promise<void> {
  const { coverTo, covers, totalPremium } = policy.remaining
  await tx`
    update policy
    set terminated_at = ${policy.terminatedAt}, terminated_on = ${coverTo}, kept_covers = ${tx.json(covers)},
        kept_premium = ${totalPremium}, refund = ${policy.refund}
    where number = ${policy.number}`
}

export async function findPolicy(sql: DbClient, key: NumberKey): Promise<Policy | null> {
  const [row] = await sql<PolicyRow[]>`select * from policy where ${hasNumber(sql, key)}`
  return row ? policyOf(row) : null
}

/** Nobody else can terminate the policy until the transaction ends. */
export async function lockPolicy(tx: Tx, key: NumberKey): Promise<Policy | null> {
  const [row] = await tx<PolicyRow[]>`select * from policy where ${hasNumber(tx, key)} for update`
  return row ? policyOf(row) : null
}

/** Up to `limit` policies of an agent, not terminated, whose cover ends within these days, the soonest first. */
export async function endingPolicies(
  sql: DbClient,
  agent: string,
  { from, to, limit }: { from: Day; to: Day; limit: number },
): Promise<Policy[]> {
  const rows = await sql<PolicyRow[]>`
    select * from policy
    where agent = ${agent} and terminated_at is null and cover_to between ${from} and ${to}
    order by cover_to, number limit ${limit}`
  return rows.map(policyOf)
}

/** What was sold from a moment on, by an agent or, with null, by all: how many policies, and their premiums as agreed. */
export async function salesSince(
  sql: DbClient,
  agent: string | null,
  since: Date,
): Promise<{ count: number; premium: Cents }> {
  const [row] = await sql<{ count: number; premium: Cents }[]>`
    select count(*), coalesce(sum(total_premium), 0)::bigint as premium from policy
    where sold_at >= ${since} ${agent === null ? sql`` : sql`and agent = ${agent}`}`
  if (!row) throw new Error('Nothing was counted')
  return row
}

/** A policy as it is kept. */
export function policyOf(row: PolicyRow): Policy {
  const { number, offerNumber, productCode, productVersion, tariffVersion, agent, holder, soldAt } = row
  const { coverFrom, coverTo, covers, totalPremium } = row
  const agreed = { number: 1, coverFrom, coverTo, covers, totalPremium }
  const shortNumber = writeShortNumber('policy', row.shortNumber)
  const sold = {
    number,
    shortNumber,
    offerNumber,
    productCode,
    productVersion,
    tariffVersion,
    agent,
    holder,
    soldAt,
    agreed,
  }
  if (row.terminatedAt === null) return { ...sold, status: 'ACTIVE' }
  const { terminatedAt, terminatedOn, keptCovers, keptPremium, refund } = row
  const remaining = { number: 2, coverFrom, coverTo: terminatedOn, covers: keptCovers, totalPremium: keptPremium }
  return { ...sold, status: 'TERMINATED', terminatedAt, remaining, refund }
}
