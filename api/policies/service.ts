import { ownsOrOversees, type Viewer } from '../auth/viewer.ts'
import type { Db, DbClient } from '../db/db.ts'
import { type Day, utcDay } from '../lib/day.ts'
import { DomainError, type FieldError, InvalidInput, throwIfInvalid } from '../lib/errors.ts'
import { pageOfList } from '../lib/listing.ts'
import type { Cents } from '../lib/money.ts'
import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import type { Outbox } from '../messaging/outbox.ts'
import { policyCreated, policyTerminated } from './events.ts'
import { isSameHolder, type PolicyHolder, readHolder } from './holder.ts'
import { createPolicyList } from './list-service.ts'
import { readNumber } from './number.ts'
import { buy, createOffer, type Offer, type OfferRequest, type OfferStatus, statusAt } from './offer.ts'
import * as offers from './offer-store.ts'
import {
  type CoverStatus,
  coverStatusOn,
  type Policy,
  type TerminatedPolicy,
  type TerminationPreview,
  terminate,
  type Unnumbered,
} from './policy.ts'
import { type ProductOnDay, productKey, type SoldProduct } from './product.ts'
import * as productStore from './product-store.ts'
import * as store from './store.ts'

export type Policies = ReturnType<typeof createPolicies>

export type SalesTotal = { count: number; premium: Cents }
type OffersAsked = { statuses: readonly OfferStatus[] | null; mine: boolean }
type EndingAsked = { from: Day; to: Day; first: number | null }

/** For how long back sales are counted, in days and in milliseconds. */
const longestCountDays = 31
const longestCount = longestCountDays * 86_400_000

/** Products, offers and policies: what an agent sells. An agent works with their own, everybody else sees all. */
export function createPolicies(parts: { db: Db; outbox: Outbox; now: () => Date; newId: () => string }) {
  const { db, outbox, now, newId } = parts

  const productsByCode = async (codes: readonly string[]) => {
    const keys = codes.map(productKey).filter((code) => code !== null)
    const found = await productStore.findProducts(db.sql, keys, utcDay(now()))
    return codes.map((code) => found.find((product) => product.code === productKey(code)) ?? null)
  }

  const sellerOf = ({ login, role }: Viewer) => ({ login, mayBeginInPast: role === 'ADMIN', at: now() })

  return {
    ...createPolicyList({ db, now }),

    /** What can be sold today; for administrators who ask for it everything, with drafts and withdrawn products. */
    products: ({ role }: Viewer, withInactive = false): Promise<ProductOnDay[]> =>
      withInactive && role === 'ADMIN'
        ? productStore.allProducts(db.sql, utcDay(now()))
        : productStore.productsOnSale(db.sql, utcDay(now())),

    /** Any product we ever sold, whatever the case of the code; drafts for administrators alone. */
    product: async ({ role }: Viewer, code: string): Promise<ProductOnDay | null> => {
      const [product] = await productsByCode([code])
      return product && (product.status !== 'DRAFT' || role === 'ADMIN') ? product : null
    },

    /** As they are today, in the order of the codes, null where there is none: what other subjects show of a product. */
    productsByCode: (codes: readonly string[]): Promise<(ProductOnDay | null)[]> => productsByCode(codes),

    /** In the versions by which something was sold, in the order of the keys. */
    productsAsSold: async (sold: readonly SoldProduct[]): Promise<(ProductOnDay | null)[]> => {
      const found = await productStore.findSoldProducts(db.sql, sold)
      return sold.map((key) => found.find((product) => isVersion(product, key)) ?? null)
    },

    /**
     * Prices by the versions that count on the day, in UTC, on which the offer is made; the offer and its policy keep
     * both. Throws InvalidInput that names every wrong field.
     */
    createOffer: async (viewer: Viewer, request: OfferRequest): Promise<Offer> => {
      const [product] = await productsByCode([request.productCode])
      const onSale = product?.onSale ? product : null
      return offers.insertOffer(db.sql, createOffer(request, onSale, newId(), sellerOf(viewer)))
    },

    /** Null for an offer that is unknown or somebody else's. Throws InvalidInput for a mistyped number. */
    offer: async (viewer: Viewer, number: string): Promise<Offer | null> => {
      const key = readNumber('offer', number, 'number')
      const offer = key && (await offers.findOffer(db.sql, key))
      return offer && ownsOrOversees(viewer, offer.agent) ? offer : null
    },

    /** Whether this policy was sold here, not by another service. */
    isOurs: async (number: string): Promise<boolean> => {
      const uuid = readUuid(number)
      return uuid !== null && (await store.findPolicy(db.sql, { number: uuid })) !== null
    },

    /** Of a day in UTC, as sales are. */
    coverStatus: (policy: Policy): CoverStatus => coverStatusOn(utcDay(now()), policy),

    offerStatus: (offer: Offer): OfferStatus => statusAt(offer, now()),

    /** The newest first, of those that the viewer may see. Throws InvalidInput. */
    offers: (viewer: Viewer, { statuses, mine }: OffersAsked, args: PageArgs): Promise<Page<Offer>> => {
      const agent = mine || viewer.role === 'AGENT' ? viewer.login : null
      const filter = { agent, statuses, at: now() }
      return pageOfList(args, {
        name: 'offers',
        find: (range) => offers.findOffers(db.sql, filter, range),
        hasFrom: (side, position) => offers.hasOfferFrom(db.sql, filter, side, position),
        positionOf: ({ createdAt, number }) => ({ at: createdAt, id: number }),
      })
    },

    /**
     * Sells once: of two buyers at the same instant the second waits for the first and is refused. Buying again with
     * the same holder gives the same policy, so a lost answer can be asked for again. Refuses with InvalidInput,
     * UNKNOWN_OFFER, NOT_YOUR_OFFER, OFFER_ALREADY_SOLD, OFFER_EXPIRED.
     */
    buyPolicy: async (viewer: Viewer, input: { offerNumber: string; policyHolder: PolicyHolder }): Promise<Policy> => {
      const holder = assertHolder(input.policyHolder)
      return db.transaction(async (tx) => {
        const key = readNumber('offer', input.offerNumber, 'offerNumber')
        const offer = assertMayBuy(viewer, key && (await offers.lockOffer(tx, key)), input.offerNumber)
        const before = await boughtBefore(tx, viewer, offer, holder)
        if (before) return before
        const sale = buy(offer, holder, newId(), sellerOf(viewer))
        const [policy] = await Promise.all([
          store.insertPolicy(tx, sale.policy),
          offers.markSold(tx, sale.offer),
          outbox.add(tx, soldEvent(sale.policy)),
        ])
        return policy
      })
    },

    /** Refuses with InvalidInput, UNKNOWN_POLICY, POLICY_ALREADY_TERMINATED, TERMINATION_OUTSIDE_COVER. */
    terminatePolicy: (
      viewer: Viewer,
      input: { policyNumber: string; terminationDate: string },
    ): Promise<TerminatedPolicy> =>
      db.transaction(async (tx) => {
        const key = readNumber('policy', input.policyNumber, 'policyNumber')
        const policy = assertMaySee(viewer, key && (await store.lockPolicy(tx, key)), input.policyNumber)
        const terminated = terminate(policy, input.terminationDate, now())
        await Promise.all([store.updateTerminated(tx, terminated), outbox.add(tx, terminatedEvent(terminated))])
        return terminated
      }),

    /** What a termination would keep and return; refuses as {@link terminatePolicy} would. */
    terminationPreview: (policy: Policy, terminationDate: string): TerminationPreview => {
      const { remaining, refund } = terminate(policy, terminationDate, now())
      return { kept: remaining.totalPremium, refund }
    },

    /** By its short number what events call a policy by, as the number is otherwise. Throws InvalidInput for a mistyped one. */
    wireNumber: async (number: string, path: string): Promise<string> => {
      const key = readNumber('policy', number, path)
      if (key === null || 'number' in key) return number
      return (await store.findPolicy(db.sql, key))?.number ?? number
    },

    /** Null for a policy that is unknown or somebody else's. Throws InvalidInput for a mistyped number. */
    policy: async (viewer: Viewer, number: string): Promise<Policy | null> => {
      const key = readNumber('policy', number, 'number')
      const policy = key && (await store.findPolicy(db.sql, key))
      return policy && ownsOrOversees(viewer, policy.agent) ? policy : null
    },

    /** The same, which must be there. Throws InvalidInput for a mistyped number, or UNKNOWN_POLICY. */
    knownPolicy: async (viewer: Viewer, number: string): Promise<Policy> => {
      const key = readNumber('policy', number, 'policyNumber')
      return assertMaySee(viewer, key && (await store.findPolicy(db.sql, key)), number)
    },

    /**
     * The viewer's own policies whose cover ends on one of these days, the first and the last included, the soonest
     * first; terminated ones have ended already. Throws InvalidInput.
     */
    endingPolicies: async (viewer: Viewer, { from, to, first }: EndingAsked): Promise<Policy[]> => {
      const { size } = pageSize({ first }, 'first')
      return store.endingPolicies(db.sql, viewer.login, { from, to, limit: size })
    },

    /** From when sales are counted, never later than now: counting reads each of them. Throws InvalidInput. */
    countedSince: (since: Date): Date => {
      const at = now()
      if (at.getTime() - since.getTime() > longestCount)
        throw new InvalidInput([{ path: 'since', message: `Must be at most ${longestCountDays} days ago.` }])
      return since < at ? since : at
    },

    /** What the viewer has sold since then. */
    ownSales: ({ login }: Viewer, since: Date): Promise<SalesTotal> => store.salesSince(db.sql, login, since),

    /** What all together have sold; null for agents, who see their own alone. */
    teamSales: async ({ role }: Viewer, since: Date): Promise<SalesTotal | null> =>
      role === 'AGENT' ? null : store.salesSince(db.sql, null, since),
  }
}

const isVersion = (product: SoldProduct, { code, version, tariffVersion }: SoldProduct): boolean =>
  product.code === code && product.version === version && product.tariffVersion === tariffVersion

function assertHolder(given: PolicyHolder): PolicyHolder {
  const wrong: FieldError[] = []
  const holder = readHolder(given, wrong)
  throwIfInvalid(wrong)
  return holder
}

function assertMayBuy(viewer: Viewer, offer: Offer | null, number: string): Offer {
  if (!offer) throw new DomainError('UNKNOWN_OFFER', `There is no offer ${JSON.stringify(number.slice(0, 40))}.`)
  if (ownsOrOversees(viewer, offer.agent)) return offer
  throw new DomainError('NOT_YOUR_OFFER', `Offer ${offer.number} was made by somebody else; only they can sell it.`)
}

// Somebody else's policy is answered like an unknown one: whether it exists is none of the asker's business.
function assertMaySee(viewer: Viewer, policy: Policy | null, number: string): Policy {
  if (policy && ownsOrOversees(viewer, policy.agent)) return policy
  throw new DomainError('UNKNOWN_POLICY', `There is no policy ${JSON.stringify(number.slice(0, 40))}.`)
}

async function boughtBefore(sql: DbClient, viewer: Viewer, offer: Offer, holder: PolicyHolder): Promise<Policy | null> {
  if (offer.status === 'NEW' || offer.boughtBy !== viewer.login) return null
  const policy = await store.findPolicy(sql, { number: offer.policyNumber })
  return policy && isSameHolder(policy.holder, holder) ? policy : null
}

function soldEvent({ number, productCode, holder, agent, soldAt, agreed }: Unnumbered<Policy>) {
  const { coverFrom, coverTo, totalPremium } = agreed
  const sold = { policyNumber: number, productCode, policyFrom: coverFrom, policyTo: coverTo, holder }
  return policyCreated({ ...sold, premium: totalPremium, agentLogin: agent }, soldAt)
}

function terminatedEvent({ number, productCode, holder, remaining, refund, terminatedAt }: TerminatedPolicy) {
  const { coverFrom, coverTo, totalPremium } = remaining
  const ended = { policyNumber: number, productCode, policyFrom: coverFrom, terminatedOn: coverTo, holder }
  return policyTerminated({ ...ended, premiumKept: totalPremium, refund }, terminatedAt)
}
