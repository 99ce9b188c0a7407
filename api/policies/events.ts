import { type Day, dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import { type Content, describeEvent, type EventOf, publishedEvent } from '../messaging/described-event.ts'
import {
  amountOrZero,
  optionalDay,
  optionalText,
  text,
  toleratedAmount,
  toleratedDay,
  toleratedObject,
  toleratedText,
} from '../messaging/event-member.ts'

/** What the policies slice tells the other services, and understands when one of them tells it. */

const service = 'PolicyService.Api'

/** In size. Sums of as many policies as there will be stay exact: beyond 2^53 cents nobody could read them any more. */
const atMost = centsOf(100_000_000_000)

const policyNumber = text('PolicyNumber', {
  meaning: 'The policy; the same in any case.',
  example: '028310e0-96cc-43f4-9c83-c33f370bd8a3',
})
const productCode = text('ProductCode', { meaning: 'The product that was sold.', example: 'TRI' })
const policyFrom = toleratedDay('PolicyFrom', {
  meaning: 'The first day of the cover, on which the premium is due.',
  example: dayOf('2024-06-01'),
})
const holder = toleratedObject('PolicyHolder', {
  meaning: 'Who is insured.',
  members: {
    firstName: toleratedText('FirstName', { meaning: 'First name.', example: 'Jan' }),
    lastName: toleratedText('LastName', { meaning: 'Last name.', example: 'Żak' }),
    taxId: toleratedText('TaxId', { meaning: 'Tax number (PESEL).', example: '80010112345' }),
  },
})

/**
 * A policy was sold. Days and holder are null where the publisher left them out or they cannot be read: no consumer
 * depends on them.
 */
/** An event and when it happened, for whoever makes something of it. */
export type Happened<Event> = { event: Event; at: Date }

export const policyCreatedType = describeEvent({
  name: 'PolicyCreated',
  kind: 'PolicySold',
  summary: 'A policy was sold.',
  service,
  members: {
    policyNumber,
    productCode,
    policyFrom,
    policyTo: toleratedDay('PolicyTo', { meaning: 'The last day of the cover.', example: dayOf('2024-06-11') }),
    holder,
    premium: amountOrZero('TotalPremium', {
      meaning: 'The premium for the whole cover.',
      example: centsOf(7200),
      atMost,
    }),
    agentLogin: optionalText('AgentLogin', {
      meaning: 'Who made the offer; need not be an agent of Parley.',
      example: 'jimmy.solid',
    }),
  },
  onceFor: (sold) => sold.policyNumber,
  publishedWhen: 'a policy was sold (`buyPolicy`)',
  toldAs: 'jimmy.solid just sold policy for TRI!!!',
  toldTo: 'everybody',
})

/** A policy was terminated. The event does not say who sold the policy. */
export const policyTerminatedType = describeEvent({
  name: 'PolicyTerminated',
  kind: 'PolicyTerminated',
  summary: 'A policy was terminated before its time.',
  service,
  members: {
    policyNumber,
    productCode,
    policyFrom,
    terminatedOn: optionalDay('PolicyTo', {
      meaning: 'The termination date: the last day of the cover that is left. Without it the day of the event counts.',
      example: dayOf('2024-06-04'),
    }),
    holder,
    premiumKept: toleratedAmount('TotalPremium', {
      meaning: 'What is kept of the premium for the used part of the cover.',
      example: centsOf(2160),
    }),
    refund: amountOrZero('AmountToReturn', { meaning: 'What the customer gets back.', example: centsOf(5040), atMost }),
  },
  onceFor: (terminated) => terminated.policyNumber,
  publishedWhen: 'a policy was terminated (`terminatePolicy`)',
  toldAs: "jimmy.solid's policy for TRI was terminated on 2024-06-04.",
  toldTo: 'everybody',
})

export type PolicySold = EventOf<typeof policyCreatedType>
export type PolicyTerminated = EventOf<typeof policyTerminatedType>
export type Holder = PolicySold['holder']

type Dated<Event, Days extends keyof Event> = Omit<Event, Days> & Record<Days, Day>

/** `PolicyCreated` as the .NET services write it, with a message id, which theirs lack. */
export function policyCreated(
  sold: Dated<Content<typeof policyCreatedType>, 'policyFrom' | 'policyTo'>,
  at: Date,
): OutboxEvent {
  return publishedEvent(policyCreatedType, sold.policyNumber, at, sold)
}

/** `PolicyTerminated` as the .NET services write it: `PolicyTo` is the termination date. */
export function policyTerminated(
  ended: Dated<Content<typeof policyTerminatedType>, 'policyFrom' | 'terminatedOn'>,
  at: Date,
): OutboxEvent {
  return publishedEvent(policyTerminatedType, ended.policyNumber, at, ended)
}

export const productActivatedType = describeEvent({
  name: 'ProductActivated',
  kind: 'ProductActivated',
  summary: 'A product can be sold from now on.',
  service: 'ProductService.Api',
  members: {
    productCode: text('ProductCode', { meaning: 'The product.', example: 'TRI' }),
    productName: optionalText('ProductName', { meaning: 'What it is called.', example: 'Safe Traveller' }),
  },
  publishedWhen: 'a product was put on sale (`activateProduct`)',
  toldAs: 'Safe Traveller (TRI) can be sold from now on.',
  toldTo: 'everybody',
})

export const tariffChangedType = describeEvent({
  name: 'TariffChanged',
  kind: 'TariffChanged',
  summary: 'The tariff of a product has changed.',
  service: 'PricingService.Api',
  members: {
    productCode: text('ProductCode', { meaning: 'The product.', example: 'TRI' }),
    validFrom: optionalDay('ValidFrom', {
      meaning: 'The first day on which the new tariff counts.',
      example: dayOf('2024-06-01'),
    }),
  },
  publishedWhen: 'a tariff was published (`publishTariff`, `publishProduct`)',
  toldAs: 'The tariff of TRI has changed, valid from 2024-06-01.',
  toldTo: 'everybody',
})

export type ProductActivated = EventOf<typeof productActivatedType>
export type TariffChanged = EventOf<typeof tariffChangedType>

/** A product can be sold from now on. */
export function productActivated(product: Content<typeof productActivatedType>, at: Date): OutboxEvent {
  return publishedEvent(productActivatedType, product.productCode, at, product)
}

/** Offers that are made from a day on, in UTC, have other prices. */
export function tariffChanged(
  changed: Omit<Content<typeof tariffChangedType>, 'validFrom'> & { validFrom: Day },
  at: Date,
): OutboxEvent {
  return publishedEvent(tariffChangedType, changed.productCode, at, changed)
}
