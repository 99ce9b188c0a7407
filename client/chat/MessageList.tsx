import { failureText } from '../network/failure.ts'
import { Failed } from '../ui/Blank.tsx'
import { useChat } from './ChatProvider.tsx'
import { Loading, Missing } from './ListStates.tsx'
import { MessageLog } from './MessageLog.tsx'

/** The messages, or why there are none. The log itself begins only when there is something to begin with. */
export function MessageList({ onLeave }: { onLeave(): void }) {
  const { list } = useChat()
  if (list.status === 'loading') return <Loading />
  if (list.status === 'failed') return <Failed text={failureText(list.error)} onRetry={list.retry} />
  if (list.status === 'missing') return <Missing />
  return <MessageLog onLeave={onLeave} />
}
