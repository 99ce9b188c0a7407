import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, period, properName, shortNumber } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import rows from '../ui/LinkRows.module.css'
import classes from './PolicyRow.module.css'
import { Status } from './Status.tsx'

const PolicyRow_policy = graphql(`
  fragment PolicyRow_policy on Policy {
    number
    status
    policyFrom
    policyTo
    product { name }
    policyHolder { firstName lastName }
    totalPremium { amount currencyCode }
  }
`)

/** One policy of the list; the whole row leads to it. */
export function PolicyRow({ policy }: { policy: FragmentType<typeof PolicyRow_policy> }) {
  useTexts()
  const read = readFragment(PolicyRow_policy, policy)
  const { number, policyFrom, policyTo, product, policyHolder, totalPremium } = read
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(number)}`} className={`${rows.row} ${classes.row}`}>
        <span className={classes.holder}>
          {policyHolder.firstName} {policyHolder.lastName}
        </span>
        <span className={classes.product}>{properName(product.name)}</span>
        <span className={classes.period}>{period(policyFrom, policyTo)}</span>
        <span className={classes.number} title={number}>
          {shortNumber(number)}
        </span>
        <span className={classes.status}>
          <Status policy={read} />
        </span>
        <span className={classes.premium}>{money(totalPremium)}</span>
      </Link>
    </li>
  )
}
