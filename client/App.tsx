import { lazy, Suspense } from 'react'
import { loadPart, prefetchPart } from './lib/load-part.ts'
import { useStore } from './lib/store.ts'
import { hasSavedGrant, session } from './session/session.ts'
import { SignInPage } from './sign-in/SignInPage.tsx'
import { Starting } from './sign-in/Starting.tsx'
import { loadAppTexts } from './texts/texts.ts'

/** With all texts, which its components have from the first moment on. */
const importAgentApp = () => Promise.all([import('./AgentApp.tsx'), loadAppTexts()]).then(([app]) => app)

const AgentApp = lazy(async () => ({ default: (await loadPart(importAgentApp)).AgentApp }))

// After a reload it is needed at once.
if (hasSavedGrant()) prefetchPart(importAgentApp)

/** Shows the app to whoever is signed in. An agent whose session ends keeps the screen and signs in on top of it. */
export function App() {
  const now = useStore(session)
  if (now.status === 'starting' || now.status === 'unreachable')
    return <Starting unreachable={now.status === 'unreachable'} />
  if (now.status === 'signed-out') return <SignInPage onTouched={() => prefetchPart(importAgentApp)} />
  return (
    <Suspense fallback={<Starting unreachable={false} />}>
      <AgentApp key={now.agent.login} agent={now.agent} expired={now.status === 'expired'} />
    </Suspense>
  )
}
