import type { DbClient, Tx } from '../db/db.ts'
import { keyOf } from '../lib/letter-case.ts'
import type { Cents } from '../lib/money.ts'
import type { BasisPoints, Commission, CommissionKind } from './commission.ts'

/** An entry that may have no agent, rate and amount: there is no commission, or the sale has not come yet. */
export type Entry = Omit<Commission, 'agentLogin' | 'rate' | 'amount'> & {
  agentLogin: string | null
  rate: BasisPoints | null
  amount: Cents | null
}

/** Of one policy, sale and termination are taken in one after the other. */
export async function lockPolicy(tx: Tx, policyNumber: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('parley.commissions'), hashtext(${keyOf(policyNumber)}))`
}

export async function entryOf(tx: Tx, policyNumber: string, kind: CommissionKind): Promise<Entry | null> {
  const [row] = await tx<Entry[]>`
    select id, kind, policy_number, product_code, agent_login, base, basis_points as rate, amount, at from commission
    where policy_key = ${keyOf(policyNumber)} and kind = ${kind}`
  return row ?? null
}

/** Replaces the entry of the same policy and kind. */
export async function saveEntry(tx: Tx, { rate, ...entry }: Entry): Promise<void> {
  const row = {
    ...entry,
    policyKey: keyOf(entry.policyNumber),
    agentKey: entry.agentLogin && keyOf(entry.agentLogin),
    basisPoints: rate,
  }
  await tx`
    insert into commission ${tx(row)}
    on conflict (policy_key, kind) do update set agent_login = excluded.agent_login, agent_key = excluded.agent_key,
      basis_points = excluded.basis_points, amount = excluded.amount`
}

/** A policy that was sold here; the last two are null unless it is terminated. */
export type SoldPolicy = {
  policyNumber: string
  productCode: string
  agentLogin: string
  premium: Cents
  soldAt: Date
  terminatedAt: Date | null
  refund: Cents | null
}

/** Those whose sale or termination was not taken in, the oldest first. */
export function policiesToComplete(sql: DbClient): Promise<SoldPolicy[]> {
  return sql<SoldPolicy[]>`
    select number::text as policy_number, product_code, agent as agent_login, total_premium as premium, sold_at,
      terminated_at, refund
    from policy
    where not exists (select from commission where policy_key = policy.number::text and kind = 'SALE')
      or terminated_at is not null
        and not exists (select from commission where policy_key = policy.number::text and kind = 'TERMINATION')
    order by sold_at`
}
