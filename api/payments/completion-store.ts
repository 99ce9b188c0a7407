import type { DbClient } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Cents } from '../lib/money.ts'
import type { AccountOwner } from './account.ts'

/** A policy that was sold here; the last three are null unless it is terminated. */
export type SoldPolicy = {
  policyNumber: string
  agentLogin: string
  holder: AccountOwner
  soldAt: Date
  policyFrom: Day
  premium: Cents
  terminatedAt: Date | null
  terminatedOn: Day | null
  refund: Cents | null
}

/** Those whose account is missing, has no premium, or is open though they are terminated; the oldest first. */
export function policiesToComplete(sql: DbClient): Promise<SoldPolicy[]> {
  return sql<SoldPolicy[]>`
    select policy.number::text as policy_number, agent as agent_login, holder, sold_at, cover_from as policy_from,
      total_premium as premium, terminated_at, terminated_on, refund
    from policy left join policy_account on policy_key = policy.number::text
    where terminated_at is not null and status is distinct from 'TERMINATED'
      or not exists (select from account_entry where account = policy_account.number and kind = 'EXPECTED')
    order by sold_at`
}
