/** What people say most often, and how long it usually lasts. */
export const suggestions = [
  { emoji: '📞', text: 'profile.customer', ending: 'hour' },
  { emoji: '🥪', text: 'profile.lunch', ending: 'hour' },
  { emoji: '🏠', text: 'profile.home', ending: 'today' },
  { emoji: '🤒', text: 'profile.sick', ending: 'today' },
  { emoji: '🌴', text: 'profile.holiday', ending: 'week' },
] as const

export const endings = [
  { value: 'half', label: 'profile.for30Minutes' },
  { value: 'hour', label: 'profile.forHour' },
  { value: 'today', label: 'profile.forToday' },
  { value: 'week', label: 'profile.forWeek' },
  { value: 'never', label: 'profile.untilRemoved' },
] as const

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
