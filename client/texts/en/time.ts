export const time = {
  'time.today': 'Today',
  'time.yesterday': 'Yesterday',
  'time.yesterdayAt': 'Yesterday, {time}',
} as const
