import '@fontsource-variable/hanken-grotesk'
import '@fontsource-variable/bricolage-grotesque'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './theme.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { restore } from './session.ts'
import { Crash } from './shell/Crash.tsx'
import { theme, variables } from './theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

restore()

createRoot(root).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={variables}>
    <Crash>
      <App />
    </Crash>
  </MantineProvider>,
)
