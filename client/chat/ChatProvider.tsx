import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useClient } from 'urql'
import type { ChatProvider_EdgeFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { liveSource } from '../live/live.ts'
import type { Edge } from '../live/timeline.ts'
import { type LiveList, useLive } from '../live/useLive.ts'
import type { Me } from '../session/grant.ts'
import { session } from '../session/session.ts'
import type { Pending } from './outbox.ts'
import { countUnseen, lastSeen, saveSeen } from './seen.ts'
import { createSender } from './sender.ts'

const roomId = 'general'

const ChatProvider_edge = graphql(`
  fragment ChatProvider_edge on MessageEdge {
    cursor
    node { id clientId author { login } ...MessageList_message ...Announcer_message }
  }
`)

const ChatPage = graphql(`
  query ChatPage($roomId: ID!, $last: Int!, $before: Cursor) {
    room(id: $roomId) {
      name
      messages(last: $last, before: $before) {
        edges { ...ChatProvider_edge }
        pageInfo { hasPreviousPage endCursor }
      }
    }
  }
`)

const ChatLive = graphql(`
  subscription ChatLive($roomId: ID!, $after: Cursor) {
    messageReceived(roomId: $roomId, after: $after) { ...ChatProvider_edge }
  }
`)

export type ChatMessage = ChatProvider_EdgeFragment['node']

const source = liveSource({
  page: ChatPage,
  live: ChatLive,
  variables: { roomId },
  pageOf: ({ room }) =>
    room && {
      edges: room.messages.edges.map((edge) => readFragment(ChatProvider_edge, edge)),
      hasOlder: room.messages.pageInfo.hasPreviousPage,
      endCursor: room.messages.pageInfo.endCursor ?? null,
    },
  edgeOf: ({ messageReceived }) => readFragment(ChatProvider_edge, messageReceived),
})

type Chat = {
  me: Me
  roomId: string
  roomName: string
  list: LiveList<ChatMessage>
  sender: ReturnType<typeof createSender>
  pending: readonly Pending[]
  unread: number
  /** The last message seen; null when this browser has never shown the room. */
  seen: string | null
  markSeen(): void
}

const Context = createContext<Chat | null>(null)

/** The room of all agents: its messages, what is on its way there, and what has not been looked at. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const now = useStore(session)
  const me = 'agent' in now ? now.agent : null
  if (!me) return null
  return <Room me={me}>{children}</Room>
}

function Room({ me, children }: { me: Me; children: ReactNode }) {
  const client = useClient()
  const [sender] = useState(() => createSender(client, me.login, roomId))
  const [roomName, setRoomName] = useState('General')
  const [seen, setSeen] = useState(() => lastSeen(me.login, roomId))
  const confirm = (edges: readonly Edge<ChatMessage>[]) => {
    const mine = edges.filter(({ node }) => node.author.login === me.login && node.clientId)
    sender.confirm(new Set(mine.map(({ node }) => node.clientId ?? '')))
  }
  const list = useLive(source, {
    onNew: confirm,
    onLoaded({ room }) {
      if (!room) return
      setRoomName(room.name)
      confirm(room.messages.edges.map((edge) => readFragment(ChatProvider_edge, edge)))
    },
  })
  const pending = useStore(sender.store)
  useEffect(() => sender.start(), [sender])

  const lines = useMemo(() => list.edges.map(({ node }) => ({ id: node.id, login: node.author.login })), [list.edges])
  const last = lines.at(-1)?.id ?? null
  const markSeen = () => {
    if (last === null || last === seen) return
    setSeen(last)
    saveSeen(me.login, roomId, last)
  }
  const unread = countUnseen(lines, seen, me.login)
  return <Context value={{ me, roomId, roomName, list, sender, pending, unread, seen, markSeen }}>{children}</Context>
}

export function useChat(): Chat {
  const chat = useContext(Context)
  if (!chat) throw new Error('useChat is for children of ChatProvider')
  return chat
}

export const useChatUnread = (): number => useChat().unread
