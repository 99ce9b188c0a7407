import { type Browser, chromium } from 'playwright-core'

export const chromiumOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

let launched: Promise<Browser> | undefined

/** The browser of this worker, which ends with it. Its contexts share nothing, so the files of a worker share the browser. */
export async function sharedBrowser(): Promise<Browser> {
  const browser = await launched?.catch(() => undefined)
  if (browser?.isConnected()) return browser
  launched = chromium.launch(chromiumOptions)
  return launched
}
