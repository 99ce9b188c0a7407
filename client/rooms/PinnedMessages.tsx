import { ActionIcon, Skeleton } from '@mantine/core'
import { IconPinnedOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useClient } from 'urql'
import { useChat } from '../chat/ChatProvider.tsx'
import { useRoom } from '../chat/RoomProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { setPin } from '../messages/pin.ts'
import { mayPinIn } from '../messages/rights.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { plainText } from '../text/message-tree.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { When } from '../ui/Moment.tsx'
import classes from './PinnedMessages.module.css'
import type { RoomInfo } from './useRoomInfo.ts'

const Pinned_message = graphql(`
  fragment Pinned_message on Message {
    id text sentAt author { name } attachments { name } pinnedBy { name }
  }
`)

const PinnedMessagesOf = graphql(`
  query PinnedMessages($roomId: ID!) { room(id: $roomId) { id pinnedMessages { id ...Pinned_message } } }
`)

type Props = { room: RoomInfo; onLeave(): void }

/** What the room has pinned, that which was pinned last first; each leads to where it was said. */
export function PinnedMessages({ room: { id, kind, membership, archivedAt }, onLeave }: Props) {
  const t = useTexts()
  const { me } = useChat()
  const { room, list } = useRoom()
  const { data, error, retry } = useRead(PinnedMessagesOf, { roomId: id })
  useOnChange(`${useStore(room.pinChanges)} ${list.reloads}`, retry)
  const [wrong, setWrong] = useState<string | null>(null)
  const client = useClient()
  const messages = data?.room?.pinnedMessages ?? null
  if (!messages && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!messages) return <Skeleton height={120} radius="md" role="status" aria-label={t('rooms.loadingPinned')} />
  const viewer = { login: me.login, role: me.role, inRoom: membership?.role ?? null }
  const mayUnpin = archivedAt == null && mayPinIn(kind, viewer)
  if (messages.length === 0)
    return <p className={classes.none}>{mayUnpin ? t('rooms.nonePinned') : t('rooms.nonePinnedByOthers')}</p>
  return (
    <section aria-label={t('rooms.pinnedMessages')}>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
      <ul className={classes.list}>
        {messages.map((message) => (
          <Pinned
            key={message.id}
            roomId={id}
            message={message}
            onLeave={onLeave}
            onUnpin={mayUnpin ? async () => setWrong(await setPin(client, message.id, false)) : null}
          />
        ))}
      </ul>
    </section>
  )
}

type PinnedProps = {
  roomId: string
  message: FragmentType<typeof Pinned_message>
  onLeave(): void
  /** Null for who may not. */
  onUnpin: (() => void) | null
}

function Pinned({ roomId, message, onLeave, onUnpin }: PinnedProps) {
  const t = useTexts()
  const { id, text, sentAt, author, attachments, pinnedBy } = readFragment(Pinned_message, message)
  const said = plainText(text) || attachments.map(({ name }) => name).join(', ')
  return (
    <li className={classes.pinned}>
      <Link to={`/chat/${roomId}/${id}`} state={{ keepsFocus: true }} className={classes.message} onClick={onLeave}>
        <span className={classes.head}>
          <strong>{author.name}</strong> <When at={sentAt} />
        </span>
        <span className={classes.text} dir="auto">
          {said}
        </span>
        {pinnedBy && <span className={classes.by}>{t('messages.pinnedBy', { name: pinnedBy.name })}</span>}
      </Link>
      {onUnpin && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('rooms.unpin', { text: said.slice(0, 60) })}
          title={t('messages.unpin')}
          onClick={onUnpin}
        >
          <IconPinnedOff size={17} />
        </ActionIcon>
      )}
    </li>
  )
}
