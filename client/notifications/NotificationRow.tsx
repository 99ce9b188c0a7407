import { VisuallyHidden } from '@mantine/core'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { clock, exactly, money } from '../lib/format.ts'
import { useMe } from '../session/useMe.ts'
import { richText, useTexts } from '../texts/texts.ts'
import { LinkedText } from '../ui/LinkedText.tsx'
import { KindIcon } from './KindIcon.tsx'
import { amountName, kindName } from './kinds.ts'
import classes from './NotificationRow.module.css'
import { policyToOpen, Sentence_notification, sentence } from './sentence.ts'

const NotificationRow_notification = graphql(`
  fragment NotificationRow_notification on Notification {
    __typename at amount { amount currencyCode } ...Sentence_notification
    ... on Announcement { author { name } }
    ... on Mentioned { message { id room { id } } }
  }
`)

type Props = { notification: FragmentType<typeof NotificationRow_notification>; fresh: boolean }

/** One thing the business did. */
export function NotificationRow({ notification, fresh }: Props) {
  const t = useTexts()
  const row = readFragment(NotificationRow_notification, notification)
  const { __typename, at, amount } = row
  const read = readFragment(Sentence_notification, row)
  const me = useMe()
  const policyNumber = policyToOpen(read, me)
  const author = row.__typename === 'Announcement' ? row.author?.name : null
  const message = row.__typename === 'Mentioned' ? row.message : null
  return (
    <li className={classes.row} data-fresh={fresh}>
      <KindIcon kind={__typename} size={40} />
      <div className={classes.words}>
        <div className={classes.head}>
          <span className={classes.kind}>{kindName(__typename)}</span>
          {fresh && <span className={classes.fresh}>{t('notifications.new')}</span>}
          {author && <span>{t('notifications.by', { name: author })}</span>}
          <time dateTime={at} title={exactly(at)} className={classes.time}>
            {clock(at)}
          </time>
        </div>
        <p className={classes.text} dir="auto">
          <LinkedText text={sentence(read, me?.login ?? null)} />
        </p>
        {policyNumber && (
          <Link to={`/policies/${encodeURIComponent(policyNumber)}`} className={classes.link}>
            {richText('notifications.openPolicyNumber', {
              number: policyNumber,
              hidden: (content) => <VisuallyHidden component="span">{content}</VisuallyHidden>,
            })}
          </Link>
        )}
        {message && (
          <Link to={`/chat/${encodeURIComponent(message.room.id)}/${message.id}`} className={classes.link}>
            {t('notifications.openMessage')}
          </Link>
        )}
      </div>
      {amount && (
        <div className={classes.amount}>
          <span>{money(amount)}</span>
          <span className={classes.amountLabel}>{amountName(__typename)}</span>
        </div>
      )}
    </li>
  )
}
