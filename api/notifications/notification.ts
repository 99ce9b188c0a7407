import { type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { formatMoney } from '../lib/money.ts'
import type { BusinessEvent } from './events.ts'

export type Kind = BusinessEvent['kind'] | 'Announcement'

/** What agents are told, once and for ever the same. */
export type Notification = {
  id: string
  kind: Kind
  at: Date
  text: string
  amountCents: number | null
  policyNumber: string | null
  productCode: string | null
  /** Who sold, earned or announced, as the publisher names them. */
  agentLogin: string | null
  /** When the cover of a terminated policy ends, YYYY-MM-DD. */
  day: string | null
  /** The logins that may see it; null means everybody. */
  audience: string[] | null
}

export type Placed = Notification & { seq: number }

type NotificationContent = Omit<Notification, 'id' | 'at' | 'kind'>

const nothing: NotificationContent = {
  text: '',
  amountCents: null,
  policyNumber: null,
  productCode: null,
  agentLogin: null,
  day: null,
  audience: null,
}

/**
 * What an event says to the agents. `soldBy` is who sold the policy it is about, where an earlier sale told; events
 * other than a sale need not name an agent. A commission is told to the agent who earns it alone, where one is named.
 */
export function render(event: BusinessEvent, soldBy: string | null): NotificationContent {
  switch (event.kind) {
    case 'PolicySold': {
      const { policyNumber, productCode, agentLogin, premium } = event
      const text = agentLogin
        ? `${agentLogin} just sold policy for ${productCode}!!!`
        : `A policy for ${productCode} was just sold!!!`
      return { ...nothing, text, amountCents: premium, policyNumber, productCode, agentLogin }
    }
    case 'PolicyTerminated': {
      const { policyNumber, productCode, refund, terminatedOn: day } = event
      const whose = soldBy ? `${soldBy}'s policy` : 'A policy'
      const text = `${whose} for ${productCode} was terminated${day ? ` on ${day}` : ''}.`
      return { ...nothing, text, amountCents: refund, policyNumber, productCode, agentLogin: soldBy, day }
    }
    case 'ProductActivated': {
      const { productCode, productName } = event
      const text = `${productName ? `${productName} (${productCode})` : productCode} can be sold from now on.`
      return { ...nothing, text, productCode }
    }
    case 'TariffChanged': {
      const { productCode, validFrom: day } = event
      return {
        ...nothing,
        text: `The tariff of ${productCode} has changed${day ? `, valid from ${day}` : ''}.`,
        productCode,
        day,
      }
    }
    case 'PaymentReceived': {
      const { policyNumber, amount: amountCents } = event
      const text = `A payment of ${formatMoney(amountCents)} EUR was received.`
      return { ...nothing, text, amountCents, policyNumber, agentLogin: event.agentLogin ?? soldBy }
    }
    case 'CommissionCalculated': {
      const { policyNumber, amount: amountCents } = event
      const agentLogin = event.agentLogin ?? soldBy
      const text = `A commission of ${formatMoney(amountCents)} EUR was calculated${agentLogin ? ` for ${agentLogin}` : ''}.`
      return { ...nothing, text, amountCents, policyNumber, agentLogin, audience: agentLogin ? [agentLogin] : null }
    }
    default:
      return event satisfies never
  }
}

const maxAnnouncement = 1_000

/** What an administrator says to everybody. Throws INVALID_INPUT for nothing or too much. */
export function announcement(text: string, author: string): NotificationContent {
  const wrong: FieldError[] = []
  const length = [...text].length
  if (text.trim() === '' || text.includes('\0')) wrong.push({ path: 'text', message: 'Must not be empty.' })
  if (length > maxAnnouncement)
    wrong.push({ path: 'text', message: `Must have at most ${maxAnnouncement} characters, got ${length}.` })
  throwIfInvalid(wrong)
  return { ...nothing, text: text.trim().toWellFormed(), agentLogin: author }
}
