import { useChat } from '../chat/ChatProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { BackLink } from '../ui/BackLink.tsx'

/** Where there is no room for the list beside the conversation: the way to it, with what is unread elsewhere. */
export function ToRooms() {
  const t = useTexts()
  const { unread } = useChat()
  return (
    <BackLink to="/chat/rooms">{unread > 0 ? t('rooms.titleUnread', { count: unread }) : t('rooms.title')}</BackLink>
  )
}
