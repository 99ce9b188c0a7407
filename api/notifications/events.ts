import type { CommissionCalculated } from '../commissions/events.ts'
import { type Day, dayOf } from '../lib/day.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import { type Content, describeEvent, type EventOf, publishedEvent } from '../messaging/described-event.ts'
import { optionalDay, optionalText, text } from '../messaging/event-member.ts'
import type { PaymentReceived } from '../payments/events.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'

/** Events that Parley tells its agents about, besides sales, terminations and payments. */

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

/** Everything that agents are notified of. */
export type BusinessEvent =
  | PolicySold
  | PolicyTerminated
  | ProductActivated
  | TariffChanged
  | PaymentReceived
  | CommissionCalculated

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
