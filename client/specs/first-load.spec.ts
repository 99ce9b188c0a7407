import { type IncomingHttpHeaders, request } from 'node:http'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, log } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'

const parley = parleyInBrowser()

/** In bytes, headers included. */
const mostForLogIn = 180_000

/** Opens a page with an empty cache and counts what comes over the network. */
async function openCounting(page: Page, path: string) {
  const counted = await page.context().newPage()
  const session = await counted.context().newCDPSession(counted)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const urls = new Map<string, string>()
  const received = { bytes: 0, files: [] as string[] }
  session.on('Network.requestWillBeSent', (sent) => urls.set(sent.requestId, sent.request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    received.bytes += encodedDataLength
    received.files.push(`${encodedDataLength} ${urls.get(requestId)}`)
  })
  await counted.goto(parley.url + path, { waitUntil: 'networkidle' })
  return { page: counted, received }
}

test('the log-in page MUST come in at most 180 kB, whole and with its fonts', async () => {
  const { page, received } = await openCounting(await parley.visitor(), '/')
  await page.getByRole('button', { name: /Jimmy Solid/ }).waitFor()
  await page.evaluate(() => document.fonts.ready)
  expect(await page.evaluate(() => document.fonts.check('600 16px "Bricolage Grotesque"'))).toBe(true)
  expect(received.bytes, received.files.join('\n')).toBeLessThanOrEqual(mostForLogIn)
  expect(received.files.filter((file) => /AgentApp|Page-/.test(file))).toEqual([])
})

test('a screen that is still loading MUST leave the last one where it is', async () => {
  const page = await parley.visitor()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/CataloguePage*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await composer(page).fill('Half a sentence')
  await page.getByRole('link', { name: 'Sell' }).click()
  await page.locator('a[href="/sell"].pending').waitFor()
  expect(await composer(page).inputValue()).toBe('Half a sentence')
  release()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})

test('a screen whose code is gone MUST load the page again, once, and open in the new app', async () => {
  parley.mayFail()
  const page = await parley.visitor()
  let loads = 0
  page.on('domcontentloaded', () => {
    loads++
  })
  await page.route('**/assets/CataloguePage*.js', (route) =>
    loads > 0 ? route.continue() : route.fulfill({ status: 404, body: 'Not found' }),
  )
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await log(page).waitFor()
  await page.getByRole('link', { name: 'Sell' }).click()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
  expect(loads).toBe(1)
})

test('a screen whose code stays away MUST end in a page that says so, never in a blank one', async () => {
  parley.mayFail()
  const page = await parley.visitor()
  let loads = 0
  page.on('domcontentloaded', () => {
    loads++
  })
  await page.route('**/assets/CataloguePage*.js', (route) => route.fulfill({ status: 404, body: 'Not found' }))
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await log(page).waitFor()
  await page.getByRole('link', { name: 'Sell' }).click()
  await page.getByRole('heading', { name: 'This page stopped working' }).waitFor()
  expect(loads).toBe(1)
  await page.unroute('**/assets/CataloguePage*.js')
  await page.getByRole('button', { name: 'Load again' }).click()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})

type Answer = { status: number; headers: IncomingHttpHeaders; length: number }

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(parley.url + path, { method, headers }, (response) => {
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, length }))
    })
    sent.once('error', reject).end()
  })
}

async function filesOf(path: string): Promise<string[]> {
  const html = await (await fetch(parley.url + path, { headers: { accept: 'text/html' } })).text()
  return [...html.matchAll(/(?:src|href)="\.(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file)
}

test('pages, scripts and styles, those of GraphiQL too, MUST come compressed as the browser allows', async () => {
  const files = [...(await filesOf('/')), ...(await filesOf('/graphql'))]
  expect(files.length).toBeGreaterThan(6)
  const accept = 'text/html'
  for (const path of ['/', '/sell/TRI', '/graphql', ...files]) {
    const plain = await ask(path, { accept })
    expect(plain.headers, path).toMatchObject({ vary: 'Accept-Encoding', 'x-content-type-options': 'nosniff' })
    expect(plain.headers['content-encoding'], path).toBeUndefined()
    for (const [allowed, encoding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
    ] as const) {
      const headers = { accept, 'accept-encoding': allowed }
      const answer = await ask(path, headers)
      expect(answer.status, path).toBe(200)
      expect(answer.headers['content-type'], path).toBe(plain.headers['content-type'])
      expect(answer.headers.vary, path).toBe('Accept-Encoding')
      // What is too small to gain anything comes as it is.
      if (plain.length < 1_000 && path.startsWith('/assets/')) continue
      expect(answer.headers['content-encoding'], `${path} for ${allowed}`).toBe(encoding)
      expect(answer.length, path).toBeLessThan(plain.length)
      const head = await ask(path, headers, 'HEAD')
      expect(head.length, path).toBe(0)
      expect({ ...head.headers, date: '' }, path).toEqual({ ...answer.headers, date: '' })
      const again = await ask(path, { ...headers, 'if-none-match': answer.headers.etag ?? '' })
      expect({ status: again.status, length: again.length }, path).toEqual({ status: 304, length: 0 })
    }
  }
})

test('an address of no file MUST be the app for a browser, and what only looks like a file MUST be missing', async () => {
  expect(await ask('/policies/some-number')).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } })
  expect((await ask('/assets/gone-12345678.js')).status).toBe(404)
  expect((await ask('/favicon.ico')).status).toBe(404)
  expect((await ask('/', {}, 'POST')).status).toBe(405)
})
