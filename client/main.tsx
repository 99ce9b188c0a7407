import '@fontsource-variable/hanken-grotesk'
import '@fontsource-variable/bricolage-grotesque'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './ui/theme.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createAgentClient } from './network/agent-client.ts'
import { createLiveSocket } from './network/live-socket.ts'
import { restore } from './session/session.ts'
import { Crash } from './ui/Crash.tsx'
import { theme, variables } from './ui/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const socket = createLiveSocket(() => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`)

restore()

createRoot(root).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={variables}>
    <Crash>
      <App createAgentClient={() => createAgentClient(socket)} />
    </Crash>
  </MantineProvider>,
)
