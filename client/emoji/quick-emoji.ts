/** The six that answer most messages, in one order, so that a hand finds them. */
export const quickEmoji = [
  { emoji: '👍', label: 'emoji.quick.thumbsUp' },
  { emoji: '❤️', label: 'emoji.quick.heart' },
  { emoji: '😂', label: 'emoji.quick.joy' },
  { emoji: '🎉', label: 'emoji.quick.party' },
  { emoji: '🙏', label: 'emoji.quick.thanks' },
  { emoji: '👀', label: 'emoji.quick.eyes' },
] as const
