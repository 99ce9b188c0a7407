import { failureText } from '../network/failure.ts'
import { Failed } from '../ui/Blank.tsx'
import { Loading, Missing } from './ListStates.tsx'
import { MessageLog } from './MessageLog.tsx'
import { useRoom } from './RoomProvider.tsx'

/** The messages, or why there are none. The log itself begins only when there is something to begin with. */
export function MessageList({ roomName, onLeave }: { roomName: string; onLeave(): void }) {
  const { list } = useRoom()
  if (list.status === 'loading') return <Loading />
  if (list.status === 'failed') return <Failed text={failureText(list.error)} onRetry={list.retry} />
  if (list.status === 'missing') return <Missing />
  // Another region of the room is another log, with a place to begin at.
  return <MessageLog key={list.region} roomName={roomName} onLeave={onLeave} />
}
