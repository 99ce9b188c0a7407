import type { ReactNode } from 'react'
import type { AuditAction } from '../gql/graphql.ts'
import { richText, text } from '../texts/texts.ts'

type Entry = {
  action: AuditAction
  actor: { name: string } | null
  subject: string | null
  detail: string | null
  address: string | null
}

/** In the order in which they are offered. */
export const auditActions = [
  'LOGGED_IN',
  'LOG_IN_REFUSED',
  'LOGGED_OUT',
  'AGENT_CREATED',
  'AGENT_CHANGED',
  'AGENT_DEACTIVATED',
  'AGENT_ACTIVATED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'SESSIONS_ENDED',
  'PICTURE_REMOVED',
  'ROOM_CREATED',
  'ROOM_CHANGED',
  'ROOM_ARCHIVED',
  'ROOM_REOPENED',
  'MEMBERS_ADDED',
  'MEMBER_REMOVED',
  'MEMBER_ROLE_CHANGED',
  'MESSAGE_DELETED',
  'ANNOUNCED',
  'ANNOUNCEMENT_TAKEN_DOWN',
  'BANK_STATEMENT_IMPORTED',
  'PAYMENT_ASSIGNED',
  'PAYMENT_DISMISSED',
  'COMMISSION_RATE_CHANGED',
  'PRODUCT_ACTIVATED',
  'PRODUCT_WITHDRAWN',
  'PRODUCT_PUBLISHED',
  'TARIFF_PUBLISHED',
] as const satisfies AuditAction[]

export const isAuditAction = (value: string): value is AuditAction => auditActions.some((action) => action === value)

/** What was done and by whom; `strong` puts weight on the name. */
export function auditSentence(
  { action, actor, subject, detail, address }: Entry,
  strong: (name: ReactNode) => ReactNode,
): ReactNode {
  const shared = { who: actor?.name ?? text('admin.somebody'), b: strong }
  if (action === 'LOGGED_IN' || action === 'LOG_IN_REFUSED')
    return address
      ? richText(`audit.did.${action}.FROM`, { ...shared, address })
      : richText(`audit.did.${action}`, shared)
  return richText(`audit.did.${action}`, { ...shared, whom: subject ?? text('audit.somebody'), detail: detail ?? '' })
}
