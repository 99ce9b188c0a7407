import { useRef } from 'react'
import { Link } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import type { LastLine_MessageFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { useRead } from '../network/useRead.ts'
import { RoomIcon } from '../rooms/RoomIcon.tsx'
import { nameFor, type RoomEntry } from '../rooms/room-list.ts'
import { sectionsOf } from '../rooms/room-sections.ts'
import { UnreadCount } from '../rooms/UnreadCount.tsx'
import { plainText } from '../text/message-tree.ts'
import { text, useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import { Card, LoadingRows, NoRows, rowsAtFirst } from './Card.tsx'
import classes from './Home.module.css'

/** The rooms in which something waits to be read: where one is mentioned first, then by what was said last. */
export function UnreadRooms() {
  const t = useTexts()
  const { rooms } = useChat()
  const { mentions, unread } = sectionsOf(rooms ?? [], () => false)
  const waiting = [...mentions, ...unread].slice(0, rowsAtFirst)
  return (
    <Card
      title={t('rooms.section.unread')}
      all={{ to: '/chat/rooms', label: t('admin.allRooms') }}
      className={`${classes.across} ${classes.rooms}`}
    >
      {rooms === null && <LoadingRows label={t('admin.loadingRooms')} />}
      {rooms !== null && waiting.length === 0 && (
        <NoRows to="/chat" action={t('home.openChat')}>
          {t('home.allRead')}
        </NoRows>
      )}
      {waiting.length > 0 && <RoomRows rooms={waiting} />}
    </Card>
  )
}

const LastLine_message = graphql(`
  fragment LastLine_message on Message { text deletedAt author { login name } attachments { name } }
`)

const LastLines = graphql(`
  query LastLines($ids: [ID!]!) { rooms(ids: $ids) { id lastMessage { id ...LastLine_message } } }
`)

function RoomRows({ rooms }: { rooms: readonly RoomEntry[] }) {
  useTexts()
  const { me } = useChat()
  const { data, retry } = useRead(LastLines, { ids: rooms.map(({ id }) => id) })
  // The list of rooms is kept alive and has no texts: they are read when the last message is another one.
  useOnChange(rooms.map(({ lastMessage }) => lastMessage?.id).join(), retry)
  const lines = useRef(new Map<string, LastLine_MessageFragment>())
  for (const { id, lastMessage } of data?.rooms ?? [])
    if (lastMessage) lines.current.set(id, readFragment(LastLine_message, lastMessage))
  return (
    <ul className={classes.list}>
      {rooms.map((room) => (
        <li key={room.id}>
          <Link to={`/chat/${room.id}`} className={classes.row}>
            <span className={classes.icon}>
              <RoomIcon room={room} me={me.login} size={32} />
            </span>
            <span className={classes.words}>
              <span className={classes.name}>{nameFor(room, me.login)}</span>
              <span className={classes.about} dir="auto">
                {lineText(lines.current.get(room.id), me.login)}
              </span>
            </span>
            <span className={classes.end}>
              {room.lastMessage && <When at={room.lastMessage.sentAt} className={classes.when} />}
              <UnreadCount room={room} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** A space where it is not known yet, which is as high as a line. */
function lineText(message: LastLine_MessageFragment | undefined, me: string): string {
  if (!message) return '\u00a0'
  if (message.deletedAt) return text('messages.deleted')
  const name = message.author.login === me ? text('home.you') : message.author.name
  const said = plainText(message.text) || message.attachments.map(({ name }) => name).join(', ')
  return text('chat.said', { name, text: said })
}
