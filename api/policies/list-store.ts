import type { DbClient, Fragment, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Range } from '../lib/listing.ts'
import type { Days, PolicyCriteria, PolicyPosition, PolicySort, PolicySortField } from './list.ts'
import { type CoverStatus, type Policy, versionInForce } from './policy.ts'
import { type Lexeme, searchableWords, searchVersion } from './search.ts'
import { type PolicyRow, policyOf } from './store.ts'

/** Words to be found, by how strictly they are taken, and the short numbers that begin as they do. */
export type WordSearch = {
  found: readonly Lexeme[][]
  /** For the order by the best: what finds whole words, and beginnings. */
  whole: readonly Lexeme[][]
  beginning: readonly Lexeme[][]
  shortNumbers: { from: number; to: number } | null
}

/** Which policies; `agent` null means everybody's, `search` null any words. */
export type ListFilter = { agent: string | null; search: WordSearch | null; criteria: PolicyCriteria | null }

/** A policy and its place under the order of the list. */
export type ListedPolicy = { policy: Policy; position: PolicyPosition }

/** In the list's order, whichever end the limit counts from. */
export async function findPolicies(
  sql: DbClient,
  filter: ListFilter,
  sort: PolicySort,
  { after, before, end, limit }: Range<PolicyPosition>,
): Promise<ListedPolicy[]> {
  const isUp = (sort.direction === 'ASC') === (end === 'first')
  const way = isUp ? sql`asc` : sql`desc`
  const order = sql`order by ${sort.by === 'BEST' ? sql`tier ${way}, ` : sql``} ${columnOf(sql, sort.by)} ${way}, number ${way}`
  const rows = await sql<ListRow[]>`
    select * from ${matches(sql, filter, sort)} as policy
    where true
      ${after ? sql`and ${isBeyond(sql, sort, after, 'end')}` : sql``}
      ${before ? sql`and ${isBeyond(sql, sort, before, 'start')}` : sql``}
    ${order} limit ${limit}`
  const listed = rows.map((row) => {
    const policy = policyOf(row)
    return { policy, position: { key: keyOf(sort, policy, row), id: policy.number } }
  })
  return end === 'first' ? listed : listed.reverse()
}

/** Whether there is any policy at the position or beyond it, towards the start or the end of the list. */
export async function hasPolicyFrom(
  sql: DbClient,
  filter: ListFilter,
  sort: PolicySort,
  towards: 'start' | 'end',
  position: PolicyPosition,
): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (
      select from ${matches(sql, filter, sort)} as policy
      where ${isBeyond(sql, sort, position, towards, sql`=`)}) as has`
  return row?.has ?? false
}

/** Exactly: each that is found is read. */
export async function countPolicies(sql: DbClient, filter: ListFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from policy where ${matching(sql, filter)}`
  return row?.count ?? 0
}

/** The codes and names of all products that were ever sold. */
export async function productNames(sql: DbClient): Promise<{ code: string; name: string }[]> {
  return sql<{ code: string; name: string }[]>`select code, definition ->> 'name' as name from product`
}

/**
 * Gives up to `limit` policies the words by which they are found now: those that were sold by processes of the last
 * version. Returns how many there were; other processes take others.
 */
export async function indexPolicies(tx: Tx, limit: number): Promise<number> {
  const rows = await tx<PolicyRow[]>`
    select * from policy where search_version < ${searchVersion} order by number limit ${limit} for update skip locked`
  const policies = rows.map(policyOf)
  const found = JSON.stringify(policies.map((policy) => ({ number: policy.number, words: searchableWords(policy) })))
  await tx`
    update policy set search_version = ${searchVersion},
      search = array_to_tsvector(array(select jsonb_array_elements_text(given.words)))
    from jsonb_to_recordset(${found}::text::jsonb) as given (number uuid, words jsonb)
    where policy.number = given.number`
  return policies.length
}

type ListRow = PolicyRow & { holderKey: string; tier?: number }

// Each has an index that ends with the number. Best ones are sorted by how well they match before that.
function columnOf(sql: DbClient, by: PolicySortField): Fragment {
  switch (by) {
    case 'SOLD_AT':
    case 'BEST':
      return sql`sold_at`
    case 'POLICY_FROM':
      return sql`cover_from`
    case 'POLICY_TO':
      return sql`coalesce(terminated_on, cover_to)`
    case 'PREMIUM':
      return sql`coalesce(kept_premium, total_premium)`
    case 'HOLDER':
      return sql`holder_key`
    case 'PRODUCT':
      return sql`product_code collate "C"`
    default:
      return by satisfies never
  }
}

function keyOf({ by }: PolicySort, policy: Policy, { holderKey, tier }: ListRow): string {
  const { coverFrom, coverTo, totalPremium } = versionInForce(policy)
  switch (by) {
    case 'SOLD_AT':
      return `${policy.soldAt.getTime()}`
    case 'BEST':
      return `${tier ?? 0}:${policy.soldAt.getTime()}`
    case 'POLICY_FROM':
      return coverFrom
    case 'POLICY_TO':
      return coverTo
    case 'PREMIUM':
      return `${totalPremium}`
    case 'HOLDER':
      return holderKey
    case 'PRODUCT':
      return policy.productCode
    default:
      return by satisfies never
  }
}

/** The key of a position as a value of its column. */
function sortValue(sql: DbClient, by: PolicySortField, key: string): Fragment {
  switch (by) {
    case 'SOLD_AT':
      return sql`${new Date(Number(key))}`
    case 'BEST':
      return sql`${new Date(Number(key.slice(2)))}`
    case 'POLICY_FROM':
    case 'POLICY_TO':
      return sql`${key}::date`
    case 'PREMIUM':
      return sql`${key}::bigint`
    case 'HOLDER':
    case 'PRODUCT':
      return sql`${key}::text collate "C"`
    default:
      return by satisfies never
  }
}

/** With `=` as `orAt` also the position itself. */
function isBeyond(
  sql: DbClient,
  sort: PolicySort,
  { key, id }: PolicyPosition,
  towards: 'start' | 'end',
  orAt = sql``,
): Fragment {
  const sign = (sort.direction === 'ASC') === (towards === 'end') ? sql`>` : sql`<`
  const [tier, ofTier] = sort.by === 'BEST' ? [sql`tier,`, sql`${Number(key[0])}::integer,`] : [sql``, sql``]
  return sql`
    (${tier} ${columnOf(sql, sort.by)}, number) ${sign}${orAt} (${ofTier} ${sortValue(sql, sort.by, key)}, ${id}::uuid)`
}

// No statistics tell how many policies have a word that begins like this one. A long beginning is rare: its policies
// are looked up first and then sorted, which "offset 0" keeps the planner from turning around. With a short one the
// list is read in its order until the page is full.
function matches(sql: DbClient, filter: ListFilter, { by }: PolicySort): Fragment {
  const { search } = filter
  const isRare = search?.found.some(([first]) => first && first.word.length > rareFrom) || search?.shortNumbers
  const tier = by === 'BEST' ? sql`, ${tierOf(sql, search)} as tier` : sql``
  return sql`(select * ${tier} from policy where ${matching(sql, filter)} ${isRare ? sql`offset 0` : sql``})`
}

/** Beginnings that are longer than this are rare. */
const rareFrom = 3

/** How well a policy matches: 2 by whole words, 1 by beginnings, 0 with a mistake, or where all are too many to compare. */
function tierOf(sql: DbClient, search: WordSearch | null): Fragment {
  if (!search || search.found.length === 0 || search.found.every(([first]) => first && first.word.length < rareFrom))
    return sql`0`
  const { shortNumbers } = search
  const byNumber = shortNumbers ? sql`short_number between ${shortNumbers.from} and ${shortNumbers.to} or` : sql``
  return sql`
    case when ${byNumber} search @@ ${queryOf(search.whole)}::tsquery then 2
      when search @@ ${queryOf(search.beginning)}::tsquery then 1 else 0 end`
}

function matching(sql: DbClient, { agent, search, criteria }: ListFilter): Fragment {
  return sql`
    ${agent === null ? sql`true` : sql`agent = ${agent}`}
    ${search === null || search.found.length === 0 ? sql`` : sql`and ${hasWords(sql, search)}`}
    ${criteria === null ? sql`` : meeting(sql, criteria)}`
}

function hasWords(sql: DbClient, { found, shortNumbers }: WordSearch): Fragment {
  const words = sql`search @@ ${queryOf(found)}::tsquery`
  if (shortNumbers === null) return words
  return sql`(${words} or short_number between ${shortNumbers.from} and ${shortNumbers.to})`
}

function meeting(sql: DbClient, criteria: PolicyCriteria): Fragment {
  const { statuses, productCodes, soldBy, today, sold, coverFrom, coverTo } = criteria
  const any = (found: Fragment[]) => found.reduce((all, one) => sql`${all} or ${one}`, sql`false`)
  return sql`
    ${statuses === null ? sql`` : sql`and (${any(statuses.map((status) => isOn(sql, today, status)))})`}
    ${productCodes === null ? sql`` : sql`and product_code = any(${[...productCodes]}::text[])`}
    ${soldBy === null ? sql`` : sql`and lower(agent collate "C") = lower(${soldBy}::text collate "C")`}
    ${within(sql, sql`sold_at`, { from: sold.from, to: sold.to }, sql`at time zone 'UTC'`)}
    ${within(sql, sql`cover_from`, coverFrom)}
    ${within(sql, sql`coalesce(terminated_on, cover_to)`, coverTo)}`
}

/** As `coverStatusOn` says it. */
function isOn(sql: DbClient, today: Day, status: CoverStatus): Fragment {
  switch (status) {
    case 'TERMINATED':
      return sql`terminated_at is not null`
    case 'UPCOMING':
      return sql`terminated_at is null and cover_from > ${today}::date`
    case 'IN_FORCE':
      return sql`terminated_at is null and ${today}::date between cover_from and cover_to`
    case 'ENDED':
      return sql`terminated_at is null and cover_to < ${today}::date`
    default:
      return status satisfies never
  }
}

/** Days of a column; those of moments are days in a time zone. */
function within(sql: DbClient, column: Fragment, { from, to }: Days, zone = sql``): Fragment {
  return sql`
    ${from === null ? sql`` : sql`and ${column} >= ${from}::date::timestamp ${zone}`}
    ${to === null ? sql`` : sql`and ${column} < (${to}::date + 1)::timestamp ${zone}`}`
}

/** As the text of a `tsquery`. Each word is quoted as that language wants it: nothing a person types is a wildcard. */
function queryOf(words: readonly Lexeme[][]): string {
  const quoted = ({ word, prefix }: Lexeme) => `'${word.replace(/['\\]/g, '$&$&')}'${prefix ? ':*' : ''}`
  return words.map((lexemes) => `(${lexemes.map(quoted).join(' | ')})`).join(' & ')
}
