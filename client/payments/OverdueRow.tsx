import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money, shortNumber } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import rows from '../ui/LinkRows.module.css'
import classes from './Overdue.module.css'

const OverdueRow_overdue = graphql(`
  fragment OverdueRow_overdue on OverdueAccount {
    owed { amount currencyCode }
    since
    days
    account { policyNumber owner { firstName lastName } agent { name } }
  }
`)

/** An account on which something is owed; the whole row leads to its policy. */
export function OverdueRow({ overdue }: { overdue: FragmentType<typeof OverdueRow_overdue> }) {
  const t = useTexts()
  const { owed, since, days, account } = readFragment(OverdueRow_overdue, overdue)
  const { policyNumber, owner, agent } = account
  const name = [owner.firstName, owner.lastName].filter((part) => part !== null).join(' ')
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(policyNumber)}`} className={`${rows.row} ${classes.row}`}>
        <span className={classes.owner}>{name || t('payments.unknownOwner')}</span>
        <span className={classes.number} title={policyNumber}>
          {shortNumber(policyNumber)}
        </span>
        <span className={classes.agent}>{agent?.name ?? t('policies.notKnown')}</span>
        <span className={classes.since}>{t('payments.overdueFor', { days, since: calendarDay(since) })}</span>
        <span className={classes.owed}>{money(owed)}</span>
      </Link>
    </li>
  )
}
