import { useChatUnread } from '../chat/ChatProvider.tsx'
import { useNotificationsUnread } from '../notifications/NotificationsProvider.tsx'

/** Everything that waits for this agent: messages and notifications. */
export const useUnread = (): number => useChatUnread() + useNotificationsUnread()
