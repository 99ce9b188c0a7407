import type { DbClient, Fragment, Tx } from '../db/db.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import { type NumberKey, writeShortNumber } from './number.ts'
import { hasNumber } from './number-store.ts'
import type { ConvertedOffer, NewOffer, Offer, OfferStatus } from './offer.ts'
import type { Unnumbered } from './policy.ts'

/** Whose offers, null for everybody's; and in which of these states at that moment, null for any. */
export type OfferFilter = { agent: string | null; statuses: readonly OfferStatus[] | null; at: Date }

type OfferRow = Omit<NewOffer, 'status' | 'shortNumber'> & { shortNumber: number } & {
  policyNumber: string | null
  boughtBy: string | null
}

/** Gives it back with the short number that it got. */
export async function insertOffer(sql: DbClient, offer: Unnumbered<NewOffer>): Promise<NewOffer> {
  const { status: _, covers, answers, ...rest } = offer
  const [row] = await sql<{ shortNumber: number }[]>`
    insert into offer ${sql({ ...rest, covers: sql.json(covers), answers: sql.json(answers) })} returning short_number`
  if (!row) throw new Error('The offer was not inserted')
  return { ...offer, shortNumber: writeShortNumber('offer', row.shortNumber) }
}

export async function findOffer(sql: DbClient, number: NumberKey): Promise<Offer | null> {
  const [row] = await sql<OfferRow[]>`select * from offer where ${hasNumber(sql, number)}`
  return row ? offerOf(row) : null
}

/** Nobody else can buy the offer until the transaction ends. */
export async function lockOffer(tx: Tx, number: NumberKey): Promise<Offer | null> {
  const [row] = await tx<OfferRow[]>`select * from offer where ${hasNumber(tx, number)} for update`
  return row ? offerOf(row) : null
}

export async function markSold(tx: Tx, offer: ConvertedOffer): Promise<void> {
  await tx`
    update offer set policy_number = ${offer.policyNumber}, bought_by = ${offer.boughtBy}
    where number = ${offer.number}`
}

function offerOf({ policyNumber, boughtBy, shortNumber, ...row }: OfferRow): Offer {
  const offer = { ...row, shortNumber: writeShortNumber('offer', shortNumber) }
  if (policyNumber === null || boughtBy === null) return { ...offer, status: 'NEW' }
  return { ...offer, status: 'CONVERTED', policyNumber, boughtBy }
}

/** Newest first, whichever end the limit counts from. */
export async function findOffers(sql: DbClient, filter: OfferFilter, range: Range): Promise<Offer[]> {
  const { after, before, end, limit } = range
  const order = end === 'first' ? sql`order by created_at desc, number desc` : sql`order by created_at, number`
  const rows = await sql<OfferRow[]>`
    select * from offer
    where ${matching(sql, filter)}
      ${after ? sql`and (created_at, number) < (${after.at}, ${after.id}::uuid)` : sql``}
      ${before ? sql`and (created_at, number) > (${before.at}, ${before.id}::uuid)` : sql``}
    ${order} limit ${limit}`
  const offers = rows.map(offerOf)
  return end === 'first' ? offers : offers.reverse()
}

/** Whether there is any offer at the position or on that side of it. */
export async function hasOfferFrom(
  sql: DbClient,
  filter: OfferFilter,
  side: 'newer' | 'older',
  { at, id }: ListPosition,
): Promise<boolean> {
  const bound =
    side === 'newer'
      ? sql`(created_at, number) >= (${at}, ${id}::uuid)`
      : sql`(created_at, number) <= (${at}, ${id}::uuid)`
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select from offer where ${matching(sql, filter)} and ${bound}) as has`
  return row?.has ?? false
}

function matching(sql: DbClient, { agent, statuses, at }: OfferFilter): Fragment {
  const status = sql`
    case when policy_number is not null then 'CONVERTED' when valid_until < ${at} then 'EXPIRED' else 'NEW' end`
  return sql`
    ${agent === null ? sql`true` : sql`agent = ${agent}`}
    ${statuses === null ? sql`` : sql`and ${status} = any(${[...statuses]}::text[])`}`
}
