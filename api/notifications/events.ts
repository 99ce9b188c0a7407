import type { Day } from '../lib/day.ts'
import type { Cents } from '../lib/money.ts'
import type { EventType } from '../messaging/event-type.ts'
import { readBody } from '../messaging/json-body.ts'
import type { PaymentReceived } from '../payments/events.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'

/**
 * Events of other services that Parley tells its agents about. Bodies are JSON objects; member names are PascalCase or
 * camelCase; members beyond the listed ones are ignored. Amounts are numbers or text in euro, days begin with YYYY-MM-DD.
 */

/** Routing key `productactivated`: `{ "ProductCode": "TRI", "ProductName": "Safe Traveller" }`; the name may be missing. */
export type ProductActivated = { kind: 'ProductActivated'; productCode: string; productName: string | null }

/** Routing key `tariffchanged`: `{ "ProductCode": "TRI", "ValidFrom": "2024-06-01" }`; the day may be missing. */
export type TariffChanged = { kind: 'TariffChanged'; productCode: string; validFrom: Day | null }

/** Routing key `commissioncalculated`: `{ "Amount": 7.20, "AgentLogin": "jimmy.solid", "PolicyNumber": "…" }`; the last two may be missing. */
export type CommissionCalculated = {
  kind: 'CommissionCalculated'
  amount: Cents
  agentLogin: string | null
  policyNumber: string | null
}

/** Everything that agents are notified of. */
export type BusinessEvent =
  | PolicySold
  | PolicyTerminated
  | ProductActivated
  | TariffChanged
  | PaymentReceived
  | CommissionCalculated

/** Each of these throws PoisonMessage, which names the member that cannot be understood. */
export function parseProductActivated(body: string): ProductActivated {
  const members = readBody(body)
  return {
    kind: 'ProductActivated',
    productCode: members.text('ProductCode'),
    productName: members.textOrNull('ProductName'),
  }
}

export function parseTariffChanged(body: string): TariffChanged {
  const members = readBody(body)
  return { kind: 'TariffChanged', productCode: members.text('ProductCode'), validFrom: members.day('ValidFrom') }
}

export function parseCommissionCalculated(body: string): CommissionCalculated {
  const members = readBody(body)
  return {
    kind: 'CommissionCalculated',
    amount: members.cents('Amount'),
    agentLogin: members.textOrNull('AgentLogin'),
    policyNumber: members.textOrNull('PolicyNumber'),
  }
}

export const productActivatedType: EventType<ProductActivated> = {
  name: 'ProductActivated',
  parse: parseProductActivated,
}
export const tariffChangedType: EventType<TariffChanged> = { name: 'TariffChanged', parse: parseTariffChanged }
export const commissionCalculatedType: EventType<CommissionCalculated> = {
  name: 'CommissionCalculated',
  parse: parseCommissionCalculated,
}
