import type { DbClient } from '../db/db.ts'
import type { AuditAction, AuditRecord } from './audit.ts'

/** Newer entries have greater ids, except for those that were written at the same moment by several processes. */
export type AuditEntry = {
  id: number
  at: Date
  action: AuditAction
  actor: string | null
  subject: string | null
  detail: string | null
  address: string | null
}

export async function insertEntry(db: DbClient, { action, actor, ...rest }: AuditRecord, at: Date): Promise<void> {
  const { subject = null, detail = null, address = null } = rest
  await db`insert into audit_entry ${db({ at, action, actor, subject, detail, address })}`
}

/** Only where the login exists: invented ones, of which anybody can send any number, are not kept. */
export async function insertRefusedLogIn(db: DbClient, login: string, address: string, at: Date): Promise<void> {
  await db`
    insert into audit_entry (at, action, actor, address)
    select ${at}, 'LOG_IN_REFUSED', login, ${address} from agent where login = ${login}`
}

export type AuditFilter = {
  actor: string | null
  subject: string | null
  actions: readonly AuditAction[] | null
}

/** Newest first. */
export function entriesBefore(
  db: DbClient,
  { actor, subject, actions }: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEntry[]> {
  return db<AuditEntry[]>`
    select id, at, action, actor, subject, detail, address from audit_entry
    where true
      ${actor === null ? db`` : db`and actor = ${actor}`}
      ${subject === null ? db`` : db`and subject = ${subject}`}
      ${actions === null ? db`` : db`and action = any(${[...actions]}::text[])`}
      ${before === null ? db`` : db`and id < ${before}`}
    order by id desc limit ${limit}`
}
