export const attention = {
  'attention.typing': '{name} is typing',
  'attention.typingTwo': '{one} and {other} are typing',
  'attention.typingSeveral': 'Several people are typing',
  'attention.inRoom': '{name} in {room}',
} as const
