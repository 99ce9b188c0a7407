import { type Day, earliestToday, isDay, isMoreThanYearsAfter } from '../lib/day.ts'
import { DomainError, type FieldError, InvalidInput } from '../lib/errors.ts'
import { type Cents, centsOf } from '../lib/money.ts'
import type { PolicyHolder } from './holder.ts'
import { type ActivePolicy, type PolicyCover, total, type Unnumbered } from './policy.ts'
import { type AnswerInput, chooseCovers, readAnswers, type VersionedProduct } from './product.ts'
import { priceCovers } from './tariff.ts'

/** What an agent asks for. `selectedCovers` null asks for all covers of the product. */
export type OfferRequest = {
  productCode: string
  policyFrom: string
  policyTo: string
  selectedCovers: readonly string[] | null
  answers: readonly AnswerInput[]
}

type Priced = {
  number: string
  /** What people call it by, `F-2741-8836-5`. */
  shortNumber: string
  productCode: string
  /** By which versions it was priced; later ones change nothing about it. */
  productVersion: number
  tariffVersion: number
  /** By question code; null for offers that were made before it was kept. */
  answers: Readonly<Record<string, string | number>> | null
  policyFrom: Day
  policyTo: Day
  covers: PolicyCover[]
  /** The login of who asked for it; only they may buy it, and the policy is theirs. */
  agent: string
  createdAt: Date
  /** The last moment at which it can be bought. */
  validUntil: Date
}

export type NewOffer = Priced & { status: 'NEW' }
export type ConvertedOffer = Priced & { status: 'CONVERTED'; policyNumber: string; boughtBy: string }
export type Offer = NewOffer | ConvertedOffer

export const offerStatuses = ['CONVERTED', 'EXPIRED', 'NEW'] as const
/** What an offer is at a moment. */
export type OfferStatus = (typeof offerStatuses)[number]

const validityInDays = 30
const longestCoverInYears = 10

/** Who makes or buys an offer, and when. */
type Seller = {
  login: string
  /** Cover that has already begun is sold by administrators alone: a loss that is known already could be insured otherwise. */
  mayBeginInPast: boolean
  at: Date
}

/** Prices a product; throws InvalidInput that names every wrong field. `product` is null when the code names none. */
export function createOffer(
  request: OfferRequest,
  product: VersionedProduct | null,
  number: string,
  seller: Seller,
): Unnumbered<NewOffer> {
  const wrong: FieldError[] = []
  const period = readPeriod(request.policyFrom, request.policyTo, seller, wrong)
  if (!product)
    throw new InvalidInput([{ path: 'productCode', message: 'No product with this code is on sale.' }, ...wrong])
  const chosen = chooseCovers(product, request.selectedCovers, wrong)
  const answers = readAnswers(product, request.answers, wrong)
  if (!period || wrong.length > 0) throw new InvalidInput(wrong)
  const codes = chosen.map((cover) => cover.code)
  const prices = priceCovers(product.tariff, codes, answers)
  return {
    status: 'NEW',
    number,
    productCode: product.code,
    productVersion: product.version,
    tariffVersion: product.tariffVersion,
    answers: Object.fromEntries(answers),
    policyFrom: period.from,
    policyTo: period.to,
    covers: chosen.map(({ code, name }) => ({ code, name, premium: prices.get(code) ?? centsOf(0) })),
    agent: seller.login,
    createdAt: seller.at,
    validUntil: new Date(seller.at.getTime() + validityInDays * 86_400_000),
  }
}

/** The days of a cover; null when any is wrong. Adds what is wrong to `wrong`. */
function readPeriod(from: string, to: string, seller: Seller, wrong: FieldError[]): { from: Day; to: Day } | null {
  const noDay = 'Expected an existing day, YYYY-MM-DD.'
  const complain = (path: string, message: string) => wrong.push({ path, message })
  if (!isDay(from)) complain('policyFrom', noDay)
  if (!isDay(to)) complain('policyTo', noDay)
  if (!isDay(from) || !isDay(to)) return null
  const before = wrong.length
  if (beginsTooEarly(from, seller))
    complain('policyFrom', `Expected today or later, got ${from}: only administrators sell the past.`)
  if (to <= from) complain('policyTo', `Expected a day after policyFrom (${from}), got ${to}.`)
  else if (isMoreThanYearsAfter(to, from, longestCoverInYears))
    complain('policyTo', `Expected at most ${longestCoverInYears} years after policyFrom.`)
  return wrong.length > before ? null : { from, to }
}

/** A day that is still today somewhere on earth is not past: the time zone of the seller is not known. */
function beginsTooEarly(from: Day, { mayBeginInPast, at }: Seller): boolean {
  return !mayBeginInPast && from < earliestToday(at)
}

/** Thirty days after its creation, to the millisecond, an offer can still be bought. */
export function isExpired(offer: Offer, at: Date): boolean {
  return offer.status === 'NEW' && at > offer.validUntil
}

export function statusAt(offer: Offer, at: Date): OfferStatus {
  return isExpired(offer, at) ? 'EXPIRED' : offer.status
}

export function totalPrice(offer: Offer): Cents {
  return total(offer.covers)
}

/**
 * Turns an offer into a policy of the offer's agent. Refuses with OFFER_ALREADY_SOLD, or with OFFER_EXPIRED when it is no
 * longer valid or its cover has already begun.
 */
export function buy(
  offer: Offer,
  holder: PolicyHolder,
  number: string,
  buyer: Seller,
): { offer: ConvertedOffer; policy: Unnumbered<ActivePolicy> } {
  if (offer.status === 'CONVERTED')
    throw new DomainError('OFFER_ALREADY_SOLD', `Offer ${offer.number} is already sold.`)
  if (isExpired(offer, buyer.at))
    throw new DomainError('OFFER_EXPIRED', `Offer ${offer.number} was valid until ${offer.validUntil.toISOString()}.`)
  if (beginsTooEarly(offer.policyFrom, buyer))
    throw new DomainError('OFFER_EXPIRED', `The cover of offer ${offer.number} was to begin on ${offer.policyFrom}.`)
  const { covers, policyFrom: coverFrom, policyTo: coverTo } = offer
  return {
    offer: { ...offer, status: 'CONVERTED', policyNumber: number, boughtBy: buyer.login },
    policy: {
      status: 'ACTIVE',
      number,
      offerNumber: offer.number,
      productCode: offer.productCode,
      productVersion: offer.productVersion,
      tariffVersion: offer.tariffVersion,
      agent: offer.agent,
      holder,
      soldAt: buyer.at,
      agreed: { number: 1, coverFrom, coverTo, covers, totalPremium: total(covers) },
    },
  }
}
