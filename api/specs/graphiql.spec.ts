import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { parleyHere } from './harness.ts'

const parley = parleyHere()
let browser: Browser
let page: Page
let asked: string[]
let complaints: string[]

beforeAll(async () => {
  const executablePath = process.env.CHROMIUM
  if (!executablePath) throw new Error('CHROMIUM is not set: run the tests with npm test, or give the path of Chromium')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
})
afterAll(() => browser?.close())

beforeEach(async () => {
  asked = []
  complaints = []
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('request', (request) => asked.push(request.url()))
  page.on('websocket', (socket) => asked.push(socket.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${parley.url}/graphql`)
  // The editors have loaded once the first operation has given its tab a name.
  await page.locator('.graphiql-tab', { hasText: 'LogIn' }).waitFor()
  await page.locator('.graphiql-editors .view-line').first().waitFor()
})
afterEach(async () => {
  await page.close()
  expect(complaints).toEqual([])
})

const run = () => page.locator('.graphiql-execute-button').click()
const openTab = (name: string) => page.locator('.graphiql-tab-button', { hasText: name }).click()
/** For a tab of several operations. */
async function runOne(operation: string) {
  await page.locator('.graphiql-execute-button[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: operation }).click()
}
const answers = (text: string) => page.locator('.graphiql-response', { hasText: text }).waitFor()

async function logIn() {
  await run()
  await page.getByRole('button', { name: 'Use this token in all tabs' }).click()
  await page.getByText(/All tabs act as jimmy\.solid until/).waitFor()
}

test('the page MUST come from our own files, every request of it', async () => {
  await logIn()
  await openTab('Notifications')
  await runOne('Presence')
  const hosts = new Set(asked.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).host))
  expect([...hosts]).toEqual([new URL(parley.url).host])
})

test('somebody who logs in and takes the token over once MUST see a live subscription', async () => {
  await logIn()
  await openTab('Notifications')
  await runOne('Messages')
  const danny = await parley.agent('danny.solid')
  // Said again until the subscription hears it: the page does not tell when it has begun.
  await expect
    .poll(async () => {
      await danny.ask('mutation { sendMessage(input: { text: "Hello, explorer" }) { __typename } }')
      return page.locator('.graphiql-response').innerText()
    })
    .toContain('Hello,')
})

test('every example MUST work with the token of the first', async () => {
  await logIn()
  await openTab('LookAround')
  await run()
  await answers('"jimmy.solid"')
  await openTab('SendMessage')
  await run()
  await answers('"sentAt"')
  await openTab('CreateOffer')
  await runOne('CreateOffer')
  await answers('"160.00"')
})

test('a subscription without a token MUST say how to get one', async () => {
  await openTab('Notifications')
  await runOne('Notifications')
  await answers('run the LogIn tab')
})

test('a new tab and a reload MUST keep the token', async () => {
  await logIn()
  await page.getByRole('button', { name: 'New tab' }).click()
  await page.getByText(/All tabs act as jimmy\.solid/).waitFor()
  // GraphiQL stores its tabs half a second after the last change.
  await expect.poll(() => page.evaluate(storedTabsWithToken)).toBe(6)
  await page.reload()
  await page.getByText(/All tabs act as jimmy\.solid/).waitFor()
})

/** Runs in the page. */
function storedTabsWithToken(): number {
  const stored = Object.values(sessionStorage).find((value) => String(value).includes('"tabs":'))
  const { tabs } = JSON.parse(stored ?? '{"tabs":[]}') as { tabs: { headers?: string | null }[] }
  return tabs.filter(({ headers }) => headers?.includes('Bearer ')).length
}
