import { type Day, daysBetween, isDay } from '../lib/day.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { type Cents, difference, divideHalfEven, sum } from '../lib/money.ts'
import type { PolicyHolder } from './holder.ts'

/** A cover as it was sold: its name is the one of that day. */
export type PolicyCover = { code: string; name: string; premium: Cents }

/** What holds from a moment on: version 1 as agreed, version 2 as it stands after the termination. */
export type PolicyVersion = {
  number: number
  coverFrom: Day
  coverTo: Day
  covers: PolicyCover[]
  totalPremium: Cents
}

type Sold = {
  number: string
  /** What people call it by, `P-2741-8836-5`. */
  shortNumber: string
  offerNumber: string
  productCode: string
  /** The versions by which it was sold. */
  productVersion: number
  tariffVersion: number
  /** The login of who made the offer. */
  agent: string
  holder: PolicyHolder
  soldAt: Date
  agreed: PolicyVersion
}

export type ActivePolicy = Sold & { status: 'ACTIVE' }

/** `refund` and the premium of `remaining` make up the premium that was agreed. */
export type TerminatedPolicy = Sold & {
  status: 'TERMINATED'
  terminatedAt: Date
  remaining: PolicyVersion
  refund: Cents
}

/** A policy or an offer that is not kept yet: the database makes its short number. */
export type Unnumbered<T> = Omit<T, 'shortNumber'>

export type Policy = ActivePolicy | TerminatedPolicy

/** What a termination would keep and return. */
export type TerminationPreview = { kept: Cents; refund: Cents }

/** The version in force. */
export function versionInForce(policy: Policy): PolicyVersion {
  return policy.status === 'TERMINATED' ? policy.remaining : policy.agreed
}

/** Every version, the oldest first. */
export function versions(policy: Policy): PolicyVersion[] {
  return policy.status === 'TERMINATED' ? [policy.agreed, policy.remaining] : [policy.agreed]
}

/**
 * Ends the cover on a day of it, both ends included. Each cover keeps its premium for the days that were used, rounded
 * to cents half to even; the rest of the total goes back. The last day itself does not count: from 1 to 11 June are ten
 * days, and a termination on 4 June has used three. Refuses with POLICY_ALREADY_TERMINATED, TERMINATION_OUTSIDE_COVER.
 */
export function terminate(policy: Policy, on: string, at: Date): TerminatedPolicy {
  if (!isDay(on))
    throw new InvalidInput([{ path: 'terminationDate', message: 'Expected an existing day, YYYY-MM-DD.' }])
  if (policy.status === 'TERMINATED')
    throw new DomainError(
      'POLICY_ALREADY_TERMINATED',
      `Policy ${policy.number} was already terminated on ${policy.remaining.coverTo}.`,
    )
  const { coverFrom, coverTo } = policy.agreed
  if (on < coverFrom || on > coverTo)
    throw new DomainError(
      'TERMINATION_OUTSIDE_COVER',
      `Policy ${policy.number} covers ${coverFrom} to ${coverTo}; it cannot be terminated on ${on}.`,
    )
  const remaining = keepUntil(policy.agreed, on)
  return {
    ...policy,
    status: 'TERMINATED',
    terminatedAt: at,
    remaining,
    refund: difference(policy.agreed.totalPremium, remaining.totalPremium),
  }
}

function keepUntil(agreed: PolicyVersion, on: Day): PolicyVersion {
  const days = daysBetween(agreed.coverFrom, agreed.coverTo)
  const used = daysBetween(agreed.coverFrom, on)
  const covers = agreed.covers.map((cover) => ({ ...cover, premium: divideHalfEven(cover.premium * used, days) }))
  return { number: agreed.number + 1, coverFrom: agreed.coverFrom, coverTo: on, covers, totalPremium: total(covers) }
}

export function total(covers: readonly PolicyCover[]): Cents {
  return sum(covers.map((cover) => cover.premium))
}

export const coverStatuses = ['UPCOMING', 'IN_FORCE', 'ENDED', 'TERMINATED'] as const
/** What a policy is on a day. */
export type CoverStatus = (typeof coverStatuses)[number]

/** Both ends of the cover belong to it; one that was terminated is so from then on, whatever day its cover ends. */
export function coverStatusOn(today: Day, policy: Policy): CoverStatus {
  if (policy.status === 'TERMINATED') return 'TERMINATED'
  const { coverFrom, coverTo } = policy.agreed
  if (today < coverFrom) return 'UPCOMING'
  return today > coverTo ? 'ENDED' : 'IN_FORCE'
}
