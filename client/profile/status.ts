/** What people say most often, and how long it usually lasts. */
export const suggestions = [
  { emoji: '📞', text: 'With a customer', ending: 'hour' },
  { emoji: '🥪', text: 'At lunch', ending: 'hour' },
  { emoji: '🏠', text: 'Working from home', ending: 'today' },
  { emoji: '🤒', text: 'Off sick', ending: 'today' },
  { emoji: '🌴', text: 'On holiday', ending: 'week' },
]

export const endings = [
  { value: 'half', label: 'For 30 minutes' },
  { value: 'hour', label: 'For an hour' },
  { value: 'today', label: 'For today' },
  { value: 'week', label: 'For this week' },
  { value: 'never', label: 'Until you remove it' },
]

const minute = 60_000

/** When a status that is set now is over, by the clock of this device; a week ends on Sunday. Null is never. */
export function endOf(ending: string, now: Date): Date | null {
  const midnightIn = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  switch (ending) {
    case 'half':
      return new Date(now.getTime() + 30 * minute)
    case 'hour':
      return new Date(now.getTime() + 60 * minute)
    case 'today':
      return midnightIn(1)
    case 'week':
      return midnightIn(7 - ((now.getDay() + 6) % 7))
    default:
      return null
  }
}
