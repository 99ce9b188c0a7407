import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, moment, money, properName, shortNumber } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import rows from '../ui/LinkRows.module.css'
import classes from './SoldPolicies.module.css'

const SoldPolicyRow_policy = graphql(`
  fragment SoldPolicyRow_policy on SoldPolicy {
    number
    productCode
    product { name }
    login
    agent { name }
    premium { amount currencyCode }
    soldAt
    coverFrom
    terminated
    terminatedOn
  }
`)

/** A policy as its events told of it. It leads to the policy, which says so where the agent may not open it. */
export function SoldPolicyRow({ policy }: { policy: FragmentType<typeof SoldPolicyRow_policy> }) {
  const t = useTexts()
  const { number, productCode, product, login, agent, premium, soldAt, coverFrom, terminated, terminatedOn } =
    readFragment(SoldPolicyRow_policy, policy)
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(number)}`} className={`${rows.row} ${classes.row}`}>
        <span className={classes.main}>
          <span className={classes.product}>{product ? properName(product.name) : productCode}</span>
          <span className={classes.number} title={number}>
            {shortNumber(number)}
          </span>
        </span>
        <span className={classes.about}>
          {t('sales.soldBy', { name: agent?.name ?? login ?? t('sales.nobody'), when: moment(soldAt) })}
        </span>
        <span className={classes.about}>
          {t('sales.coverFrom', { day: calendarDay(coverFrom) })}
          {terminated && <Ended on={terminatedOn ?? null} />}
        </span>
        <span className={classes.premium}>{money(premium)}</span>
      </Link>
    </li>
  )
}

function Ended({ on }: { on: string | null }) {
  const t = useTexts()
  return (
    <span className={classes.ended}>
      {on ? t('sales.terminatedOn', { day: calendarDay(on) }) : t('policies.status.Terminated')}
    </span>
  )
}
