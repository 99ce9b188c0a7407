import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { composer, line, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()
beforeEach(() => parley.mayFail())

const waiting = (page: Page, text: string) => line(page, text).getByText('sending…').waitFor()
const sent = (page: Page, text: string) => line(page, text).locator('time').first().waitFor()
const banner = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
const noBanner = async (page: Page) => {
  const banner = /Connection lost|offline|Cannot reach|Catching up|Connecting/
  await eventually(() => page.getByRole('status').filter({ hasText: banner }).count()).toBe(0)
}

/** How often each of these is in the room, as the server has it. */
async function timesSaid(texts: string[]): Promise<number[]> {
  const said = await (await parley.colleague('admin')).reads(100)
  return texts.map((text) => said.filter((each) => each === text).length)
}

test('what is written while the server is down MUST wait in sight, in order, and arrive once when it is back', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  await parley.server.kill()
  // The messages may have been there before the page was connected for the first time.
  await banner(page, /Connection lost|Cannot reach Parley/).waitFor()
  const texts = ['Written in the dark', 'and another', 'and a third']
  for (const text of texts) await say(page, text)
  for (const text of texts) await waiting(page, text)
  await parley.server.start()
  await page
    .getByRole('button', { name: 'Retry now' })
    .click({ timeout: 2_000 })
    .catch(() => {})
  for (const text of texts) await sent(page, text)
  await noBanner(page)
  expect(await timesSaid(texts)).toEqual([1, 1, 1])
  const said = await (await parley.colleague('admin')).reads(3)
  expect(said).toEqual(texts)
  for (const text of texts) expect(await line(page, text).count()).toBe(1)
})

test('what was written while the server was down MUST arrive once also when the page has been left meanwhile', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  await parley.server.kill()
  await say(page, 'I close the lid now')
  await waiting(page, 'I close the lid now')
  const context = page.context()
  await page.close()
  await parley.server.start()
  const again = await context.newPage()
  await again.goto(`${parley.url}/chat`)
  await sent(again, 'I close the lid now')
  await again.reload()
  await sent(again, 'I close the lid now')
  expect(await line(again, 'I close the lid now').count()).toBe(1)
  expect(await timesSaid(['I close the lid now'])).toEqual([1])
})

test('a message whose HTTP answer was lost MUST be asked for again and still be there once', async () => {
  const page = await parley.agent('jimmy.solid')
  const danny = await parley.agent('danny.solid')
  // Without a socket, so that it goes by HTTP; mutations.spec.ts has the other way.
  await page.routeWebSocket('**/graphql', (socket) => socket.close())
  await page.reload()
  await log(page).waitFor()
  let lost = 0
  await page.route('**/graphql', async (route) => {
    if (lost > 0 || !route.request().postData()?.includes('Did you get that?')) return route.continue()
    lost++
    await route.fetch()
    await route.abort('connectionreset')
  })
  await say(page, 'Did you get that?')
  await sent(page, 'Did you get that?')
  await say(page, 'And this?')
  for (const each of [page, danny]) {
    await line(each, 'And this?').waitFor()
    expect(await line(each, 'Did you get that?').count()).toBe(1)
  }
  expect(lost).toBe(1)
  expect(await timesSaid(['Did you get that?'])).toEqual([1])
})

test('what others said meanwhile MUST be caught up with when the connection is back', async () => {
  const page = await parley.agent('jimmy.solid')
  const danny = await parley.agent('danny.solid')
  await log(page).waitFor()
  await log(danny).waitFor()
  await page.context().setOffline(true)
  await banner(page, 'You are offline').waitFor()
  for (const text of ['While you', 'were away']) await say(danny, text)
  await sent(danny, 'were away')
  await say(page, 'I was in a tunnel')
  await waiting(page, 'I was in a tunnel')
  await page.context().setOffline(false)
  for (const text of ['While you', 'were away']) await line(page, text).waitFor()
  await sent(page, 'I was in a tunnel')
  await noBanner(page)
  await line(danny, 'I was in a tunnel').waitFor()
})

test('a server that hangs MUST be noticed and said, and said to be back when it is', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await log(page).waitFor()
  parley.server.freeze()
  try {
    // As when an agent comes back to the tab: the connection is tried, and not believed to be there.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await banner(page, 'Connection lost').waitFor()
  } finally {
    parley.server.thaw()
  }
  await noBanner(page)
  await say(page, 'Still there')
  await sent(page, 'Still there')
})

test('a page that is opened while the server is away MUST say so and go on by itself when it is back', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  let away = true
  const context = page.context()
  await context.route('**/graphql', (route) => (away ? route.abort('connectionrefused') : route.continue()))
  await page.reload()
  await page.getByRole('main').getByText('Parley cannot be reached').waitFor()
  const another = await context.newPage()
  await another.goto(`${parley.url}/chat`)
  await another.getByText('Trying again by itself').waitFor()
  away = false
  await log(another).waitFor()
  await page.bringToFront()
  await log(page).waitFor()
})

test('a screen that could not be loaded MUST load by itself when the server is back', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  await page.waitForLoadState('networkidle')
  await parley.server.kill()
  for (const name of ['Policies', 'Sell']) {
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name: 'This could not be loaded' }).waitFor()
  }
  await parley.server.start()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})

test('an agent whose session ends at work MUST log in again in place and lose nothing of what was written', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  await composer(page).fill('Half a sen')
  await endSession(page)
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  const password = dialog.getByLabel('Password', { exact: true })
  // The login stands there already; the password is what is asked for.
  await eventually(() => password.evaluate((field) => field === document.activeElement)).toBe(true)
  await password.fill('secret')
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await composer(page).inputValue()).toBe('Half a sen')
  await composer(page).fill('Half a sentence more')
  await composer(page).press('Enter')
  await sent(page, 'Half a sentence more')
  await (await parley.colleague('danny.solid')).says('And we hear you')
  await line(page, 'And we hear you').waitFor()
})

/** As an administrator or a log-out elsewhere would: the session of this browser is over, and its page is not told. */
async function endSession(page: Page): Promise<void> {
  const ask = async (query: string, headers: Record<string, string> = {}) =>
    (await page.context().request.post(`${parley.url}/graphql`, { maxRetries: 2, data: { query }, headers })).json()
  const { data } = await ask('mutation { refreshSession { ... on RefreshSessionSuccess { accessToken } } }')
  await ask('mutation { logout }', { authorization: `Bearer ${data.refreshSession.accessToken}` })
}
