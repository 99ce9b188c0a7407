import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { parleyInBrowser, sizes } from './harness.ts'
import { eventually, until } from './waiting.ts'

const parley = parleyInBrowser()

const run = (page: Page) => page.locator('.graphiql-execute-button').click()
const openTab = (page: Page, name: string) => page.locator('.graphiql-tab-button', { hasText: name }).click()
const answer = (page: Page) => page.locator('.graphiql-response')
const answers = (page: Page, text: string) => answer(page).filter({ hasText: text }).waitFor()

/** The editors have loaded once the first operation has given its tab a name. */
async function hasLoaded(page: Page): Promise<void> {
  await page.locator('.graphiql-tab', { hasText: 'LogIn' }).waitFor()
  await page.locator('.graphiql-editors .view-line').first().waitFor()
}

async function explore(): Promise<Page> {
  const page = await parley.visitor({}, '/graphql')
  await hasLoaded(page)
  return page
}

/** Runs the first tab and takes its token over. */
async function logIn(page: Page): Promise<void> {
  await run(page)
  await page.getByRole('button', { name: 'Use this token in all tabs' }).click()
  await page.getByText(/All tabs act as jimmy\.solid until/).waitFor()
}

/** For a tab of several operations: the menu is there once the page has read them. */
async function runOne(page: Page, operation: string): Promise<void> {
  await page.locator('.graphiql-execute-button[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: operation }).click()
}

test('somebody who explores MUST get from a log-in to a live message, with one token, from this server alone', async () => {
  const page = await parley.visitor({}, '/sell')
  const hosts = new Set<string>()
  const frames: string[] = []
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  page.on('websocket', (socket) => {
    hosts.add(new URL(socket.url()).host)
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  await page.goto(`${parley.url}/graphql`)
  await hasLoaded(page)
  await logIn(page)
  await openTab(page, 'LookAround')
  await run(page)
  await answers(page, '"jimmy.solid"')

  await openTab(page, 'Notifications')
  await runOne(page, 'Messages')
  const danny = await parley.colleague('danny.solid')
  // Said again until the subscription hears it: the page does not tell when it has begun.
  await until('the message is shown', async () => {
    await danny.says('Hello, explorer')
    return (await answer(page).innerText()).includes('Hello,')
  })
  expect(frames.some((frame) => frame.includes('"type":"next"') && frame.includes('Hello, explorer'))).toBe(true)
  hosts.delete('')
  expect([...hosts]).toEqual([new URL(parley.url).host])
})

test('every example MUST work with the token of the first', async () => {
  const page = await explore()
  await logIn(page)
  await openTab(page, 'LookAround')
  await run(page)
  await answers(page, '"jimmy.solid"')
  await openTab(page, 'SendMessage')
  await run(page)
  await answers(page, '"sentAt"')
  await openTab(page, 'CreateOffer')
  await runOne(page, 'CreateOffer')
  await answers(page, '"160.00"')
  await openTab(page, 'Notifications')
  await runOne(page, 'Presence')
})

test('a subscription without a token MUST say how to get one', async () => {
  const page = await explore()
  await openTab(page, 'Notifications')
  await runOne(page, 'Notifications')
  await answers(page, 'run the LogIn tab')
})

test('a new tab and a reload MUST keep the token', async () => {
  const page = await explore()
  await logIn(page)
  await page.getByRole('button', { name: 'New tab' }).click()
  await page.getByText(/All tabs act as jimmy\.solid/).waitFor()
  // GraphiQL stores its tabs half a second after the last change.
  await eventually(() => page.evaluate(storedTabsWithToken)).toBe(6)
  await page.reload()
  await page.getByText(/All tabs act as jimmy\.solid/).waitFor()
})

/** Runs in the page. */
function storedTabsWithToken(): number {
  const stored = Object.values(sessionStorage).find((value) => String(value).includes('"tabs":'))
  const { tabs } = JSON.parse(stored ?? '{"tabs":[]}') as { tabs: { headers?: string | null }[] }
  return tabs.filter(({ headers }) => headers?.includes('Bearer ')).length
}

test('exploring as somebody MUST leave whoever uses the web app in the same browser signed in as before', async () => {
  const page = await parley.agent('danny.solid')
  const explorer = await page.context().newPage()
  await explorer.goto(`${parley.url}/graphql`)
  await hasLoaded(explorer)
  await run(explorer)
  await explorer.getByText(/Logged in as jimmy\.solid/).waitFor()
  const another = await page.context().newPage()
  await another.goto(parley.url)
  await another.getByRole('button', { name: 'Account of Danny Solid' }).filter({ visible: true }).waitFor()
})

test.each(['light', 'dark'] as const)(
  'on a phone (%s) the answer MUST stand below the editor, both over the whole width',
  async (scheme) => {
    const page = await parley.visitor({ size: 'phone', scheme }, '/graphql')
    const editor = page.locator('.graphiql-editors')
    await hasLoaded(page)
    const { width, height } = sizes.phone
    const boxOf = async (locator: Locator) => {
      const box = await locator.boundingBox()
      if (!box) throw new Error(`${locator} is not to be seen`)
      return box
    }
    const fits = async () => {
      const [above, below] = [await boxOf(editor), await boxOf(answer(page))]
      expect(below.y).toBeGreaterThanOrEqual(above.y + above.height)
      for (const box of [above, below]) {
        expect(box.width).toBeGreaterThan(width - 50)
        expect(box.height).toBeGreaterThan(height / 3)
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
    await fits()

    await run(page)
    await page.getByRole('button', { name: 'Use this token in all tabs' }).click()
    const said = page.getByText(/All tabs act as jimmy\.solid until/)
    await said.waitFor()
    expect((await boxOf(said)).height, 'the line about the token').toBeLessThan(30)

    // What explains lies over the editors and squeezes nothing; the same button takes it away.
    for (const name of ['Documentation Explorer', 'History']) {
      await page.getByRole('button', { name: `Show ${name}` }).click()
      expect((await boxOf(page.locator('.graphiql-plugin'))).width).toBe(width)
      await fits()
      await page.getByRole('button', { name: `Hide ${name}` }).click()
    }
    await openTab(page, 'LookAround')
    await run(page)
    await answers(page, '"jimmy.solid"')
  },
)
