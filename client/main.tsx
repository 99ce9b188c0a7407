import '@fontsource-variable/hanken-grotesk'
import '@fontsource/bricolage-grotesque/600.css'
import './ui/mantine-entry.css'
import './ui/theme.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { restore } from './session/session.ts'
import { Crash } from './ui/Crash.tsx'
import { theme, variables } from './ui/theme.ts'

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
