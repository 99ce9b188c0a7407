import type { attention as english } from '../en/attention.ts'
import type { Translated } from '../translated.ts'

export const attention: Translated<typeof english> = {
  'attention.typing': '{name} pisze',
  'attention.typingTwo': '{one} i {other} piszą',
  'attention.typingSeveral': 'Kilka osób pisze',
  'attention.inRoom': '{name} · {room}',
}
