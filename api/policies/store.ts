import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import type { Cents } from '../lib/money.ts'
import { readProduct } from './definition.ts'
import type { PolicyHolder } from './holder.ts'
import type { ActivePolicy, Policy, PolicyCover, TerminatedPolicy } from './policy.ts'
import type { Product } from './product.ts'
import { searchableWords } from './search.ts'

/** Whose policies, and with which words; `agent` null means everybody's. */
export type PolicyFilter = { agent: string | null; words: readonly string[] }

type ProductRow = { code: string; definition: unknown }

/** The catalogue: what can be sold, in its order. */
export async function productsOnSale(sql: DbClient): Promise<Product[]> {
  const rows = await sql<ProductRow[]>`
    select code, definition from product where active order by position, code`
  return rows.map((row) => readProduct(row.code, row.definition))
}

/** Products by code in capitals, in no particular order, with those that are no longer sold. */
export async function findProducts(
  sql: DbClient,
  codes: readonly string[],
): Promise<(Product & { active: boolean })[]> {
  const rows = await sql<(ProductRow & { active: boolean })[]>`
    select code, definition, active from product where code = any(${[...codes]}::text[])`
  return rows.map((row) => ({ ...readProduct(row.code, row.definition), active: row.active }))
}

/** Leaves every product alone that is there already, also one that was changed. */
export async function insertMissingProducts(sql: DbClient, products: readonly Product[]): Promise<void> {
  const rows = products.map(({ code, ...definition }, position) => ({
    code,
    position,
    definition: sql.json(definition),
  }))
  await sql`insert into product ${sql(rows)} on conflict (code) do nothing`
}

type PolicyRow = {
  number: string
  offerNumber: string
  productCode: string
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

export async function insertPolicy(tx: Tx, policy: ActivePolicy): Promise<void> {
  const { number, offerNumber, productCode, agent, holder, soldAt, agreed } = policy
  const { coverFrom, coverTo, covers, totalPremium } = agreed
  await tx`
    insert into policy (number, offer_number, product_code, agent, holder, sold_at,
                        cover_from, cover_to, covers, total_premium, search)
    values (${number}, ${offerNumber}, ${productCode}, ${agent}, ${tx.json(holder)}, ${soldAt},
            ${coverFrom}, ${coverTo}, ${tx.json(covers)}, ${totalPremium},
            array_to_tsvector(${searchableWords(policy)}::text[]))`
}

export async function updateTerminated(tx: Tx, policy: TerminatedPolicy): Promise<void> {
  const { coverTo, covers, totalPremium } = policy.remaining
  await tx`
    update policy
    set terminated_at = ${policy.terminatedAt}, terminated_on = ${coverTo}, kept_covers = ${tx.json(covers)},
        kept_premium = ${totalPremium}, refund = ${policy.refund}
    where number = ${policy.number}`
}

export async function findPolicy(sql: DbClient, number: string): Promise<Policy | null> {
  const [row] = await sql<PolicyRow[]>`select * from policy where number = ${number}`
  return row ? policyOf(row) : null
}

/** Nobody else can terminate the policy until the transaction ends. */
export async function lockPolicy(tx: Tx, number: string): Promise<Policy | null> {
  const [row] = await tx<PolicyRow[]>`select * from policy where number = ${number} for update`
  return row ? policyOf(row) : null
}

/** Newest first, whichever end the limit counts from. */
export async function findPolicies(sql: DbClient, filter: PolicyFilter, range: Range): Promise<Policy[]> {
  const { after, before, end, limit } = range
  const order = end === 'first' ? sql`order by sold_at desc, number desc` : sql`order by sold_at, number`
  const rows = await sql<PolicyRow[]>`
    select * from ${matches(sql, filter)} as policy
    where true
      ${after ? sql`and (sold_at, number) < (${after.at}, ${after.id}::uuid)` : sql``}
      ${before ? sql`and (sold_at, number) > (${before.at}, ${before.id}::uuid)` : sql``}
    ${order} limit ${limit}`
  const policies = rows.map(policyOf)
  return end === 'first' ? policies : policies.reverse()
}

/** Whether there is any policy at the position or on that side of it. */
export async function hasPolicyFrom(
  sql: DbClient,
  filter: PolicyFilter,
  side: 'newer' | 'older',
  { at, id }: ListPosition,
): Promise<boolean> {
  const bound =
    side === 'newer' ? sql`(sold_at, number) >= (${at}, ${id}::uuid)` : sql`(sold_at, number) <= (${at}, ${id}::uuid)`
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select from policy where ${matching(sql, filter)} and ${bound}) as has`
  return row?.has ?? false
}

export async function countPolicies(sql: DbClient, filter: PolicyFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from policy where ${matching(sql, filter)}`
  return row?.count ?? 0
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

// No statistics tell how many policies have a word that begins like this one. A long beginning is rare: its policies
// are looked up first and then sorted, which "offset 0" keeps the planner from turning around. With a short one the
// list is read in its order until the page is full.
function matches(sql: DbClient, filter: PolicyFilter) {
  const rare = filter.words.some((word) => word.length > 3)
  return sql`(select * from policy where ${matching(sql, filter)} ${rare ? sql`offset 0` : sql``})`
}

function matching(sql: DbClient, { agent, words }: PolicyFilter) {
  // Each word quoted as the query language wants it, then marked as a beginning: nothing a person types is a wildcard.
  const query = words.map((word) => `'${word.replace(/['\\]/g, '$&$&')}':*`).join(' & ')
  return sql`
    ${agent === null ? sql`true` : sql`agent = ${agent}`}
    ${words.length === 0 ? sql`` : sql`and search @@ ${query}::tsquery`}`
}

function policyOf(row: PolicyRow): Policy {
  const { number, offerNumber, productCode, agent, holder, soldAt, coverFrom, coverTo, covers, totalPremium } = row
  const agreed = { number: 1, coverFrom, coverTo, covers, totalPremium }
  const sold = { number, offerNumber, productCode, agent, holder, soldAt, agreed }
  if (row.terminatedAt === null) return { ...sold, status: 'ACTIVE' }
  const { terminatedAt, terminatedOn, keptCovers, keptPremium, refund } = row
  const remaining = { number: 2, coverFrom, coverTo: terminatedOn, covers: keptCovers, totalPremium: keptPremium }
  return { ...sold, status: 'TERMINATED', terminatedAt, remaining, refund }
}
