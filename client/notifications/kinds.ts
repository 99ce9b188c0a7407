import {
  IconCash,
  IconCoins,
  IconFileOff,
  IconPackage,
  IconReceipt2,
  IconShieldCheck,
  IconSpeakerphone,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { NotificationRow_NotificationFragment } from '../gql/graphql.ts'

export type Kind = NotificationRow_NotificationFragment['__typename']

type Look = {
  label: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  tone: 'good' | 'bad' | 'money' | 'plain' | 'loud'
  /** What the amount is. */
  amount: string
}

/** How each kind of notification is named and shown. */
export const kinds: Record<Kind, Look> = {
  PolicySold: { label: 'Policy sold', icon: IconShieldCheck, tone: 'good', amount: 'Premium' },
  PolicyTerminated: { label: 'Policy terminated', icon: IconFileOff, tone: 'bad', amount: 'Refund' },
  ProductActivated: { label: 'New product', icon: IconPackage, tone: 'plain', amount: 'Amount' },
  TariffChanged: { label: 'Tariff changed', icon: IconReceipt2, tone: 'plain', amount: 'Amount' },
  PaymentReceived: { label: 'Payment received', icon: IconCash, tone: 'money', amount: 'Payment' },
  CommissionCalculated: { label: 'Commission', icon: IconCoins, tone: 'money', amount: 'Commission' },
  Announcement: { label: 'Announcement', icon: IconSpeakerphone, tone: 'loud', amount: 'Amount' },
}
