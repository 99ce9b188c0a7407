import type { Locator, Page } from 'playwright-core'

/** What an agent does and sees in the room. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message to/ })

/** Writes and sends, as one does on this device: on a touch screen Enter begins a new line. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches))
    await page.getByRole('button', { name: 'Send' }).click()
  else await composer(page).press('Enter')
}

export const log = (page: Page): Locator => page.getByRole('log')

/** The line with this text, whatever state it is in. */
export const line = (page: Page, text: string): Locator =>
  log(page)
    .getByRole('article')
    .filter({ has: page.getByText(text, { exact: true }) })

/** The texts of the lines that are in the document, in their order. */
export const lines = (page: Page): Promise<string[]> => log(page).locator('article [dir=auto]').allInnerTexts()
