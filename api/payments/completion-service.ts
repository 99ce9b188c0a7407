import type { Db } from '../db/db.ts'
import { policiesToComplete, type SoldPolicy } from './completion-store.ts'
import type { Payments } from './service.ts'

/**
 * Does for policies that were sold or terminated here what their events did not do: during an upgrade, a process of the
 * version before may tell them when nobody has a queue for payments yet. May run beside other processes and the events,
 * which change nothing then.
 */
export async function completeAccounts(
  db: Db,
  payments: Pick<Payments, 'openAccount' | 'closeAccount'>,
): Promise<void> {
  const complete = (policy: SoldPolicy): Promise<void> =>
    db.transaction(async (tx) => {
      const { soldAt, terminatedAt, refund } = policy
      await payments.openAccount(tx, { event: policy, at: soldAt })
      if (terminatedAt === null || refund === null) return
      await payments.closeAccount(tx, { event: { ...policy, refund }, at: terminatedAt })
    })
  for (const policy of await policiesToComplete(db.sql)) await complete(policy)
}
