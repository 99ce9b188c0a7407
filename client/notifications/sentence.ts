import type { Sentence_NotificationFragment } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { calendarDay, money, properName } from '../lib/format.ts'

export const Sentence_notification = graphql(`
  fragment Sentence_notification on Notification {
    __typename
    text
    policyNumber
    amount { amount currencyCode }
    ... on PolicySold { agent { login name } product { name } productCode }
    ... on PolicyTerminated { agent { login name } product { name } productCode terminatedOn }
    ... on ProductActivated { product { name } productCode }
    ... on TariffChanged { product { name } productCode validFrom }
    ... on PaymentReceived { agent { login name } }
    ... on CommissionCalculated { agent { login name } }
    ... on Announcement { author { login name } }
  }
`)

type Read = Sentence_NotificationFragment

/** What happened, for the agent `me`. The API's own `text` is kept as other clients know it; an announcement is its text. */
export function sentence(read: Read, me: string | null): string {
  switch (read.__typename) {
    case 'PolicySold': {
      const product = nameOf(read)
      if (!read.agent) return `${product} was sold`
      return `${isMe(read.agent, me) ? 'You' : read.agent.name} sold ${product}`
    }
    case 'PolicyTerminated': {
      const end = read.terminatedOn ? ` on ${calendarDay(read.terminatedOn)}` : ''
      const policy = `${nameOf(read)} policy`
      return `${read.agent ? `${capital(whose(read.agent, me))} ${policy}` : `A ${policy}`} ends early${end}`
    }
    case 'ProductActivated':
      return `${nameOf(read)} can be sold from now on`
    case 'TariffChanged': {
      const from = read.validFrom ? `, valid from ${calendarDay(read.validFrom)}` : ''
      return `${nameOf(read)} has a new tariff${from}`
    }
    case 'PaymentReceived':
      return read.agent ? `A payment came in for ${whose(read.agent, me)} policy` : 'A payment came in'
    case 'CommissionCalculated':
      return read.agent ? `${capital(whose(read.agent, me))} commission was calculated` : 'A commission was calculated'
    case 'Announcement':
    case 'Mentioned':
      return read.text
    default:
      return read satisfies never
  }
}

/** The sentence with its amount, where nothing beside it shows the amount. */
export function sentenceWithAmount(read: Read, me: string | null): string {
  return read.amount ? `${sentence(read, me)} · ${money(read.amount)}` : sentence(read, me)
}

/** Whose doing it is, if the agent `me` did it herself. */
export function isOwnDoing(read: Read, me: string | null): boolean {
  if (read.__typename === 'Announcement') return isMe(read.author, me)
  const isDoing = read.__typename === 'PolicySold' || read.__typename === 'PolicyTerminated'
  return isDoing && isMe(read.agent, me)
}

/** The policy that this agent may open here: an own one, or any for an administrator. Null where there is none. */
export function policyToOpen(read: Read, viewer: { login: string; role: string } | null): string | null {
  if (!read.policyNumber || !viewer) return null
  const isOwn = 'agent' in read && isMe(read.agent, viewer.login)
  return isOwn || viewer.role === 'ADMIN' ? read.policyNumber : null
}

type Person = { login: string; name: string }

const isMe = (person: Person | null | undefined, me: string | null) => person?.login === me && me !== null
const whose = (person: Person, me: string | null) => (isMe(person, me) ? 'your' : `${person.name}’s`)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const nameOf = ({ product, productCode }: { product?: { name: string } | null; productCode: string }) =>
  product ? properName(product.name) : productCode
