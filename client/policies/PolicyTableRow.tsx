import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, dayKey, money, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { Found, Matched } from './Matched.tsx'
import classes from './PolicyTable.module.css'
import { Status } from './Status.tsx'

const PolicyTableRow_edge = graphql(`
  fragment PolicyTableRow_edge on PolicyEdge {
    ...Matched_edge
    node {
      number shortNumber status policyFrom policyTo soldAt
      product { name }
      policyHolder { firstName lastName }
      totalPremium { amount currencyCode }
    }
  }
`)

/** One policy in its columns; the whole row leads to it. */
export function PolicyTableRow({ edge }: { edge: FragmentType<typeof PolicyTableRow_edge> }) {
  useTexts()
  const read = readFragment(PolicyTableRow_edge, edge)
  const { number, shortNumber, policyFrom, policyTo, soldAt, product, policyHolder, totalPremium } = read.node
  return (
    <tr>
      <th scope="row">
        <Link to={`/policies/${encodeURIComponent(number)}`} className={classes.link}>
          <Matched edge={read} field="HOLDER" text={`${policyHolder.firstName} ${policyHolder.lastName}`} />
        </Link>
        <Found edge={read} />
      </th>
      <td className={classes.number} title={number}>
        <Matched edge={read} field="SHORT_NUMBER" text={shortNumber} />
      </td>
      <td>{properName(product.name)}</td>
      <td className={classes.day}>{calendarDay(policyFrom)}</td>
      <td className={classes.day}>{calendarDay(policyTo)}</td>
      <td className={classes.day}>{calendarDay(dayKey(soldAt))}</td>
      <td>
        <Status policy={read.node} />
      </td>
      <td className={classes.figure}>{money(totalPremium)}</td>
    </tr>
  )
}
