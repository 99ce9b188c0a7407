import type { CommissionCalculated } from '../commissions/events.ts'
import { dayOf } from '../lib/day.ts'
import { describeEvent, type EventOf } from '../messaging/described-event.ts'
import { optionalDay, optionalText, text } from '../messaging/event-member.ts'
import type { PaymentReceived } from '../payments/events.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'

/** Events of other services that Parley tells its agents about. */

export const productActivatedType = describeEvent({
  name: 'ProductActivated',
  kind: 'ProductActivated',
  summary: 'A product can be sold from now on.',
  service: 'ProductService.Api',
  members: {
    productCode: text('ProductCode', { meaning: 'The product.', example: 'TRI' }),
    productName: optionalText('ProductName', { meaning: 'What it is called.', example: 'Safe Traveller' }),
  },
  publishedWhen: null,
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
  publishedWhen: null,
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
