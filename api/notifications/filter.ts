import { InvalidInput } from '../lib/errors.ts'
import { type Cents, centsOf, parseMoney, sum } from '../lib/money.ts'
import { type Kind, policyKey } from './notification.ts'

/** What a reader asks for; what is null or missing asks for nothing. */
export type FilterInput = {
  kinds?: readonly Kind[] | null
  productCodes?: readonly string[] | null
  policyNumber?: string | null
  mine?: boolean | null
  /** An exact decimal in euro. */
  minAmount?: string | null
}

/** Which notifications a reader wants, of those that it may see: the ones that meet all that is not null. */
export type NotificationFilter = {
  kinds: readonly Kind[] | null
  /** In upper case: services write them in any. */
  productCodes: readonly string[] | null
  /** As by `policyKey`. */
  policyKey: string | null
  /** Only what names the reader as who sold, earned or announced, and where the reader is mentioned. */
  mine: boolean
  minAmount: Cents | null
}

/** What a notification is found by. */
export type Findable = {
  kind: Kind
  productCode: string | null
  policyNumber: string | null
  agentLogin: string | null
  amountCents: Cents | null
}

/** Throws INVALID_INPUT for an amount that no notification could have. */
export function notificationFilter(input: FilterInput): NotificationFilter {
  const { kinds = null, productCodes, policyNumber, mine, minAmount } = input
  return {
    kinds,
    productCodes: productCodes?.map((code) => code.toUpperCase()) ?? null,
    policyKey: policyNumber == null ? null : policyKey(policyNumber),
    mine: mine ?? false,
    minAmount: minAmount == null ? null : centsFrom(minAmount),
  }
}

/** What is at least so much, in whole cents. */
function centsFrom(amount: string): Cents {
  const rounded = parseMoney(amount)
  // What is more than whole cents is reached by the next one.
  const isPart = /\.\d\d\d*[1-9]/.test(amount)
  const up = isPart ? parseMoney(amount.replace(/(\.\d\d)\d*/, '$1')) : rounded
  if (rounded === null || up === null)
    throw new InvalidInput([
      { path: 'filter.minAmount', message: 'Must be an amount between -1,000,000,000,000 and 1,000,000,000,000.' },
    ])
  return isPart && !amount.startsWith('-') ? sum([up, centsOf(1)]) : up
}

/** Whether a reader wants a notification, but for `mine`. */
export function matches(filter: NotificationFilter, about: Findable): boolean {
  const { kind, productCode, policyNumber, amountCents } = about
  if (filter.kinds !== null && !filter.kinds.includes(kind)) return false
  if (
    filter.productCodes !== null &&
    (productCode === null || !filter.productCodes.includes(productCode.toUpperCase()))
  )
    return false
  if (filter.policyKey !== null && (policyNumber === null || policyKey(policyNumber) !== filter.policyKey)) return false
  return filter.minAmount === null || (amountCents !== null && amountCents >= filter.minAmount)
}

/** Whether a notification that a reader may see is the reader's own. */
export function isOwn({ kind, agentLogin }: Findable, login: string): boolean {
  return kind === 'Mentioned' || agentLogin?.toLowerCase() === login.toLowerCase()
}
