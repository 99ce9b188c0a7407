import type { Day } from '../lib/day.ts'
import { type Cents, centsOf, formatMoney } from '../lib/money.ts'
import { type OutboxEvent, PoisonMessage } from '../messaging/broker.ts'
import type { EventType } from '../messaging/event-type.ts'
import { type Members, readBody } from '../messaging/json-body.ts'
import { outboxEvent, wireMoney } from '../messaging/outbox-event.ts'

/** What the policies slice tells the other services, and understands when one of them tells it. */

export type Holder = { firstName: string | null; lastName: string | null; taxId: string | null }

/**
 * A policy was sold. Days and holder are null where the publisher left them out or they cannot be read: no consumer
 * depends on them.
 */
export type PolicySold = {
  kind: 'PolicySold'
  policyNumber: string
  productCode: string
  policyFrom: Day | null
  policyTo: Day | null
  holder: Holder
  premium: Cents
  /** Who made the offer, as the publisher writes it: it need not be an agent that we know. */
  agentLogin: string | null
}

/** A policy was terminated. The event does not say who sold the policy. */
export type PolicyTerminated = {
  kind: 'PolicyTerminated'
  policyNumber: string
  productCode: string
  policyFrom: Day | null
  /** The last day of the cover that is left. */
  terminatedOn: Day | null
  holder: Holder
  premiumKept: Cents
  refund: Cents
}

const service = 'PolicyService.Api'

type Known<Event> = { [Subscriber in Exclude<keyof Event, 'kind'>]: Event[Subscriber] }
type Dated<Event, Days extends keyof Event> = Omit<Event, Days> & Record<Days, Day>

/** `PolicyCreated` as the .NET services write it, with a message id, which theirs lack. */
export function policyCreated(sold: Dated<Known<PolicySold>, 'policyFrom' | 'policyTo'>, at: Date): OutboxEvent {
  return outboxEvent({ service, name: 'PolicyCreated' }, sold.policyNumber, at, {
    PolicyNumber: sold.policyNumber,
    ProductCode: sold.productCode,
    PolicyFrom: midnight(sold.policyFrom),
    PolicyTo: midnight(sold.policyTo),
    PolicyHolder: wireHolder(sold.holder),
    TotalPremium: wireMoney(sold.premium),
    AgentLogin: sold.agentLogin,
  })
}

/** `PolicyTerminated` as the .NET services write it: `PolicyTo` is the termination date. */
export function policyTerminated(
  ended: Dated<Known<PolicyTerminated>, 'policyFrom' | 'terminatedOn'>,
  at: Date,
): OutboxEvent {
  return outboxEvent({ service, name: 'PolicyTerminated' }, ended.policyNumber, at, {
    PolicyNumber: ended.policyNumber,
    ProductCode: ended.productCode,
    PolicyFrom: midnight(ended.policyFrom),
    PolicyTo: midnight(ended.terminatedOn),
    PolicyHolder: wireHolder(ended.holder),
    TotalPremium: wireMoney(ended.premiumKept),
    AmountToReturn: wireMoney(ended.refund),
  })
}

/** Reads the body of a `PolicyCreated`. Throws PoisonMessage, which names the member that cannot be understood. */
export function parsePolicyCreated(body: string): PolicySold {
  const members = readBody(body)
  return {
    kind: 'PolicySold',
    policyNumber: members.text('PolicyNumber'),
    productCode: members.text('ProductCode'),
    policyFrom: members.dayIfReadable('PolicyFrom'),
    policyTo: members.dayIfReadable('PolicyTo'),
    holder: readHolder(members.objectIfReadable('PolicyHolder')),
    premium: boundedCents(members, 'TotalPremium'),
    agentLogin: members.textOrNull('AgentLogin'),
  }
}

/** Reads the body of a `PolicyTerminated`. Throws PoisonMessage, which names the member that cannot be understood. */
export function parsePolicyTerminated(body: string): PolicyTerminated {
  const members = readBody(body)
  return {
    kind: 'PolicyTerminated',
    policyNumber: members.text('PolicyNumber'),
    productCode: members.text('ProductCode'),
    policyFrom: members.dayIfReadable('PolicyFrom'),
    terminatedOn: members.day('PolicyTo'),
    holder: readHolder(members.objectIfReadable('PolicyHolder')),
    premiumKept: members.centsIfReadable('TotalPremium'),
    refund: boundedCents(members, 'AmountToReturn'),
  }
}

export const policyCreatedType: EventType<PolicySold> = {
  name: 'PolicyCreated',
  parse: parsePolicyCreated,
  onceFor: (sold) => sold.policyNumber,
}

export const policyTerminatedType: EventType<PolicyTerminated> = {
  name: 'PolicyTerminated',
  parse: parsePolicyTerminated,
  onceFor: (terminated) => terminated.policyNumber,
}

/** In size. Sums of as many policies as there will be stay exact: beyond 2^53 cents nobody could read them any more. */
const largestAmount = centsOf(100_000_000_000)

function boundedCents(members: Members, name: string): Cents {
  const amount = members.centsOrZero(name)
  if (Math.abs(amount) <= largestAmount) return amount
  throw new PoisonMessage(`${name}: expected at most ${formatMoney(largestAmount)} in size`)
}

function readHolder(members: Members): Holder {
  return {
    firstName: members.textIfReadable('FirstName'),
    lastName: members.textIfReadable('LastName'),
    taxId: members.textIfReadable('TaxId'),
  }
}

function wireHolder({ firstName, lastName, taxId }: Holder) {
  return { FirstName: firstName, LastName: lastName, TaxId: taxId }
}

function midnight(day: Day): string {
  return `${day}T00:00:00`
}
