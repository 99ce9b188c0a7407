import { useThrottledCallback } from '@mantine/hooks'
import { useMemo } from 'react'
import { useChat } from '../chat/ChatProvider.tsx'
import { readFragment } from '../gql/index.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { useNotifications } from '../notifications/NotificationsProvider.tsx'
import { Sentence_notification } from '../notifications/sentence.ts'

/** In milliseconds: however much is sold meanwhile, nothing is asked more often. */
const pause = 1_000

/** Calls back when the news tell that policies were sold or terminated: by the agent, or by anybody. */
export function useOnSales(whose: 'own' | 'all', callback: () => void): void {
  const { me } = useChat()
  const { list } = useNotifications()
  const newest = useMemo(() => {
    const isMeant = (news: (typeof list.edges)[number]) => {
      const read = readFragment(Sentence_notification, news.node)
      if (read.__typename !== 'PolicySold' && read.__typename !== 'PolicyTerminated') return false
      return whose === 'all' || read.agent?.login === me.login
    }
    return list.edges.findLast(isMeant)?.cursor ?? ''
  }, [list.edges, whose, me.login])
  useOnChange(newest, useThrottledCallback(callback, pause))
}
