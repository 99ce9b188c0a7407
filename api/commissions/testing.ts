import { randomUUID } from 'node:crypto'
import { createAudit } from '../audit/service.ts'
import { testDatabase } from '../db/testing.ts'
import { centsOf } from '../lib/money.ts'
import { createOutbox } from '../messaging/outbox.ts'
import { aSale, aTermination } from '../payments/testing.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'
import { createCommissionCalculation } from './calculation-service.ts'
import { createCommissions } from './service.ts'

/** The real services of commissions over a database of their own. The clock stands at 20 May 2026, 10:00. */
export async function openCommissions() {
  const { db, drop } = await testDatabase()
  const at = new Date('2026-05-20T10:00:00.000Z')
  const now = () => at
  const { record } = createAudit({ db, now, onLost: () => {} })
  const outbox = createOutbox({ onCommit: () => {} })
  const calculation = createCommissionCalculation({ db, outbox, now, newId: randomUUID })
  const commissions = createCommissions({ db, now, record })
  return {
    db,
    commissions,
    calculation,
    sells: (sale: Partial<PolicySold> = {}, on = at) =>
      db.transaction((tx) => calculation.sold(tx, { event: aSale(sale), at: on })),
    terminates: (termination: Partial<PolicyTerminated> = {}, on = at) =>
      db.transaction((tx) => calculation.terminated(tx, { event: aTermination(termination), at: on })),
    /** The amounts of a policy in euro, as they happened. */
    amountsOf: async (policyNumber = 'P-1') => {
      const [found = []] = await commissions.ofPolicies([policyNumber])
      return found.map(({ amount }) => amount / 100)
    },
    /** The bodies of the events that have not left yet. */
    events: async () => {
      const rows = await db.sql<{ body: string }[]>`select body from outbox order by id`
      return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    },
    clear: () => db.sql`truncate commission, commission_rate, outbox, audit_entry`,
    close: drop,
    cents: centsOf,
  }
}
