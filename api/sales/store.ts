import type { DbClient, Fragment, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Cents } from '../lib/money.ts'
import { type DayRange, piecesOf } from './period.ts'
import type { Counted, CountedSales, SalesFilter } from './report.ts'

/** What the event of a sale said; product and agent as they are compared. */
export type Sale = {
  policyKey: string
  policyNumber: string
  productCode: string
  agent: string
  soldAt: Date
  soldOn: Day
  coverFrom: Day
  premium: Cents
}

export type Termination = {
  policyKey: string
  policyNumber: string
  terminatedAt: Date
  /** Null where the event names no day. */
  terminatedOn: Day | null
}

/** A sale that the numbers have; `terminatedAt` is null while it stands. */
export type SoldPolicy = Omit<Sale, 'policyKey' | 'soldOn'> & {
  seq: number
  terminatedAt: Date | null
  terminatedOn: Day | null
}

/** Keeps sales that were not told before. Answers with the keys of those, in the order of the list. */
export async function insertSales(tx: Tx, sales: readonly Sale[]): Promise<string[]> {
  const rows = await tx<{ policyKey: string }[]>`
    insert into sale (policy_key, policy_number, product_code, agent, sold_at, sold_on, cover_from, premium)
    select "policyKey", "policyNumber", "productCode", agent, "soldAt", "soldOn", "coverFrom", premium
    from jsonb_to_recordset(${JSON.stringify(sales)}::text::jsonb) as given (
      "policyKey" text, "policyNumber" text, "productCode" text, agent text, "soldAt" timestamptz, "soldOn" date,
      "coverFrom" date, premium bigint)
    on conflict (policy_key) do update set
      policy_number = excluded.policy_number, product_code = excluded.product_code, agent = excluded.agent,
      sold_at = excluded.sold_at, sold_on = excluded.sold_on, cover_from = excluded.cover_from, premium = excluded.premium
      where sale.sold_at is null
    returning policy_key`
  const fresh = new Set(rows.map(({ policyKey }) => policyKey))
  return sales.flatMap(({ policyKey }) => (fresh.has(policyKey) ? [policyKey] : []))
}

/** Keeps a termination. Answers with the sale, null where it is not known yet or was terminated before. */
export async function insertTermination(tx: Tx, termination: Termination): Promise<Sale | null> {
  const { policyKey, policyNumber, terminatedAt, terminatedOn } = termination
  const [row] = await tx<(Sale | { [Name in keyof Sale]: null })[]>`
    insert into sale (policy_key, policy_number, terminated_at, terminated_on)
    values (${policyKey}, ${policyNumber}, ${terminatedAt}, ${terminatedOn})
    on conflict (policy_key) do update set
      terminated_at = excluded.terminated_at, terminated_on = excluded.terminated_on
      where sale.terminated_at is null
    returning policy_key, policy_number, product_code, agent, sold_at, sold_on, cover_from, premium`
  return row?.soldAt ? row : null
}

/** Says from which entries on the numbers have these sales. A termination that came before its sale counts from there, too. */
export async function setSoldSeqs(tx: Tx, keys: readonly string[], first: number): Promise<void> {
  await tx`
    update sale set sold_seq = ${first}::bigint + place - 1,
      terminated_seq = case when terminated_at is not null then ${first}::bigint + place - 1 end
    from unnest(${[...keys]}::text[]) with ordinality as given (key, place) where policy_key = key`
}

export async function setTerminatedSeq(tx: Tx, key: string, seq: number): Promise<void> {
  await tx`update sale set terminated_seq = ${seq} where policy_key = ${key}`
}

/** What entries after one up to another changed, a row for each sale and each termination. */
const changes = (db: DbClient, after: number, upTo: number): Fragment => db`
  (select product_code, agent, sold_on, cover_from, 1 as sold, premium as sold_premium, 0 as terminated,
    0::bigint as terminated_premium
  from sale where sold_seq > ${after} and sold_seq <= ${upTo}
  union all
  select product_code, agent, sold_on, cover_from, 0, 0, 1, premium
  from sale where terminated_seq > ${after} and terminated_seq <= ${upTo})`

/**
 * Adds what entries after one up to another changed to the sums of a generation, without one to that which is read. The
 * topic must be locked by an earlier statement of the transaction: then no rebuild can change the generation. Rows that
 * a rebuild writes lie in the order in which they are read.
 */
export async function addToTotals(
  tx: Tx,
  after: number,
  upTo: number,
  generation: number | null = null,
): Promise<void> {
  await tx`
    insert into sales_total
    select ${generation === null ? tx`(select generation from sales_model)` : tx`${generation}::integer`}, by_cover, monthly, grouping(product_code) = 0,
      grouping(agent) = 0, day, coalesce(product_code, ''), coalesce(agent, ''), sum(sold), sum(sold_premium),
      sum(terminated), sum(terminated_premium)
    from ${changes(tx, after, upTo)} as change
      cross join lateral (values (false, sold_on), (true, cover_from)) as basis (by_cover, date)
      cross join lateral (values (false, date), (true, date_trunc('month', date::timestamp)::date)) as grain (monthly, day)
    group by by_cover, monthly, day, cube (product_code, agent)
    order by 2, 3, 4, 5, 7, 8, 6
    on conflict (generation, by_cover, monthly, by_product, by_agent, day, product_code, agent) do update set
      sold = sales_total.sold + excluded.sold, sold_premium = sales_total.sold_premium + excluded.sold_premium,
      terminated = sales_total.terminated + excluded.terminated,
      terminated_premium = sales_total.terminated_premium + excluded.terminated_premium`
}

/** All that is read in the transaction afterwards is of one moment. Must be its first statement. */
export async function beginSnapshot(tx: Tx): Promise<void> {
  await tx`set transaction isolation level repeatable read, read only`
}

/** The sums for a report; those by days are by months instead where that will do. */
export async function countedSales(tx: Tx, filter: SalesFilter, byDay: boolean): Promise<CountedSales> {
  const pieces = piecesOf(filter)
  const days = byDay ? [{ monthly: false, from: filter.from, to: filter.to }] : pieces
  const [counted, products, agents] = await Promise.all([
    tx<CountedSales['days']>`
      select day as key, sold, sold_premium, terminated, terminated_premium
      from ${totals(tx, filter, days)} as total order by day`,
    tx<CountedSales['products']>`
      select product_code as key, ${sums(tx)} from ${totals(tx, filter, pieces, 'product')} as total group by 1`,
    tx<CountedSales['agents']>`
      select agent as key, ${sums(tx)} from ${totals(tx, filter, pieces, 'agent')} as total group by 1`,
  ])
  return { days: counted, products, agents }
}

/** The sums of what came after an entry up to another. */
export async function countedLater(
  tx: Tx,
  { productCode, agent, from, to, by }: SalesFilter,
  after: number,
  upTo: number,
): Promise<CountedSales> {
  type Row = Counted & { day: Day | null; productCode: string | null; agent: string | null }
  const rows = await tx<Row[]>`
    select ${dayOfSale(tx, by)} as day, product_code, agent, ${sums(tx)} from ${changes(tx, after, upTo)} as change
    where true
      ${productCode === null ? tx`` : tx`and product_code = ${productCode}`}
      ${agent === null ? tx`` : tx`and agent = ${agent}`}
      ${within(tx, dayOfSale(tx, by), { from, to })}
    group by grouping sets (1, 2, 3)`
  const grouped = <Key>(keyOf: (row: Row) => Key | null) =>
    rows.flatMap((row) => {
      const key = keyOf(row)
      return key === null ? [] : [{ ...row, key }]
    })
  return {
    days: grouped((row) => row.day),
    products: grouped((row) => row.productCode),
    agents: grouped((row) => row.agent),
  }
}

/** The sales of a filter between two entries, both left out, in order: up to `limit` from one end. */
export async function soldPolicies(
  tx: Tx,
  { productCode, agent, from, to, by, includeTerminated }: SalesFilter,
  between: { after: number; before: number; limit: number; end: 'first' | 'last' },
): Promise<SoldPolicy[]> {
  const { after, before, limit, end } = between
  const rows = await tx<SoldPolicy[]>`
    select sold_seq as seq, policy_number, product_code, agent, sold_at, cover_from, premium, terminated_at, terminated_on
    from sale where sold_seq > ${after} and sold_seq < ${before}
      ${productCode === null ? tx`` : tx`and product_code = ${productCode}`}
      ${agent === null ? tx`` : tx`and agent = ${agent}`}
      ${includeTerminated ? tx`` : tx`and terminated_seq is null`}
      ${within(tx, dayOfSale(tx, by), { from, to })}
    order by sold_seq ${end === 'first' ? tx`asc` : tx`desc`} limit ${limit}`
  return end === 'first' ? rows : rows.reverse()
}

/** Only one rebuild at a time, until the transaction ends. Answers with the generation that is read. */
export async function lockModel(tx: Tx): Promise<number> {
  const [row] = await tx<{ generation: number }[]>`select generation from sales_model for update`
  if (!row) throw new Error('The row of sales_model is missing')
  return row.generation
}

export async function setGeneration(tx: Tx, generation: number): Promise<void> {
  await tx`update sales_model set generation = ${generation}`
}

/** Removes the sums that are not read any more. */
export async function deleteOldTotals(db: DbClient): Promise<void> {
  await db`delete from sales_total where generation < (select generation from sales_model)`
}

export async function countSales(db: DbClient): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) from sale where sold_seq is not null`
  return row?.count ?? 0
}

const dayOfSale = (db: DbClient, by: SalesFilter['by']): Fragment =>
  by === 'COVER_FROM' ? db`cover_from` : db`sold_on`

const within = (db: DbClient, day: Fragment, { from, to }: DayRange): Fragment => db`
  ${from === null ? db`` : db`and ${day} >= ${from}::date`} ${to === null ? db`` : db`and ${day} <= ${to}::date`}`

const sums = (db: DbClient): Fragment => db`
  sum(sold)::bigint as sold, sum(sold_premium)::bigint as sold_premium, sum(terminated)::bigint as terminated,
  sum(terminated_premium)::bigint as terminated_premium`

/** The sums of the pieces of a range: those of each product, or of each agent, or of what the filter names alone. */
function totals(
  db: DbClient,
  { productCode, agent, by }: SalesFilter,
  pieces: readonly (DayRange & { monthly: boolean })[],
  each?: 'product' | 'agent',
): Fragment {
  const one = ({ monthly, from, to }: DayRange & { monthly: boolean }): Fragment => db`
    select * from sales_total
    where generation = (select generation from sales_model)
      and by_cover = ${by === 'COVER_FROM'} and monthly = ${monthly}
      and by_product = ${each === 'product' || productCode !== null}
      and by_agent = ${each === 'agent' || agent !== null}
      ${each === 'product' && productCode === null ? db`` : db`and product_code = ${productCode ?? ''}`}
      ${each === 'agent' && agent === null ? db`` : db`and agent = ${agent ?? ''}`}
      ${within(db, db`day`, { from, to })}`
  const [first, ...rest] = pieces.map(one)
  if (!first) throw new Error('A range has at least one piece')
  return db`(${rest.reduce((all, next) => db`${all} union all ${next}`, first)})`
}
