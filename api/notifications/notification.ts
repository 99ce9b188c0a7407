import type { Day } from '../lib/day.ts'
import { InvalidInput } from '../lib/errors.ts'
import { type Cents, centsOf, formatMoney } from '../lib/money.ts'
import { cleanText, complaintAboutText } from '../lib/text.ts'
import type { BusinessEvent } from './events.ts'

/**
 * What a notification is about, by kind. Days are null where the publisher gave none.
 * `agentLogin` is who sold, earned or announced, as the publisher writes it; null where nobody knows.
 */
export type NotificationContent =
  | {
      kind: 'PolicySold'
      policyNumber: string
      productCode: string
      /** The premium. */
      amountCents: Cents
      agentLogin: string | null
    }
  | {
      kind: 'PolicyTerminated'
      policyNumber: string
      productCode: string
      /** The refund. */
      amountCents: Cents
      agentLogin: string | null
      /** When the cover ends. */
      day: Day | null
    }
  | { kind: 'ProductActivated'; productCode: string; productName: string | null }
  | {
      kind: 'TariffChanged'
      productCode: string
      /** From when it is valid. */
      day: Day | null
    }
  | { kind: 'PaymentReceived'; policyNumber: string; amountCents: Cents; agentLogin: string | null }
  | { kind: 'CommissionCalculated'; policyNumber: string | null; amountCents: Cents; agentLogin: string | null }
  | { kind: 'Announcement'; text: string; agentLogin: string }
  /** What was said stands in the message alone: it may be edited or deleted. `agentLogin` is its author. */
  | { kind: 'Mentioned'; messageId: string; agentLogin: string }

export type Kind = NotificationContent['kind']

/** Those that an entry of the topic of notifications can have and still be one. */
export const kinds: ReadonlySet<string> = new Set(
  Object.keys({
    PolicySold: true,
    PolicyTerminated: true,
    ProductActivated: true,
    TariffChanged: true,
    PaymentReceived: true,
    CommissionCalculated: true,
    Announcement: true,
    Mentioned: true,
  } satisfies Record<Kind, true>),
)

/** The same for every spelling of a policy number: they differ in case. By Unicode, whatever the database's locale. */
export function policyKey(policyNumber: string): string {
  return policyNumber.toLowerCase()
}

/** One notification as it is kept. Its sentence is made when it is read: {@link render}. */
export type Notification = NotificationContent & {
  id: string
  at: Date
  /** The logins that may see it, in lower case, besides administrators and services; null means everybody. */
  audience: string[] | null
}

/**
 * What an event tells the agents. `soldBy` is who sold the policy it is about, where its sale was taken in before: events
 * other than a sale need not name an agent.
 */
export function contentOf(event: BusinessEvent, soldBy: string | null): NotificationContent {
  switch (event.kind) {
    case 'PolicySold': {
      const { kind, policyNumber, productCode, agentLogin, premium } = event
      return { kind, policyNumber, productCode, amountCents: premium, agentLogin }
    }
    case 'PolicyTerminated': {
      const { kind, policyNumber, productCode, refund, terminatedOn } = event
      return { kind, policyNumber, productCode, amountCents: refund, agentLogin: soldBy, day: terminatedOn }
    }
    case 'ProductActivated':
      return event
    case 'TariffChanged':
      return { kind: event.kind, productCode: event.productCode, day: event.validFrom }
    case 'PaymentReceived': {
      const { kind, policyNumber, amount: amountCents } = event
      return { kind, policyNumber, amountCents, agentLogin: event.agentLogin ?? soldBy }
    }
    case 'CommissionCalculated': {
      const { kind, policyNumber, amount: amountCents } = event
      return { kind, policyNumber, amountCents, agentLogin: event.agentLogin ?? soldBy }
    }
    default:
      return event satisfies never
  }
}

/**
 * The agents who may see it, besides administrators and services: a commission only who earned it, and no agent where
 * that is not known; everything else everybody (null).
 */
export function audienceOf(content: NotificationContent): string[] | null {
  if (content.kind !== 'CommissionCalculated') return null
  return content.agentLogin === null ? [] : [content.agentLogin.toLowerCase()]
}

/** The notification as a sentence for agents. That of a mention is {@link renderMention}: here it says only that it is one. */
export function render(content: NotificationContent): string {
  switch (content.kind) {
    case 'PolicySold':
      return content.agentLogin
        ? `${content.agentLogin} just sold policy for ${content.productCode}!!!`
        : `A policy for ${content.productCode} was just sold!!!`
    case 'PolicyTerminated': {
      const whose = content.agentLogin ? `${content.agentLogin}'s policy` : 'A policy'
      return `${whose} for ${content.productCode} was terminated${content.day ? ` on ${content.day}` : ''}.`
    }
    case 'ProductActivated': {
      const { productCode, productName } = content
      return `${productName ? `${productName} (${productCode})` : productCode} can be sold from now on.`
    }
    case 'TariffChanged':
      return `The tariff of ${content.productCode} has changed${content.day ? `, valid from ${content.day}` : ''}.`
    case 'PaymentReceived':
      return `A payment of ${formatMoney(content.amountCents)} EUR was received.`
    case 'CommissionCalculated': {
      const { agentLogin, amountCents } = content
      const amount = `${formatMoney(centsOf(Math.abs(amountCents)))} EUR`
      if (amountCents < 0) return `A commission of ${amount} was taken back${agentLogin ? ` from ${agentLogin}` : ''}.`
      return `A commission of ${amount} was calculated${agentLogin ? ` for ${agentLogin}` : ''}.`
    }
    case 'Announcement':
      return content.text
    case 'Mentioned':
      return 'You were mentioned.'
    default:
      return content satisfies never
  }
}

/** Characters of a message that its notification shows. */
const excerpt = 200

/** `text` is what the message says now; empty once it is deleted. */
export function renderMention(mention: { author: string; room: string; text: string }): string {
  const line = mention.text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  const shown = characters.length > excerpt ? `${characters.slice(0, excerpt).join('').trimEnd()}…` : line
  return `${mention.author} mentioned you in ${mention.room}${shown === '' ? '.' : `: ${shown}`}`
}

/** Whether it is for its audience alone: whoever else may see everything does not see these. */
export function isPersonal(kind: string): boolean {
  return kind === ('Mentioned' satisfies Kind)
}

const maxAnnouncement = 1_000

/** What an administrator says to everybody. Throws INVALID_INPUT for nothing or too much. */
export function announcement(text: string, author: string): NotificationContent & { kind: 'Announcement' } {
  const said = cleanText(text).trim()
  const complaint = complaintAboutText(said, maxAnnouncement)
  if (complaint) throw new InvalidInput([{ path: 'text', message: complaint }])
  return { kind: 'Announcement', text: said, agentLogin: author }
}
