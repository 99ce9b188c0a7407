import './ui/mantine-app.css'
import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-router'
import { Provider } from 'urql'
import { liveUrl } from './lib/base.ts'
import { keepOfflinePage } from './lib/offline-page.ts'
import { watchToday } from './lib/today.ts'
import { createAgentClient } from './network/agent-client.ts'
import { createLiveSocket } from './network/live-socket.ts'
import { prefetchScreens, router } from './routes.tsx'
import { removeAllHolders } from './selling/holder-draft.ts'
import type { Me } from './session/grant.ts'
import { session } from './session/session.ts'
import { SignInAgain } from './sign-in/SignInAgain.tsx'

/** Everything one agent sees. The next agent of this browser gets a socket and a client of her own. */
export function AgentApp({ agent, expired }: { agent: Me; expired: boolean }) {
  const [socket] = useState(() => createLiveSocket(liveUrl))
  const [client] = useState(() => createAgentClient(socket))
  useEffect(() => () => socket.close(), [socket])
  useEffect(() => () => void (session.get().status === 'signed-out' && removeAllHolders()), [])
  useEffect(prefetchScreens, [])
  useEffect(keepOfflinePage, [])
  useEffect(watchToday, [])
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
      {expired && <SignInAgain agent={agent} />}
    </Provider>
  )
}
