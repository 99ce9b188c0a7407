import { type Browser, chromium } from 'playwright-core'

/**
 * Chromium heeds the last --disable-features alone: these are those of playwright-core 1.65.1 (chromiumSwitches.ts) that
 * concern Chromium on this machine, and then what costs more than our page does. Every new window loads the two web pages
 * of the popup below the address bar, which nobody sees, and that takes a second of the processor.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
]

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
    `--disable-features=${disabledFeatures}`,
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
