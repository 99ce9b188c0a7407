import { failureText, isForbidden } from '../network/failure.ts'
import { NotAMember } from '../rooms/NotAMember.tsx'
import type { RoomInfo } from '../rooms/useRoomInfo.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Loading } from './ListStates.tsx'
import { MessageLog } from './MessageLog.tsx'
import { useRoom } from './RoomProvider.tsx'

type Props = { roomName: string; room: RoomInfo | null; onLeave(): void }

/** The messages, or why there are none. The log itself begins only when there is something to begin with. */
export function MessageList({ roomName, room, onLeave }: Props) {
  useTexts()
  const { list } = useRoom()
  if (list.status === 'loading') return <Loading />
  const isLetIn = list.status !== 'missing' && !(list.status === 'failed' && isForbidden(list.error))
  if (!isLetIn) return <NotAMember room={room} wasIn={list.region > 0} />
  if (list.status === 'failed') return <Failed text={failureText(list.error)} onRetry={list.retry} />
  // Another region of the room is another log, with a place to begin at.
  return <MessageLog key={list.region} roomName={roomName} onLeave={onLeave} />
}
