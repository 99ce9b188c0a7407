import type { RecordAudit } from './audit/audit.ts'
import type { Db } from './db/db.ts'
import type { Outbox } from './messaging/outbox.ts'
import { createBooking, type WireNumbers } from './payments/booking-service.ts'
import { createPayments, type Payments } from './payments/service.ts'
import { createStatementImports, type StatementImports } from './payments/statement-service.ts'
import { createUnmatchedPayments, type UnmatchedPayments } from './payments/unmatched-service.ts'

/** The services of payments: accounts, bank statements, and what is assigned by hand. */
export function createPaying(deps: {
  db: Db
  outbox: Outbox
  record: RecordAudit
  wireNumbers: WireNumbers
  now: () => Date
  newId: () => string
}): { payments: Payments; statements: StatementImports; unmatchedPayments: UnmatchedPayments } {
  const booking = createBooking(deps)
  return {
    payments: createPayments(deps),
    statements: createStatementImports({ ...deps, booking }),
    unmatchedPayments: createUnmatchedPayments({ ...deps, booking }),
  }
}
