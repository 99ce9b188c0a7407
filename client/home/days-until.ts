import { locale } from '../texts/texts.ts'

/** Whole days from one calendar day (`YYYY-MM-DD`) to another; negative for one that is over. */
export const daysUntil = (day: string, today: string): number => (Date.parse(day) - Date.parse(today)) / 86_400_000

/** "today", "tomorrow", "in 5 days". */
export const inDays = (days: number): string =>
  new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day')
