/** The six that answer most messages, in one order, so that a hand finds them. */
export const quickEmoji = [
  { emoji: '👍', label: 'thumbs up' },
  { emoji: '❤️', label: 'red heart' },
  { emoji: '😂', label: 'face with tears of joy' },
  { emoji: '🎉', label: 'party popper' },
  { emoji: '🙏', label: 'folded hands' },
  { emoji: '👀', label: 'eyes' },
] as const
