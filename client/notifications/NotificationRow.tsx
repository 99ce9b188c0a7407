import { VisuallyHidden } from '@mantine/core'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { exactly, money, whenShort } from '../lib/format.ts'
import { KindIcon } from './KindIcon.tsx'
import { kinds } from './kinds.ts'
import classes from './NotificationRow.module.css'

const NotificationRow_notification = graphql(`
  fragment NotificationRow_notification on Notification {
    __typename at text policyNumber amount { amount currencyCode }
  }
`)

type Props = { notification: FragmentType<typeof NotificationRow_notification>; fresh: boolean }

/** One thing the business did. */
export function NotificationRow({ notification, fresh }: Props) {
  const { __typename, at, text, policyNumber, amount } = readFragment(NotificationRow_notification, notification)
  const { label, amount: amountLabel } = kinds[__typename]
  return (
    <li className={classes.row} data-fresh={fresh}>
      <KindIcon kind={__typename} size={40} />
      <div className={classes.words}>
        <div className={classes.head}>
          <span className={classes.kind}>{label}</span>
          {fresh && <span className={classes.fresh}>new</span>}
          <time dateTime={at} title={exactly(at)} className={classes.time}>
            {whenShort(at)}
          </time>
        </div>
        <p className={classes.text} dir="auto">
          {text}
        </p>
        {policyNumber && (
          <Link to={`/policies/${encodeURIComponent(policyNumber)}`} className={classes.link}>
            Open policy<VisuallyHidden component="span"> {policyNumber}</VisuallyHidden>
          </Link>
        )}
      </div>
      {amount && (
        <div className={classes.amount}>
          <span>{money(amount)}</span>
          <span className={classes.amountLabel}>{amountLabel}</span>
        </div>
      )}
    </li>
  )
}
