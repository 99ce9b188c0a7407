import { commissionCalculatedType } from './commissions/events.ts'
import type { DescribedEvent } from './messaging/described-event.ts'
import { productActivatedType, tariffChangedType } from './notifications/events.ts'
import { paymentReceivedType } from './payments/events.ts'
import { policyCreatedType, policyTerminatedType } from './policies/events.ts'

/** Every event that Parley publishes or consumes, for the documents of them all. */
export const eventCatalogue: readonly DescribedEvent[] = [
  policyCreatedType,
  policyTerminatedType,
  productActivatedType,
  tariffChangedType,
  paymentReceivedType,
  commissionCalculatedType,
]
