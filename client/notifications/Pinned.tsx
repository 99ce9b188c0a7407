import { ActionIcon } from '@mantine/core'
import { IconPinFilled, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useClient } from 'urql'
import { graphql, readFragment } from '../gql/index.ts'
import { moment } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { LinkedText } from '../ui/LinkedText.tsx'
import { When } from '../ui/Moment.tsx'
import { useNotifications } from './NotificationsProvider.tsx'
import classes from './Pinned.module.css'
import { Sentence_notification } from './sentence.ts'

const PinnedAnnouncements = graphql(`
  query PinnedAnnouncements { pinnedAnnouncements { id text pinnedAt shownUntil author { name } } }
`)

const UnpinAnnouncement = graphql(`
  mutation UnpinAnnouncement($input: UnpinAnnouncementInput!) {
    unpinAnnouncement(input: $input) { __typename }
  }
`)

/**
 * The announcements that stay in sight. A screen that is about them gives `empty` for none, and is told when they could
 * not be read. Administrators can take them down.
 */
export function Pinned({ empty = null }: { empty?: ReactNode }) {
  const t = useTexts()
  const client = useClient()
  const me = useMe()
  const { data, error, retry } = useRead(PinnedAnnouncements, {})
  useAgain(retry, data?.pinnedAnnouncements.map(({ shownUntil }) => shownUntil) ?? [])
  const announcements = data?.pinnedAnnouncements ?? []
  if (!data && error && empty) return <Failed text={failureText(error)} onRetry={retry} />
  if (announcements.length === 0) return data ? empty : null

  const takeDown = (id: string) => client.mutation(UnpinAnnouncement, { input: { id } }).toPromise().then(retry)
  return (
    <ul className={classes.list} aria-label={t('notifications.pinned')}>
      {announcements.map(({ id, text, author, pinnedAt, shownUntil }) => (
        <li key={id} className={classes.pinned}>
          <IconPinFilled size={18} aria-hidden="true" className={classes.pin} />
          <div className={classes.words}>
            <div className={classes.text} dir="auto">
              <LinkedText text={text} />
            </div>
            <div className={classes.author}>
              {author.name} · <When at={pinnedAt} />
              {shownUntil && ` · ${t('notifications.shownUntil', { moment: moment(shownUntil) })}`}
            </div>
          </div>
          {me?.role === 'ADMIN' && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('notifications.takeDown', { text: text.slice(0, 60) })}
              onClick={() => takeDown(id)}
            >
              <IconX size={18} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Reads again when somebody has announced something, when the window comes back, and when the time of one is over. */
function useAgain(read: () => void, ends: readonly (string | null)[]): void {
  const again = useRef(read)
  again.current = read
  const { list } = useNotifications()
  const newest = list.edges.findLast(
    ({ node }) => readFragment(Sentence_notification, node).__typename === 'Announcement',
  )?.cursor
  const known = useRef(newest)
  useEffect(() => {
    if (known.current !== newest) again.current()
    known.current = newest
  }, [newest])
  const soonest = ends.flatMap((end) => (end === null ? [] : [Date.parse(end)])).sort((a, b) => a - b)[0]
  useEffect(() => {
    const look = () => !document.hidden && again.current()
    document.addEventListener('visibilitychange', look)
    // A timer of browsers takes 24 days at most.
    const timer =
      soonest === undefined ? undefined : setTimeout(look, Math.min(soonest - Date.now() + 500, 2 ** 31 - 1))
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(timer)
    }
  }, [soonest])
}
