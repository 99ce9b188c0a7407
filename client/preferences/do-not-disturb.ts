/** For how long one may want to be left alone, and until when that is, from a moment on. */
export const spans: readonly { label: string; until(now: Date): Date }[] = [
  { label: 'For 30 minutes', until: (now) => new Date(now.getTime() + 30 * 60_000) },
  { label: 'For 1 hour', until: (now) => new Date(now.getTime() + 60 * 60_000) },
  {
    label: 'Until tomorrow 8:00',
    until: (now) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8),
  },
]
