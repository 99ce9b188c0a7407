import { expect, test } from 'vitest'
import { line, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser({ BASE_PATH: '/parley' })

test('below a base path the whole app MUST work, and ask for nothing outside it', async () => {
  expect(new URL(parley.url).pathname).toBe('/parley')
  const page = await parley.visitor({}, '/')
  const asked = new Set<string>()
  const note = (url: string) => asked.add(new URL(url).pathname)
  page.on('request', (request) => note(request.url()))
  page.on('websocket', (socket) => note(socket.url()))
  await page.reload()
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  expect(page.url()).toBe(`${parley.url}/home`)
  await page.getByRole('link', { name: 'Chat', exact: true }).click()
  await log(page).waitFor()
  await say(page, 'Hello from below')
  await line(page, 'Hello from below').locator('time').first().waitFor()

  await page.getByRole('link', { name: 'Sell' }).click()
  await page.getByRole('link', { name: 'Get a price for Safe Traveller' }).click()
  await page.getByLabel('Number of adults').waitFor()
  expect(page.url()).toBe(`${parley.url}/sell/TRI`)
  await page.reload()
  await page.getByLabel('Number of adults').waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Happy Driver' }).waitFor()

  // The cookie of the session belongs to the path, too: a tab without a saved grant takes it up.
  const another = await page.context().newPage()
  another.on('request', (request) => note(request.url()))
  await another.goto(`${parley.url}/policies`)
  await another.getByRole('heading', { name: 'Policies', exact: true }).waitFor()
  expect([...asked].filter((path) => !path.startsWith('/parley/'))).toEqual([])
  expect([...asked]).toContain('/parley/graphql')
})

test('below a base path GraphiQL MUST log in and follow messages', async () => {
  const page = await parley.visitor({}, '/graphql')
  await page.locator('.graphiql-tab', { hasText: 'LogIn' }).waitFor()
  await page.locator('.graphiql-editors .view-line').first().waitFor()
  await page.locator('.graphiql-execute-button').click()
  await page.getByRole('button', { name: 'Use this token in all tabs' }).click()
  await page.getByText(/All tabs act as jimmy\.solid/).waitFor()
  const socket = page.waitForEvent('websocket')
  await page.locator('.graphiql-tab-button', { hasText: 'Notifications' }).click()
  await page.locator('.graphiql-execute-button[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: 'Messages' }).click()
  expect((await socket).url()).toBe(`${parley.url.replace('http', 'ws')}/graphql`)
  const danny = await parley.colleague('danny.solid')
  const answer = page.locator('.graphiql-response')
  // Said again until the subscription hears it: the page does not tell when it has begun.
  await eventually(async () => {
    await danny.says('Hello, explorer')
    return (await answer.innerText()).includes('Hello,')
  }).toBe(true)
})

test('below a base path the app MUST be one to install, and the offline page stand in for it while the server is away', async () => {
  parley.mayFail()
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)
  expect(scope).toBe(`${parley.url}/`)
  const tools = await page.context().newCDPSession(page)
  const { manifest } = await tools.send('Page.getAppManifest')
  expect(manifest).toMatchObject({ startUrl: `${parley.url}/`, scope: `${parley.url}/`, display: 'kStandalone' })
  const errors = await tools.send('Page.getInstallabilityErrors')
  // Visitors of the tests have no history, as in a private window, where nothing can be installed.
  expect(errors.installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  await parley.server.kill()
  await page.goto(`${parley.url}/sell/TRI`)
  await page.getByRole('heading', { name: 'Parley cannot be reached' }).waitFor()
  await parley.server.start()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})
