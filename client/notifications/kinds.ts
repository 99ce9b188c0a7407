import {
  IconAt,
  IconCash,
  IconCoins,
  IconFileOff,
  IconPackage,
  IconReceipt2,
  IconShieldCheck,
  IconSpeakerphone,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Sentence_NotificationFragment } from '../gql/graphql.ts'
import { text } from '../texts/texts.ts'

export type Kind = Sentence_NotificationFragment['__typename']

type Look = {
  icon: ComponentType<{ size?: number; stroke?: number }>
  tone: 'good' | 'bad' | 'money' | 'plain' | 'loud'
}

/** How each kind of notification is shown. */
export const kinds: Record<Kind, Look> = {
  PolicySold: { icon: IconShieldCheck, tone: 'good' },
  PolicyTerminated: { icon: IconFileOff, tone: 'bad' },
  ProductActivated: { icon: IconPackage, tone: 'plain' },
  TariffChanged: { icon: IconReceipt2, tone: 'plain' },
  PaymentReceived: { icon: IconCash, tone: 'money' },
  CommissionCalculated: { icon: IconCoins, tone: 'money' },
  Announcement: { icon: IconSpeakerphone, tone: 'loud' },
  Mentioned: { icon: IconAt, tone: 'loud' },
}

export const isKind = (value: string | null): value is Kind => value !== null && Object.hasOwn(kinds, value)

/** What one of a kind is called. */
export const kindName = (kind: Kind): string => text(`notifications.kind.${kind}`)

/** What many of a kind are called, to choose from. */
export const kindsName = (kind: Kind): string => text(`notifications.kinds.${kind}`)

/** What the amount is. */
export function amountName(kind: Kind): string {
  switch (kind) {
    case 'PolicySold':
      return text('notifications.premium')
    case 'PolicyTerminated':
      return text('notifications.refund')
    case 'PaymentReceived':
      return text('notifications.payment')
    case 'CommissionCalculated':
      return text('notifications.commission')
    default:
      return text('notifications.amount')
  }
}
