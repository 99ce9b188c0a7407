import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { log } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyInBrowser()
beforeEach(() => parley.mayFail())

const workerIsReady = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).scope)

test('a page that is opened while the server is down MUST say so in our words and open when it is back', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  expect(await workerIsReady(page)).toBe(`${parley.url}/`)
  await parley.server.kill()
  for (const path of ['/chat', '/sell/TRI']) {
    await page.goto(parley.url + path)
    await page.getByRole('heading', { name: 'Parley cannot be reached' }).waitFor()
  }
  await parley.server.start()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
})

test('the worker behind the offline page MUST keep that page alone, nothing of the app', async () => {
  const page = await parley.agent('jimmy.solid')
  await workerIsReady(page)
  await page.goto(`${parley.url}/sell`)
  await page.goto(`${parley.url}/policies`)
  await page.getByRole('heading', { name: 'Policies', exact: true }).waitFor()
  const kept = await until('something is kept', () =>
    page.evaluate(async () => {
      const names = await caches.keys()
      const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return caught.flat().map((request) => new URL(request.url).pathname)
    }),
  )
  expect(kept.toSorted()).toEqual(['/offline.html', '/offline.js'])
})
