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

export type Kind = Sentence_NotificationFragment['__typename']

type Look = {
  label: string
  /** Many of them, to choose from. */
  plural: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  tone: 'good' | 'bad' | 'money' | 'plain' | 'loud'
  /** What the amount is. */
  amount: string
}

/** How each kind of notification is named and shown. */
export const kinds: Record<Kind, Look> = {
  PolicySold: { label: 'Policy sold', plural: 'Sales', icon: IconShieldCheck, tone: 'good', amount: 'Premium' },
  PolicyTerminated: {
    label: 'Policy terminated',
    plural: 'Terminations',
    icon: IconFileOff,
    tone: 'bad',
    amount: 'Refund',
  },
  ProductActivated: {
    label: 'New product',
    plural: 'New products',
    icon: IconPackage,
    tone: 'plain',
    amount: 'Amount',
  },
  TariffChanged: { label: 'Tariff changed', plural: 'Tariffs', icon: IconReceipt2, tone: 'plain', amount: 'Amount' },
  PaymentReceived: { label: 'Payment received', plural: 'Payments', icon: IconCash, tone: 'money', amount: 'Payment' },
  CommissionCalculated: {
    label: 'Commission',
    plural: 'Earnings',
    icon: IconCoins,
    tone: 'money',
    amount: 'Commission',
  },
  Announcement: {
    label: 'Announcement',
    plural: 'Notices to everybody',
    icon: IconSpeakerphone,
    tone: 'loud',
    amount: 'Amount',
  },
  Mentioned: { label: 'Mention', plural: 'Mentions', icon: IconAt, tone: 'loud', amount: 'Amount' },
}
