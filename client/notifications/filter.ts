import type { NotificationFilter, NotificationKind } from '../gql/graphql.ts'
import { isKind, type Kind } from './kinds.ts'

/** What the address of the page asks for: `?kind=PolicySold&product=TRI&mine`. */
export type AskedNotifications = { kind: Kind | null; product: string | null; mine: boolean }

const kindNames: Record<Kind, NotificationKind> = {
  PolicySold: 'POLICY_SOLD',
  PolicyTerminated: 'POLICY_TERMINATED',
  ProductActivated: 'PRODUCT_ACTIVATED',
  TariffChanged: 'TARIFF_CHANGED',
  PaymentReceived: 'PAYMENT_RECEIVED',
  CommissionCalculated: 'COMMISSION_CALCULATED',
  Announcement: 'ANNOUNCEMENT',
  Mentioned: 'MENTIONED',
}

export function askedBy(params: URLSearchParams): AskedNotifications {
  const kind = params.get('kind')
  return { kind: isKind(kind) ? kind : null, product: params.get('product') || null, mine: params.has('mine') }
}

export function paramsOf({ kind, product, mine }: AskedNotifications): Record<string, string> {
  return { ...(kind && { kind }), ...(product && { product }), ...(mine && { mine: '' }) }
}

/** Null for everything. */
export function filterOf({ kind, product, mine }: AskedNotifications): NotificationFilter | null {
  if (kind === null && product === null && !mine) return null
  return { kinds: kind && [kindNames[kind]], productCodes: product === null ? null : [product], mine }
}
