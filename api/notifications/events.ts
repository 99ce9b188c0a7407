import type { CommissionCalculated } from '../commissions/events.ts'
import type { PaymentReceived } from '../payments/events.ts'
import type { PolicySold, PolicyTerminated, ProductActivated, TariffChanged } from '../policies/events.ts'

/** Everything that agents are notified of. */
export type BusinessEvent =
  | PolicySold
  | PolicyTerminated
  | ProductActivated
  | TariffChanged
  | PaymentReceived
  | CommissionCalculated
