import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, period, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import rows from '../ui/LinkRows.module.css'
import { Found, Matched } from './Matched.tsx'
import classes from './PolicyRow.module.css'
import { Status } from './Status.tsx'

const PolicyRow_edge = graphql(`
  fragment PolicyRow_edge on PolicyEdge {
    ...Matched_edge
    node {
      number shortNumber status policyFrom policyTo
      product { name }
      policyHolder { firstName lastName }
      totalPremium { amount currencyCode }
    }
  }
`)

/** One policy of the list where there is no room for columns; the whole row leads to it. */
export function PolicyRow({ edge }: { edge: FragmentType<typeof PolicyRow_edge> }) {
  useTexts()
  const read = readFragment(PolicyRow_edge, edge)
  const { number, shortNumber, policyFrom, policyTo, product, policyHolder, totalPremium } = read.node
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(number)}`} className={`${rows.row} ${classes.row}`}>
        <span className={classes.holder}>
          <Matched edge={read} field="HOLDER" text={`${policyHolder.firstName} ${policyHolder.lastName}`} />
          <Found edge={read} />
        </span>
        <span className={classes.product}>{properName(product.name)}</span>
        <span className={classes.period}>{period(policyFrom, policyTo)}</span>
        <span className={classes.number} title={number}>
          <Matched edge={read} field="SHORT_NUMBER" text={shortNumber} />
        </span>
        <span className={classes.status}>
          <Status policy={read.node} />
        </span>
        <span className={classes.premium}>{money(totalPremium)}</span>
      </Link>
    </li>
  )
}
