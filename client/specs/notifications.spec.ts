import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { composer } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const toasts = (page: Page) => page.getByRole('region', { name: 'Just happened' })
const bell = (page: Page) => page.getByRole('navigation', { name: 'Main' }).locator('a[href="/notifications"]')
const list = (page: Page) => page.getByRole('list', { name: 'Notifications, newest first' })
const goTo = (page: Page, path: string) =>
  page.getByRole('navigation', { name: 'Main' }).locator(`a[href="${path}"]`).click()

const unread = async (page: Page) =>
  Number(/(\d+) unread notification/.exec((await bell(page).textContent()) ?? '')?.[1] ?? 0)

async function readAll(page: Page): Promise<void> {
  await goTo(page, '/notifications')
  // Before the list has come nothing is known to be unread.
  await list(page).getByRole('listitem').or(page.getByText('Nothing has happened yet')).first().waitFor()
  await eventually(() => unread(page)).toBe(0)
}

describe.each([
  { size: 'desktop', scheme: 'light' },
  { size: 'phone', scheme: 'dark' },
] as const)('on a $size', (look) => {
  test('a sale MUST be told on every screen, counted, listed with its amount, and stay read once it was read', async () => {
    const page = await parley.agent('jimmy.solid', look)
    await readAll(page)
    const danny = await parley.colleague('danny.solid')
    let count = 0
    for (const path of ['/chat', '/sell', '/policies']) {
      await goTo(page, path)
      const number = await danny.sells({ adults: count + 1 })
      count++
      const toast = toasts(page)
        .locator('> *')
        .filter({ hasText: `€${36 * count}.00` })
      await toast.getByText('Policy sold').waitFor()
      await toast.getByText('danny.solid just sold policy for TRI!!!').waitFor()
      expect(await toast.getByRole('link', { name: 'Open policy' }).getAttribute('href')).toBe(`/policies/${number}`)
      await toast.getByRole('button', { name: 'Dismiss' }).click()
      await toast.waitFor({ state: 'detached' })
      await eventually(() => unread(page)).toBe(count)
    }
    await page.reload()
    await eventually(() => unread(page)).toBe(3)

    await goTo(page, '/notifications')
    const first = list(page).getByRole('listitem').first()
    await first.getByText('Policy sold').waitFor()
    await first.getByText('€108.00').waitFor()
    await eventually(() => list(page).getByText('new', { exact: true }).count()).toBe(3)
    await eventually(() => unread(page)).toBe(0)
    await page.reload()
    await first.getByText('€108.00').waitFor()
    expect(await unread(page)).toBe(0)
    expect(await list(page).getByText('new', { exact: true }).count()).toBe(0)
  })
})

test("the link of a notification MUST lead an agent to an own policy, and say so where it is somebody else's", async () => {
  const page = await parley.agent('jimmy.solid')
  const [jimmy, danny] = await Promise.all(['jimmy.solid', 'danny.solid'].map((login) => parley.colleague(login)))
  await composer(page).waitFor()
  await jimmy?.sells({ holder: { firstName: 'Olga', lastName: 'Own' } })
  await toasts(page).getByRole('link', { name: 'Open policy' }).click()
  await page.getByText('Olga Own').waitFor()
  await danny?.sells()
  await toasts(page).getByRole('link', { name: 'Open policy' }).click()
  await page.getByRole('heading', { name: /not yours to open/ }).waitFor()
})

test('a termination MUST be told with its refund, and an announcement of an administrator to everybody', async () => {
  const page = await parley.agent('jimmy.solid')
  const danny = await parley.colleague('danny.solid')
  await composer(page).waitFor()
  await danny.terminates(await danny.sells())
  const terminated = toasts(page).locator('> *').filter({ hasText: 'Policy terminated' })
  await terminated.getByText('€25.20').waitFor()

  const admin = await parley.agent('admin', { size: 'phone' }, '/notifications')
  await admin.getByRole('button', { name: 'Announce' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Tell every agent' })
  await dialog.getByRole('button', { name: 'Announce to everybody' }).click()
  await dialog.getByText('Write what everybody should know.').waitFor()
  await dialog.getByRole('textbox', { name: 'Announcement' }).fill('New tariffs <b>on Monday</b>')
  await dialog.getByRole('button', { name: 'Announce to everybody' }).click()
  await dialog.waitFor({ state: 'detached' })
  await list(admin).getByText('New tariffs <b>on Monday</b>').waitFor()

  await toasts(page).getByText('New tariffs <b>on Monday</b>').waitFor()
  await goTo(page, '/notifications')
  const kinds = list(page).getByRole('listitem')
  await kinds.nth(0).getByText('Announcement').waitFor()
  await kinds.nth(1).getByText('Policy terminated').waitFor()
  await kinds.nth(1).getByText('€25.20').waitFor()
  expect(await page.getByRole('button', { name: 'Announce' }).count()).toBe(0)
})

test('a flood MUST be told as one number, and what one tab has read MUST not be counted in another', async () => {
  const page = await parley.agent('jimmy.solid')
  await composer(page).waitFor()
  await readAll(page)
  await goTo(page, '/chat')
  const danny = await parley.colleague('danny.solid')
  await Promise.all(Array.from({ length: 8 }, () => danny.sells()))
  await eventually(() => unread(page)).toBe(8)
  await toasts(page)
    .getByRole('link', { name: /new notifications$/ })
    .waitFor()
  expect(await toasts(page).locator('> *').count()).toBeLessThanOrEqual(3)

  const another = await page.context().newPage()
  await another.goto(`${parley.url}/notifications`)
  await eventually(() => list(another).getByText('new', { exact: true }).count()).toBe(8)
  await eventually(() => unread(another)).toBe(0)
  await eventually(() => unread(page)).toBe(0)
})
