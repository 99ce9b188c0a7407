import { useChatUnread } from '../chat/ChatProvider.tsx'
import { useNotificationsUnread } from '../notifications/NotificationsProvider.tsx'

/** Messages and notifications this agent has not looked at. */
export const useUnread = (): number => useChatUnread() + useNotificationsUnread()
