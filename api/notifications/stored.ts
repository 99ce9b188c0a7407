import type { Day } from '../lib/day.ts'
import { type Cents, centsOf } from '../lib/money.ts'
import { type Kind, type Notification, type NotificationContent, policyKey, render } from './notification.ts'

/**
 * A notification as JSON in the feed and as a row. `content` is all there is to know. The other members are what it is
 * found by (`Findable`), and all that the last version knew, which wrote no `content`.
 */
export type StoredNotification = Pick<Notification, 'id' | 'at' | 'audience'> &
  LastVersion & { content?: Content | null; policyKey?: string | null }
type Content = NotificationContent
type LastVersion = {
  kind: Kind
  text: string
  amountCents: Cents | null
  policyNumber: string | null
  productCode: string | null
  agentLogin: string | null
  day: Day | null
}

const nothing = { amountCents: null, policyNumber: null, productCode: null, agentLogin: null, day: null }

export function storedForm({ id, at, audience, ...content }: Notification): StoredNotification {
  const about = { ...nothing, ...content }
  const key = about.policyNumber === null ? null : policyKey(about.policyNumber)
  return { ...about, policyKey: key, text: render(content), id, at, audience, content }
}

/** `at` is a Date, or its ISO text where the notification comes from the log. */
export function restore({ id, at, audience, content, ...lastVersion }: StoredNotification): Notification {
  return { ...(content ?? contentOfLastVersion(lastVersion)), id, at: new Date(at), audience }
}

function contentOfLastVersion(stored: LastVersion): Content {
  const { kind, text, policyNumber, productCode: code, agentLogin, day } = stored
  const amountCents = stored.amountCents ?? centsOf(0)
  const productCode = code ?? ''
  switch (kind) {
    case 'PolicySold':
      return { kind, policyNumber: policyNumber ?? '', productCode, amountCents, agentLogin }
    case 'PolicyTerminated':
      return { kind, policyNumber: policyNumber ?? '', productCode, amountCents, agentLogin, day }
    case 'ProductActivated':
      return { kind, productCode, productName: nameOf(productCode, text) }
    case 'TariffChanged':
      return { kind, productCode, day }
    case 'PaymentReceived':
      return { kind, policyNumber: policyNumber ?? '', amountCents, agentLogin }
    case 'CommissionCalculated':
      return { kind, policyNumber, amountCents, agentLogin }
    case 'Announcement':
      return { kind, text, agentLogin: agentLogin ?? '' }
    case 'Mentioned':
      throw new Error('The last version told of no mentions')
    default:
      return kind satisfies never
  }
}

/** The last version kept the product's name only in the sentence: `Safe Traveller (TRI) can be sold from now on.` */
function nameOf(productCode: string, text: string): string | null {
  const end = ` (${productCode}) can be sold from now on.`
  return text.endsWith(end) ? text.slice(0, -end.length) : null
}
