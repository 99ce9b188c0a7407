import type { BrowserContext, Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, line } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const logInPage = (page: Page) => page.getByRole('heading', { name: 'Log in' }).waitFor()
const inside = (page: Page) => composer(page).waitFor()
const login = (page: Page) => page.getByRole('textbox', { name: 'Login' })
const password = (page: Page) => page.getByLabel('Password', { exact: true })

async function enter(page: Page, name: string, secret: string): Promise<void> {
  await login(page).fill(name)
  await password(page).fill(secret)
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function logOut(page: Page): Promise<void> {
  await page.bringToFront()
  await page.getByRole('button', { name: 'Account of Jimmy Solid' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
}

test.for(['desktop', 'phone'] as const)(
  'on a %s a demo agent MUST be inside by one click, stay so over a reload and in a new tab, and be out of all by logging out',
  async (size) => {
    const page = await parley.visitor({ size })
    await page.getByRole('button', { name: /Jimmy Solid/ }).click()
    await inside(page)
    await page.reload()
    await inside(page)
    const another = await page.context().newPage()
    await another.goto(`${parley.url}/policies`)
    await another.getByRole('heading', { name: 'Policies', exact: true }).waitFor()

    await logOut(page)
    await logInPage(page)
    await logInPage(another)
    await another.reload()
    await logInPage(another)
  },
)

test('an impatient agent who loads the page again and again MUST stay signed in', async () => {
  const page = await parley.agent('jimmy.solid')
  // Left before anything could be answered: whatever the server had begun must not turn against the agent.
  for (let times = 0; times < 6; times++) await page.goto(`${parley.url}/policies`, { waitUntil: 'commit' })
  await page.getByRole('heading', { name: 'Policies', exact: true }).waitFor()
})

test('whose account is deactivated while she looks MUST be signed out at once', async () => {
  const admin = await parley.colleague('admin')
  const secret = await admin.employs('greta.stone', 'Greta Stone')
  const page = await parley.visitor()
  await enter(page, 'greta.stone', secret)
  await inside(page)
  await admin.deactivates('greta.stone')
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
  await password(page).fill(secret)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page
    .getByRole('alert')
    .getByText(/login or password/i)
    .waitFor()
})

const isRefresh = (request: Request) => request.postData()?.includes('mutation RefreshSession') ?? false

/** Opens three tabs at once and closes them when all are inside. */
async function openThreeTabs(context: BrowserContext): Promise<void> {
  const tabs = await Promise.all(['/chat', '/policies', '/notifications'].map((path) => openTab(context, path)))
  for (const tab of tabs) await tab.getByRole('navigation', { name: 'Main' }).waitFor()
  for (const tab of tabs) await tab.close()
}

async function openTab(context: BrowserContext, path: string): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(parley.url + path)
  return tab
}

/** A browser whose agent signed in earlier, by plain HTTP: what browsers keep for secure contexts is not there. */
async function byPlainHttp(): Promise<BrowserContext> {
  const page = await parley.agent('jimmy.solid')
  const context = page.context()
  await context.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'locks')
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
  })
  await page.close()
  return context
}

test('three tabs opened at once by plain HTTP MUST stay signed in, every time', async () => {
  const context = await byPlainHttp()
  let refreshes = 0
  context.on('request', (request) => {
    if (isRefresh(request)) refreshes++
  })
  for (let round = 0; round < 2; round++) await openThreeTabs(context)
  expect(refreshes).toBeGreaterThanOrEqual(2)
})

test('three tabs that refresh at the same moment, since they have nothing to agree by, MUST stay signed in', async () => {
  const context = await byPlainHttp()
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Storage is full', 'QuotaExceededError')
    }
  })
  // All three are on their way before the first arrives.
  const held: (() => Promise<void>)[] = []
  await context.route('**/graphql', async (route) => {
    if (!isRefresh(route.request())) return route.continue()
    held.push(() => route.continue())
    if (held.length === 3) await Promise.all(held.map((release) => release()))
  })
  await openThreeTabs(context)
  expect(held).toHaveLength(3)
})

test('a wrong password and an unknown login MUST be refused in the same words, in the form', async () => {
  const page = await parley.visitor()
  await enter(page, 'jimmy.solid', 'wrong')
  const refusal = page.getByRole('alert')
  const words = await refusal.innerText()
  expect(words).toMatch(/login or password/i)
  await login(page).fill('')
  await enter(page, 'nobody.here', 'secret')
  await eventually(() => refusal.innerText()).toBe(words)
  await enter(page, 'jimmy.solid', 'secret')
  await inside(page)
})

test('an empty form MUST say at each field what is missing and lead to the first', async () => {
  const page = await parley.visitor()
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByText('Enter your login.').waitFor()
  await page.getByText('Enter your password.').waitFor()
  expect(await login(page).getAttribute('aria-invalid')).toBe('true')
  await eventually(() => login(page).evaluate((field) => field === document.activeElement)).toBe(true)
})

test('an address MUST lead to its screen also when one has to log in first', async () => {
  const page = await parley.visitor({}, '/sell/TRI')
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})

test('the keyboard alone MUST be enough to log in, say something and open the notifications', async () => {
  const page = await parley.visitor()
  await logInPage(page)
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
  const tabTo = async (isThere: () => Promise<boolean>) => {
    for (let presses = 0; presses < 40; presses++) {
      if (await isThere()) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Forty times Tab, and the focus is on ${await focused()}`)
  }
  const has = (selector: string) => () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

  await tabTo(has('[autocomplete="username"]'))
  await page.keyboard.type('jimmy.solid')
  await tabTo(has('[type="password"]'))
  await page.keyboard.type('secret')
  await page.keyboard.press('Enter')
  await inside(page)
  await tabTo(has('textarea'))
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Enter')
  await line(page, 'By keyboard').locator('time').first().waitFor()
  await tabTo(has('a[href="#main"], a[href="/notifications"]'))
  await tabTo(has('a[href="/notifications"]'))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Notifications', exact: true }).waitFor()
  // The heading takes the focus, so that a screen reader says where one is.
  await eventually(focused).toBe('Notifications')
})
