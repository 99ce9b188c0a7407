import { useParams } from 'react-router'
import { usePeople } from '../people/PeopleProvider.tsx'
import { everybody } from '../rooms/room-words.ts'
import { Sidebar } from '../rooms/Sidebar.tsx'
import { useRoomKeys } from '../rooms/useRoomKeys.ts'
import { KnownLoginsProvider } from '../text/KnownLogins.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './ChatPage.module.css'
import { useChat } from './ChatProvider.tsx'
import { Conversation } from './Conversation.tsx'
import { RoomProvider } from './RoomProvider.tsx'

/** One's rooms and the one that is looked at. On a phone the rooms are a screen of their own. */
export function ChatPage() {
  const t = useTexts()
  const { room: roomId = everybody, message } = useParams()
  useRoomKeys(roomId)
  const { me } = useChat()
  const logins = usePeople().people?.map(({ login }) => login) ?? []
  return (
    <div className={classes.chat}>
      <aside className={classes.sidebar} aria-label={t('chat.yourRooms')}>
        <Sidebar current={roomId} />
      </aside>
      <div className={classes.conversation}>
        <RoomProvider key={roomId} roomId={roomId}>
          <KnownLoginsProvider logins={logins} me={me.login}>
            <Conversation messageId={message ?? null} />
          </KnownLoginsProvider>
        </RoomProvider>
      </div>
    </div>
  )
}
