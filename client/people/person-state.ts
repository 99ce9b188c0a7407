import { whenShort } from '../lib/format.ts'
import type { Person } from './presence.ts'

type State = Pick<Person, 'online' | 'lastSeenAt'>

/** "online", "last seen 14:05", or "offline" for somebody who never was online. */
export function stateText({ online, lastSeenAt }: State, now = new Date()): string {
  if (online) return 'online'
  return lastSeenAt ? `last seen ${whenShort(lastSeenAt, now)}` : 'offline'
}

/** What somebody says of themselves, unless it is over. */
export function statusOf({ status }: Pick<Person, 'status'>, now = new Date()) {
  if (!status || (status.until && new Date(status.until) <= now)) return null
  return { emoji: status.emoji ?? '', text: status.text ?? '' }
}
