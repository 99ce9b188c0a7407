import type { Db } from '../db/db.ts'
import { decodeIdCursor, encodeIdCursor } from '../lib/id-cursor.ts'
import { type Page, pageSize } from '../lib/page.ts'
import type { AuditAction, RecordAudit } from './audit.ts'
import * as store from './store.ts'

export type AuditArgs = {
  actor?: string | null
  subject?: string | null
  actions?: readonly AuditAction[] | null
  first?: number | null
  after?: string | null
}

export type Audit = {
  record: RecordAudit
  /** A wrong password of an agent there is. Does not wait, so that an unknown login is not told apart by time. */
  logInRefused(login: string, address: string): void
  /** Newest first. Throws INVALID_INPUT for a cursor of something else. */
  auditLog(args: AuditArgs): Promise<Page<store.AuditEntry>>
}

export function createAudit(deps: {
  db: Db
  now: () => Date
  /** A refused log-in could not be written down. */
  onLost: (error: unknown) => void
}): Audit {
  const { db, now, onLost } = deps
  return {
    record: (tx, record) => store.insertEntry(tx, record, now()),
    logInRefused: (login, address) => {
      store.insertRefusedLogIn(db.sql, login, address, now()).catch(onLost)
    },
    auditLog: async ({ actor = null, subject = null, actions = null, first, after }) => {
      const { size } = pageSize({ first }, 'first')
      const before = after == null ? null : decodeIdCursor('audit', after)
      const entries = await store.entriesBefore(db.sql, { actor, subject, actions }, before, size + 1)
      return {
        edges: entries.slice(0, size).map((node) => ({ cursor: encodeIdCursor('audit', node.id), node })),
        hasNextPage: entries.length > size,
        hasPreviousPage: before !== null,
      }
    },
  }
}
