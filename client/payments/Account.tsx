import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Payments.module.css'

export const Account_account = graphql(`
  fragment Account_account on PolicyAccount {
    number
    status
    balance { amount currencyCode }
    entries { kind amount { amount currencyCode } effectiveOn }
  }
`)

/** The balance of an account and how it came about. */
export function Account({ account }: { account: FragmentType<typeof Account_account> }) {
  const t = useTexts()
  const { number, status, balance, entries } = readFragment(Account_account, account)
  // What is listed is never changed or taken away, so the place in the list is a key.
  const rows = entries.map((entry, place) => ({ ...entry, place }))
  const isOwed = status === 'ACTIVE' && balance.amount.startsWith('-')
  return (
    <>
      <p className={classes.balance} data-owed={isOwed}>
        <span className={classes.label}>{t('payments.balance')}</span> {money(balance)}
      </p>
      <ol className={classes.entries} aria-label={t('payments.entries')}>
        {rows.map(({ place, kind, amount, effectiveOn }) => (
          <li key={place} className={classes.entry}>
            <span className={classes.kind}>{t(`payments.kind.${kind}`)}</span>
            <span className={classes.day}>{calendarDay(effectiveOn)}</span>
            <span className={classes.amount}>
              {kind === 'IN' ? '+' : '−'}
              {money(amount)}
            </span>
          </li>
        ))}
      </ol>
      <p className={classes.number}>
        {t('payments.accountNumber')} <code>{number}</code>
      </p>
    </>
  )
}
