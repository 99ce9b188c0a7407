import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { dayKey } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { DayName } from '../ui/Moment.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import classes from './NotificationsPage.module.css'

const NotificationDays_notification = graphql(`
  fragment NotificationDays_notification on Notification { id at ...NotificationRow_notification }
`)

type Shown = { node: FragmentType<typeof NotificationDays_notification>; fresh: boolean }

/** Notifications below the days on which they happened, in the order they are given in. */
export function NotificationDays({ shown }: { shown: readonly Shown[] }) {
  const t = useTexts()
  return byDay(shown).map(({ first, entries }) => (
    <section key={first.id} aria-labelledby={`day-${first.id}`} className={classes.day}>
      <h2 id={`day-${first.id}`} className={classes.dayName}>
        <DayName at={first.at} />
      </h2>
      <ol className={classes.list} aria-label={t('notifications.newestFirst')}>
        {entries.map(({ read, fresh }) => (
          <NotificationRow key={read.id} notification={read} fresh={fresh} />
        ))}
      </ol>
    </section>
  ))
}

function byDay(shown: readonly Shown[]) {
  const entries = shown.map(({ node, fresh }) => ({ read: readFragment(NotificationDays_notification, node), fresh }))
  const days: { first: (typeof entries)[number]['read']; entries: typeof entries }[] = []
  for (const entry of entries) {
    const last = days.at(-1)
    if (last && dayKey(last.first.at) === dayKey(entry.read.at)) last.entries.push(entry)
    else days.push({ first: entry.read, entries: [entry] })
  }
  return days
}
