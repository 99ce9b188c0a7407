import { useEffect, useRef } from 'react'
import { type FragmentType, graphql } from '../gql/index.ts'
import { backoff } from '../lib/backoff.ts'
import { useRead } from '../network/useRead.ts'
import type { Account_account } from './Account.tsx'
import { useOnPolicyNews } from './useOnPolicyNews.ts'

const AccountOf = graphql(`
  query AccountOf($policyNumber: ID!) {
    account(policyNumber: $policyNumber) { number ...Account_account }
  }
`)

/**
 * The account of a policy, as it is now: it is read again when something happens to the policy. With `isAwaited` there must
 * be one, and it is waited for: it is opened a moment after the sale. Undefined until the answer is there.
 */
export function useAccount(
  policyNumber: string,
  { isAwaited }: { isAwaited: boolean },
): FragmentType<typeof Account_account> | null | undefined {
  const { data, retry } = useRead(AccountOf, { policyNumber })
  useOnPolicyNews(policyNumber, retry)
  const looks = useRef(0)
  const again = useRef(retry)
  again.current = retry
  useEffect(() => {
    if (!isAwaited || !data || data.account) return
    const timer = setTimeout(() => again.current(), backoff(looks.current++))
    return () => clearTimeout(timer)
  }, [data, isAwaited])
  return data?.account
}
