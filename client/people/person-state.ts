import type { Presence } from '../gql/graphql.ts'
import { minutesAgo, whenShort } from '../lib/format.ts'
import { text } from '../texts/texts.ts'
import type { Person } from './presence.ts'

type State = Pick<Person, 'presence' | 'lastSeenAt'>

/** How somebody is there, in a word. */
export const presenceWord = (presence: Presence): string => text(`people.presence.${presence}`)

const hour = 3_600_000

/** "online", "idle", "last seen 5 min ago", "last seen 14:05", or "offline" for somebody who never was online. */
export function stateText({ presence, lastSeenAt }: State, now = new Date()): string {
  if (presence !== 'OFFLINE' || !lastSeenAt) return presenceWord(presence)
  const gone = now.getTime() - new Date(lastSeenAt).getTime()
  const when = gone >= hour ? whenShort(lastSeenAt, now) : minutesAgo(Math.max(1, Math.floor(gone / 60_000)))
  return text('people.lastSeen', { when })
}

/** What somebody says of themselves, unless it is over. */
export function statusOf({ status }: Pick<Person, 'status'>, now = new Date()) {
  if (!status || (status.until && new Date(status.until) <= now)) return null
  return { emoji: status.emoji ?? '', text: status.text ?? '' }
}
