import type { Presence } from '../gql/graphql.ts'
import { whenShort } from '../lib/format.ts'
import type { Person } from './presence.ts'

type State = Pick<Person, 'presence' | 'lastSeenAt'>

const words: Record<Presence, string> = { ACTIVE: 'online', IDLE: 'idle', OFFLINE: 'offline' }

/** How somebody is there, in a word. */
export const presenceWord = (presence: Presence): string => words[presence]

const hour = 3_600_000
const minutesAgo = new Intl.RelativeTimeFormat('en-GB', { style: 'short' })

/** "online", "idle", "last seen 5 min ago", "last seen 14:05", or "offline" for somebody who never was online. */
export function stateText({ presence, lastSeenAt }: State, now = new Date()): string {
  if (presence !== 'OFFLINE' || !lastSeenAt) return presenceWord(presence)
  const gone = now.getTime() - new Date(lastSeenAt).getTime()
  if (gone >= hour) return `last seen ${whenShort(lastSeenAt, now)}`
  return `last seen ${minutesAgo.format(-Math.max(1, Math.floor(gone / 60_000)), 'minute')}`
}

/** What somebody says of themselves, unless it is over. */
export function statusOf({ status }: Pick<Person, 'status'>, now = new Date()) {
  if (!status || (status.until && new Date(status.until) <= now)) return null
  return { emoji: status.emoji ?? '', text: status.text ?? '' }
}
