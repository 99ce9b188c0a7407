import { startLanguage } from './texts/language.ts'
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

const app = (
  <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={variables}>
    <Crash>
      <App />
    </Crash>
  </MantineProvider>
)

// Without the texts of another language the English ones are there.
startLanguage()
  .catch(() => {})
  .then(() => createRoot(root).render(app))
