import { useRef } from 'react'
import { PeopleButton } from '../people/PeopleButton.tsx'
import { usePeople } from '../people/PeopleProvider.tsx'
import { KnownLoginsProvider } from '../text/KnownLogins.tsx'
import { Page } from '../ui/Page.tsx'
import { Announcer } from './Announcer.tsx'
import { useChat } from './ChatProvider.tsx'
import { Composer } from './Composer.tsx'
import { MessageList } from './MessageList.tsx'

/** The room of all agents. */
export function ChatPage() {
  const composer = useRef<HTMLTextAreaElement>(null)
  const { roomId, roomName, sender, me, list } = useChat()
  const logins = usePeople().people?.map(({ login }) => login) ?? []
  return (
    <Page title={roomName} about="Everybody who sells reads this" layout="fill" actions={<PeopleButton />}>
      <KnownLoginsProvider logins={logins} me={me.login}>
        <MessageList onLeave={() => composer.current?.focus()} />
      </KnownLoginsProvider>
      <Composer
        ref={composer}
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
