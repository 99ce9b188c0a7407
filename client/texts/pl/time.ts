import type { time as english } from '../en/time.ts'
import type { Translated } from '../translated.ts'

export const time: Translated<typeof english> = {
  'time.today': 'Dzisiaj',
  'time.yesterday': 'Wczoraj',
  // Also in the middle of a sentence.
  'time.yesterdayAt': 'wczoraj, {time}',
}
