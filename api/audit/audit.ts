import type { DbClient } from '../db/db.ts'

/** What is kept in the audit log. Clients switch on these. */
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
] as const

export type AuditAction = (typeof auditActions)[number]

export type AuditRecord = {
  action: AuditAction
  /** The login of whoever did it, or tried to. */
  actor: string
  /** The login, or the id of the room, message, notification, policy, product, import or line of a bank statement that it was done to. */
  subject?: string
  /** What changed, in words of the API: never a password, a token or the text of a message. */
  detail?: string
  /** From which network address, where that is known. */
  address?: string
}

/**
 * Writes down who did what, in the transaction that does it: what is not committed was not done. Direct rooms are
 * private: nothing of them is recorded.
 */
export type RecordAudit = (tx: DbClient, record: AuditRecord) => Promise<void>
