import type { Unread } from '../chat/open-rooms.ts'
import { whenShort } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { useTexts } from '../texts/texts.ts'

/** "105 new since 09:12", with the day when it is another one. */
export function UnreadName({ unread: { count, since } }: { unread: Unread }) {
  useToday()
  const t = useTexts()
  return <span>{t('chat.newSince', { count, when: whenShort(since) })}</span>
}
