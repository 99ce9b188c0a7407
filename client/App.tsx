import { useState } from 'react'
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router'
import { type Client, Provider } from 'urql'
import { ChatPage } from './chat/ChatPage.tsx'
import { useStore } from './lib/store.ts'
import { NotificationsPage } from './notifications/NotificationsPage.tsx'
import { PoliciesPage } from './policies/PoliciesPage.tsx'
import { PolicyPage } from './policies/PolicyPage.tsx'
import { CataloguePage } from './selling/CataloguePage.tsx'
import { HolderPage } from './selling/HolderPage.tsx'
import { PricePage } from './selling/PricePage.tsx'
import { session } from './session/session.ts'
import { Shell } from './shell/Shell.tsx'
import { SignInAgain } from './sign-in/SignInAgain.tsx'
import { SignInPage } from './sign-in/SignInPage.tsx'
import { Starting } from './sign-in/Starting.tsx'
import { NotFound } from './ui/NotFound.tsx'

const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      { path: '/', element: <Navigate to="/chat" replace /> },
      { path: '/chat', element: <ChatPage /> },
      { path: '/sell', element: <CataloguePage /> },
      { path: '/sell/:productCode', element: <PricePage /> },
      { path: '/offers/:offerNumber', element: <HolderPage /> },
      { path: '/policies', element: <PoliciesPage /> },
      { path: '/policies/:policyNumber', element: <PolicyPage /> },
      { path: '/notifications', element: <NotificationsPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
])

type Props = { createAgentClient(): Client }

/** Shows the app to whoever is signed in. An agent whose session ends keeps the screen and signs in on top of it. */
export function App({ createAgentClient }: Props) {
  const now = useStore(session)
  if (now.status === 'starting' || now.status === 'unreachable')
    return <Starting unreachable={now.status === 'unreachable'} />
  if (now.status === 'signed-out') return <SignInPage />
  return (
    <>
      <Agent key={now.agent.login} createAgentClient={createAgentClient} />
      {now.status === 'expired' && <SignInAgain agent={now.agent} />}
    </>
  )
}

/** Everything one agent sees. Another agent gets a client of her own. */
function Agent({ createAgentClient }: Props) {
  const [client] = useState(createAgentClient)
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  )
}
