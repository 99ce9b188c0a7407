import { type Channel, isObject, isTexts } from '../pubsub/channels.ts'
import { type Activity, decodeActivities, encodeActivities } from './activity.ts'

/** The agents connected to a process. */
export type Announcement = {
  process: string
  logins: string[]
  /** What is known of each of them, as {@link encodeActivities} writes it. */
  activities: string
  /** Asks the other processes to announce theirs. */
  hello: boolean
}

export const announcements: Channel<Announcement> = {
  name: 'presence',
  version: 1,
  parse: (received) => {
    if (!isObject(received)) return null
    const { process, logins, hello } = received
    if (typeof process !== 'string' || !isTexts(logins) || typeof hello !== 'boolean') return null
    // Processes of the last version say nothing of it.
    const { activities = '0'.repeat(logins.length) } = received
    const isFit = typeof activities === 'string' && decodeActivities(activities)?.length === logins.length
    return isFit ? { process, logins, activities, hello } : null
  },
}

export function announcementOf(process: string, agents: readonly [string, Activity][], hello: boolean): Announcement {
  const logins = agents.map(([login]) => login)
  return { process, logins, activities: encodeActivities(agents.map(([, activity]) => activity)), hello }
}

/** By login. */
export function agentsOf({ logins, activities }: Announcement): ReadonlyMap<string, Activity> {
  const known = decodeActivities(activities) ?? []
  return new Map(logins.map((login, i) => [login, known[i] ?? { idle: null, inSight: false }]))
}

/** The login of an agent of whom something has changed. */
export const profiles: Channel<string> = {
  name: 'presence:profiles',
  version: 1,
  parse: (received) => (typeof received === 'string' ? received : null),
}
