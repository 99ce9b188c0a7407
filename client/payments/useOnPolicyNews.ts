import { readFragment } from '../gql/index.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { useNotifications } from '../notifications/NotificationsProvider.tsx'
import { Sentence_notification } from '../notifications/sentence.ts'

/** Calls back when the news tell something of a policy. */
export function useOnPolicyNews(policyNumber: string, callback: () => void): void {
  const { list } = useNotifications()
  const isMeant = (news: (typeof list.edges)[number]) =>
    readFragment(Sentence_notification, news.node).policyNumber?.toLowerCase() === policyNumber.toLowerCase()
  useOnChange(list.edges.findLast(isMeant)?.cursor ?? '', callback)
}
