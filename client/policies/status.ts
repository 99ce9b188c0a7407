import type { CoverStatus, PolicyStatus } from '../gql/graphql.ts'

export type Covered = { status: PolicyStatus; policyFrom: string; policyTo: string }

/** What a policy is to people on a day (`YYYY-MM-DD`); the last day of the cover belongs to it. */
export type StatusWord = 'Upcoming' | 'InForce' | 'Ended' | 'Terminated'

/** The words for what the server calls them. */
export const statusWords: Record<CoverStatus, StatusWord> = {
  UPCOMING: 'Upcoming',
  IN_FORCE: 'InForce',
  ENDED: 'Ended',
  TERMINATED: 'Terminated',
}

export function statusOn(today: string, { status, policyFrom, policyTo }: Covered): StatusWord {
  if (status === 'TERMINATED') return 'Terminated'
  if (today < policyFrom) return 'Upcoming'
  return today > policyTo ? 'Ended' : 'InForce'
}
