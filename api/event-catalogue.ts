import { commissionCalculatedType } from './commissions/events.ts'
import type { DescribedEvent } from './messaging/described-event.ts'
import { paymentReceivedType } from './payments/events.ts'
import { policyCreatedType, policyTerminatedType, productActivatedType, tariffChangedType } from './policies/events.ts'

/** Every event that Parley publishes or consumes, for the documents of them all. */
export const eventCatalogue: readonly DescribedEvent[] = [
  policyCreatedType,
  policyTerminatedType,
  productActivatedType,
  tariffChangedType,
  paymentReceivedType,
  commissionCalculatedType,
]
