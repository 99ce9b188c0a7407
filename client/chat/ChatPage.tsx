import { PeopleButton } from '../people/PeopleButton.tsx'
import { Page } from '../shell/Page.tsx'
import { Announcer } from './Announcer.tsx'
import { useChat } from './ChatProvider.tsx'
import { Composer } from './Composer.tsx'
import { MessageList } from './MessageList.tsx'

/** The room of all agents. */
export function ChatPage() {
  const { roomId, roomName, sender, me, list } = useChat()
  return (
    <Page title={roomName} about="Everybody who sells reads this" layout="fill" actions={<PeopleButton />}>
      <MessageList />
      <Composer
        login={me.login}
        roomId={roomId}
        roomName={roomName}
        onSend={sender.send}
        disabled={list.status === 'missing'}
      />
      <Announcer />
    </Page>
  )
}
