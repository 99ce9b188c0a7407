import './ui/mantine-app.css'
import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-router'
import { Provider } from 'urql'
import { liveUrl } from './lib/base.ts'
import { keepOfflinePage } from './lib/offline-page.ts'
import { createAgentClient } from './network/agent-client.ts'
import { createLiveSocket } from './network/live-socket.ts'
import { prefetchScreens, router } from './routes.tsx'
import type { Me } from './session/grant.ts'
import { SignInAgain } from './sign-in/SignInAgain.tsx'

/** Everything one agent sees. The next agent of this browser gets a socket and a client of her own. */
export function AgentApp({ agent, expired }: { agent: Me; expired: boolean }) {
  const [socket] = useState(() => createLiveSocket(liveUrl))
  const [client] = useState(() => createAgentClient(socket))
  useEffect(() => () => socket.close(), [socket])
  useEffect(prefetchScreens, [])
  useEffect(keepOfflinePage, [])
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
      {expired && <SignInAgain agent={agent} />}
    </Provider>
  )
}
