import type { Sentence_NotificationFragment } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { calendarDay, money, properName } from '../lib/format.ts'
import { text } from '../texts/texts.ts'

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
    ... on Mentioned { message { text author { name } room { name } } }
  }
`)

type Read = Sentence_NotificationFragment

/**
 * What happened, for the agent `me`, in the language that is shown. The API's own `text` is English, as other clients know
 * it; an announcement is its text.
 */
export function sentence(read: Read, me: string | null): string {
  switch (read.__typename) {
    case 'PolicySold': {
      const product = nameOf(read)
      if (!read.agent) return text('notifications.sold', { product })
      if (isMe(read.agent, me)) return text('notifications.soldByYou', { product })
      return text('notifications.soldBy', { name: read.agent.name, product })
    }
    case 'PolicyTerminated':
      return termination(read, me)
    case 'ProductActivated':
      return text('notifications.activated', { product: nameOf(read) })
    case 'TariffChanged': {
      const product = nameOf(read)
      if (!read.validFrom) return text('notifications.tariff', { product })
      return text('notifications.tariffFrom', { product, day: calendarDay(read.validFrom) })
    }
    case 'PaymentReceived':
      if (!read.agent) return text('notifications.paid')
      if (isMe(read.agent, me)) return text('notifications.paidToYou')
      return text('notifications.paidTo', { name: read.agent.name })
    case 'CommissionCalculated':
      if (read.amount?.amount.startsWith('-')) return takenBack(read, me)
      if (!read.agent) return text('notifications.earned')
      if (isMe(read.agent, me)) return text('notifications.earnedByYou')
      return text('notifications.earnedBy', { name: read.agent.name })
    case 'Announcement':
      return read.text
    case 'Mentioned':
      return mention(read)
    default:
      return read satisfies never
  }
}

function takenBack({ agent }: Extract<Read, { __typename: 'CommissionCalculated' }>, me: string | null): string {
  if (!agent) return text('notifications.takenBack')
  if (isMe(agent, me)) return text('notifications.takenBackFromYou')
  return text('notifications.takenBackFrom', { name: agent.name })
}

function termination(read: Extract<Read, { __typename: 'PolicyTerminated' }>, me: string | null): string {
  const product = nameOf(read)
  const { agent, terminatedOn } = read
  const name = agent?.name ?? ''
  if (!terminatedOn) {
    if (!agent) return text('notifications.terminated', { product })
    return isMe(agent, me)
      ? text('notifications.terminatedOfYou', { product })
      : text('notifications.terminatedOf', { name, product })
  }
  const day = calendarDay(terminatedOn)
  if (!agent) return text('notifications.terminatedOn', { product, day })
  return isMe(agent, me)
    ? text('notifications.terminatedOfYouOn', { product, day })
    : text('notifications.terminatedOfOn', { name, product, day })
}

/** Of a message so much is shown. */
const shownLength = 200

function mention({ message }: Extract<Read, { __typename: 'Mentioned' }>): string {
  const name = message.author.name
  const room = message.room.name
  const line = [...message.text.replace(/\s+/g, ' ').trim()]
  if (line.length === 0) return text('notifications.mentioned', { name, room })
  const said = line.length > shownLength ? `${line.slice(0, shownLength).join('').trimEnd()}…` : line.join('')
  return text('notifications.mentionedSaying', { name, room, said })
}

/** The sentence with its amount, where nothing beside it shows the amount. */
export function sentenceWithAmount(read: Read, me: string | null): string {
  const said = sentence(read, me)
  return read.amount ? text('notifications.withAmount', { sentence: said, amount: money(read.amount) }) : said
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
const nameOf = ({ product, productCode }: { product?: { name: string } | null; productCode: string }) =>
  product ? properName(product.name) : productCode
