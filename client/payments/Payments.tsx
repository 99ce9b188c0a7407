import { Skeleton } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import { Account } from './Account.tsx'
import classes from './Payments.module.css'
import { useAccount } from './useAccount.ts'

type Props = {
  policyNumber: string
  /** The policy is there, so its account will be. */
  isAwaited: boolean
}

/** What a policy costs and what was paid for it; nothing where there is no account. */
export function Payments({ policyNumber, isAwaited }: Props) {
  const t = useTexts()
  const account = useAccount(policyNumber, { isAwaited })
  if (!account && !isAwaited) return null
  return (
    <section className={classes.card} aria-labelledby="payments-heading">
      <h2 id="payments-heading" className={classes.heading}>
        {t('payments.title')}
      </h2>
      {account ? (
        <Account account={account} />
      ) : (
        <Skeleton height={90} radius="md" role="status" aria-label={t('payments.loading')} />
      )}
    </section>
  )
}
