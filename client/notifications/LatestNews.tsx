import { Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { useRef } from 'react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useMe } from '../session/useMe.ts'
import { richText, useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import { KindIcon } from './KindIcon.tsx'
import { kindName } from './kinds.ts'
import classes from './LatestNews.module.css'
import { useNotifications } from './NotificationsProvider.tsx'
import { useNewsInSight } from './news-in-sight.ts'
import { Pinned } from './Pinned.tsx'
import { policyToOpen, Sentence_notification, sentenceWithAmount } from './sentence.ts'

const LatestNews_notification = graphql(`
  fragment LatestNews_notification on Notification { __typename at ...Sentence_notification }
`)

const shown = 6

/** The last few things the business did, beside whatever the agent is doing. */
export function LatestNews({ showsPinned }: { showsPinned: boolean }) {
  const t = useTexts()
  const { list } = useNotifications()
  const heading = useRef<HTMLHeadingElement>(null)
  useNewsInSight(heading)
  return (
    <section aria-labelledby="news-heading">
      <h2 ref={heading} id="news-heading" className={classes.heading}>
        {t('notifications.latest')}
        <Link to="/notifications" className={classes.all}>
          {richText('notifications.allOfThem', {
            hidden: (content) => <VisuallyHidden component="span">{content}</VisuallyHidden>,
          })}
        </Link>
      </h2>
      {showsPinned && <Pinned />}
      {list.status === 'loading' && (
        <Skeleton height={160} radius="md" role="status" aria-label={t('notifications.loadingNews')} />
      )}
      {list.status === 'failed' && <Text size="sm">{t('notifications.newsNotLoaded')}</Text>}
      {list.status === 'ready' && list.edges.length === 0 && (
        <Text size="sm" c="var(--p-muted)">
          {t('notifications.nothingYetShort')}
        </Text>
      )}
      <ul className={classes.list}>
        {list.edges
          .slice(-shown)
          .toReversed()
          .map(({ node }) => (
            <News key={node.id} notification={node} />
          ))}
      </ul>
    </section>
  )
}

function News({ notification }: { notification: FragmentType<typeof LatestNews_notification> }) {
  useTexts()
  const news = readFragment(LatestNews_notification, notification)
  const { __typename, at } = news
  const read = readFragment(Sentence_notification, news)
  const me = useMe()
  const policyNumber = policyToOpen(read, me)
  const words = (
    <>
      <span className={classes.kind}>{kindName(__typename)}</span>
      <span className={classes.text} dir="auto">
        {sentenceWithAmount(read, me?.login ?? null)}
      </span>
      <When at={at} className={classes.time} />
    </>
  )
  return (
    <li className={classes.news}>
      <KindIcon kind={__typename} size={32} />
      {policyNumber ? (
        <Link to={`/policies/${encodeURIComponent(policyNumber)}`} className={classes.words}>
          {words}
        </Link>
      ) : (
        <div className={classes.words}>{words}</div>
      )}
    </li>
  )
}
