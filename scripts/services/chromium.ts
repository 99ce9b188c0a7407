import { chromium as playwright } from 'playwright-core'
import { findProgram, run } from './programs.ts'
import type { Recipe } from './recipe.ts'

export const chromium: Recipe = {
  title: 'Chromium',
  variable: 'CHROMIUM',
  example: '/usr/bin/chromium',
  packages: ['chromium'],
  check: mustRun,
  local: async () => {
    const found = await findProgram(
      ...[
        'chromium',
        'google-chrome',
        'google-chrome-stable',
        'chrome',
        'chromium-browser',
        playwright.executablePath(),
      ],
      ...[
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ],
    )
    // Ubuntu's chromium-browser is a stub that only asks for a snap.
    const works =
      found &&
      (await mustRun(found).then(
        () => true,
        () => false,
      ))
    return works ? async () => ({ value: found, stop: async () => {} }) : undefined
  },
  lastResort: async () => {
    await run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'])
    const path = playwright.executablePath()
    await mustRun(path)
    return { value: path, stop: async () => {} }
  },
}

async function mustRun(path: string): Promise<void> {
  await run(path, ['--version', '--no-sandbox'], { timeout: 30_000 })
}
