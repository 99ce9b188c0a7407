/** What a window of the app says of itself. */
export type WindowActivity = {
  /** Nobody has used it for five minutes. */
  idle: boolean
  /** It is visible, whether or not somebody uses it. */
  inSight: boolean
}

/** The same of several windows together. `idle` is null where none of them has said. */
export type Activity = { idle: boolean | null; inSight: boolean }

/** How somebody is there. */
export type PresenceState = 'ACTIVE' | 'IDLE' | 'OFFLINE'

/** The most active one counts; one that says nothing does not, unless none does. */
export function joined(activities: Iterable<Activity>): Activity {
  let idle: boolean | null = null
  let inSight = false
  for (const one of activities) {
    if (one.idle !== null) idle = one.idle && (idle ?? true)
    inSight ||= one.inSight
  }
  return { idle, inSight }
}

/** Who is connected by programs alone, which say nothing, is active. */
export const stateOf = (activity: Activity | undefined): PresenceState => {
  if (!activity) return 'OFFLINE'
  return activity.idle ? 'IDLE' : 'ACTIVE'
}

const digits: Record<string, boolean | null> = { 0: null, 1: false, 2: true }
const inSightDigit = 3

/** Activities as digits from 0 to 5, one each: an announcement has thousands. */
export function encodeActivities(activities: readonly Activity[]): string {
  const digitOf = ({ idle, inSight }: Activity) => (idle === null ? 0 : idle ? 2 : 1) + (inSight ? inSightDigit : 0)
  return activities.map(digitOf).join('')
}

/** Null for what {@link encodeActivities} does not write. */
export function decodeActivities(text: string): Activity[] | null {
  if (!/^[0-5]*$/.test(text)) return null
  return [...text].map((digit) => ({
    idle: digits[Number(digit) % inSightDigit] ?? null,
    inSight: Number(digit) >= inSightDigit,
  }))
}
