import type { Day } from '../lib/day.ts'
import { type Cents, centsOf, sum } from '../lib/money.ts'

/** A payment that is expected lowers the balance, as one that goes out does; one that comes in raises it. */
export type EntryKind = 'EXPECTED' | 'IN' | 'OUT'

/** `effectiveOn` is the day from which it counts: when it is due, or the accounting date of the bank. */
export type AccountEntry = { kind: EntryKind; amount: Cents; effectiveOn: Day; createdAt: Date }

/** Who pays, as far as the events say. */
export type AccountOwner = { firstName: string | null; lastName: string | null }

/** What a policy costs and what was paid for it, whoever sold it. */
export type PolicyAccount = {
  /** A UUID: what bank statements call it by. */
  number: string
  policyNumber: string
  owner: AccountOwner
  /** Who sold the policy, as the event of the sale writes it; null where it names nobody or has not come yet. */
  agentLogin: string | null
  status: 'ACTIVE' | 'TERMINATED'
  /** In the order in which they became effective. */
  entries: AccountEntry[]
}

/** The sum of what is effective on or before a day; negative when something is owed. */
export function balanceOn(day: Day, entries: readonly AccountEntry[]): Cents {
  return sum(entries.filter(({ effectiveOn }) => effectiveOn <= day).map(signed))
}

function signed({ kind, amount }: AccountEntry): Cents {
  return kind === 'IN' ? amount : centsOf(0 - amount)
}

/** The premium of a policy that was sold, due on the first day of its cover. */
export function expectedPremium(sale: { premium: Cents; dueOn: Day }, createdAt: Date): AccountEntry {
  return { kind: 'EXPECTED', amount: sale.premium, effectiveOn: sale.dueOn, createdAt }
}

/** What goes back to the owner when a policy is terminated, on the day of the termination. */
export function refund(termination: { refund: Cents; on: Day }, createdAt: Date): AccountEntry {
  return { kind: 'OUT', amount: termination.refund, effectiveOn: termination.on, createdAt }
}

/**
 * Since when something is owed on a day: payments settle the oldest expected one first. Null when nothing is owed, and
 * for a terminated policy, whose account is settled with its refund.
 */
export function overdueSince(day: Day, { status, entries }: Pick<PolicyAccount, 'status' | 'entries'>): Day | null {
  if (status === 'TERMINATED' || balanceOn(day, entries) >= 0) return null
  const effective = entries.filter(({ effectiveOn }) => effectiveOn <= day)
  const expected = effective.filter(({ kind }) => kind === 'EXPECTED')
  let covered: number = sum(effective.filter(({ kind }) => kind !== 'EXPECTED').map(signed))
  for (const { amount, effectiveOn } of expected.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))) {
    covered -= amount
    if (covered < 0) return effectiveOn
  }
  // More has gone out than ever came in.
  return effective[0]?.effectiveOn ?? null
}
