/** For how long one may want to be left alone, and until when that is, from a moment on. */
export const spans = [
  { label: 'preferences.for30Minutes', until: (now: Date) => new Date(now.getTime() + 30 * 60_000) },
  { label: 'preferences.for1Hour', until: (now: Date) => new Date(now.getTime() + 60 * 60_000) },
  {
    label: 'preferences.untilTomorrow',
    until: (now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8),
  },
] as const
