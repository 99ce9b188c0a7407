import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Sale } from './store.ts'

type SoldHere = Omit<Sale, 'policyKey' | 'soldOn'> & { terminatedAt: Date | null; terminatedOn: Day | null }
type TerminatedHere = { policyNumber: string; terminatedAt: Date; terminatedOn: Day | null }

/** Up to `limit` policies that were sold here and whose sale was not told, the earliest first. */
export async function policiesNotTold(tx: Tx, limit: number): Promise<SoldHere[]> {
  return tx<SoldHere[]>`
    select policy.number::text as policy_number, policy.product_code, policy.agent, policy.sold_at, policy.cover_from,
      total_premium as premium, policy.terminated_at, policy.terminated_on
    from policy left join sale on policy_key = policy.number::text
    where sale.sold_at is null order by policy.sold_at, policy.number limit ${limit}`
}

/** Up to `limit` policies that were terminated here and of which the sale alone was told, the earliest first. */
export async function terminationsNotTold(db: DbClient, limit: number): Promise<TerminatedHere[]> {
  return db<TerminatedHere[]>`
    select policy.number::text as policy_number, policy.terminated_at, policy.terminated_on
    from policy join sale on policy_key = policy.number::text
    where policy.terminated_at is not null and sale.terminated_at is null and sale.sold_at is not null
    order by policy.terminated_at, policy.number limit ${limit}`
}
