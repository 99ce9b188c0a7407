import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
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

const panel = (page: Page) => page.getByRole('complementary')

test('a sale MUST be shown by a toast on every screen of a phone, counted, listed, and stay read once it was read', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone', scheme: 'dark' })
  await readAll(page)
  const danny = await parley.colleague('danny.solid')
  let count = 0
  for (const path of ['/chat', '/sell', '/policies']) {
    await goTo(page, path)
    await danny.sells({ adults: count + 1 })
    count++
    const toast = toasts(page)
      .locator('> *')
      .filter({ hasText: `Danny Solid sold Safe Traveller · €${36 * count}.00` })
    await toast.getByText('Policy sold').waitFor()
    // Its clock stands as long as somebody points at it.
    await toast.hover()
    // The header can still be used, and nothing leads to what this agent may not open.
    const header = await page.getByRole('main').locator('header').boundingBox()
    const { y = 0 } = (await toast.boundingBox()) ?? {}
    expect(y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0))
    expect(await toast.getByRole('link').count()).toBe(0)
    await toast.getByRole('button', { name: 'Dismiss' }).click()
    await toast.waitFor({ state: 'detached' })
    await eventually(() => unread(page)).toBe(count)
  }
  await page.reload()
  await eventually(() => unread(page)).toBe(3)

  await goTo(page, '/notifications')
  const first = list(page).getByRole('listitem').first()
  await first.getByText('Danny Solid sold Safe Traveller').waitFor()
  await first.getByText('€108.00').waitFor()
  await eventually(() => list(page).getByText('new', { exact: true }).count()).toBe(3)
  await eventually(() => unread(page)).toBe(0)
  await page.reload()
  await first.getByText('€108.00').waitFor()
  expect(await unread(page)).toBe(0)
  expect(await list(page).getByText('new', { exact: true }).count()).toBe(0)
})

test('what the panel shows MUST NOT come as a toast as well, but be announced to assistive technology', async () => {
  const page = await parley.agent('jimmy.solid')
  const danny = await parley.colleague('danny.solid')
  await panel(page).getByRole('heading', { name: 'Latest news' }).waitFor()
  await danny.sells({ adults: 7 })
  const sentence = 'Danny Solid sold Safe Traveller · €252.00'
  await panel(page).getByText(sentence).waitFor()
  await toasts(page).getByText(sentence).waitFor({ state: 'attached' })
  expect(await toasts(page).getByRole('button').count()).toBe(0)
  await eventually(() => unread(page)).toBeGreaterThan(0)
  // The screen of all of them has no panel that repeats it.
  await goTo(page, '/notifications')
  await list(page).getByText('€252.00').waitFor()
  expect(await panel(page).count()).toBe(0)
})

test('what an agent did herself MUST NOT come as a toast', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  const [jimmy, danny] = await Promise.all(['jimmy.solid', 'danny.solid'].map((login) => parley.colleague(login)))
  await readAll(page)
  await goTo(page, '/chat')
  await jimmy?.sells({ adults: 5 })
  await danny?.sells({ adults: 6 })
  await toasts(page).getByText('€216.00').waitFor()
  expect(await toasts(page).getByText('€180.00').count()).toBe(0)
  // Beside the two sales, what the own one has earned.
  await eventually(() => unread(page)).toBe(3)
})

test("news MUST lead to the policies that open, and name a colleague's without a link", async () => {
  const page = await parley.agent('jimmy.solid')
  const [jimmy, danny] = await Promise.all(['jimmy.solid', 'danny.solid'].map((login) => parley.colleague(login)))
  await composer(page).waitFor()
  await danny?.sells({ adults: 8 })
  const number = await jimmy?.sells({ adults: 4, holder: { firstName: 'Olga', lastName: 'Own' } })
  const colleagues = panel(page).getByRole('listitem').filter({ hasText: '€288.00' })
  await colleagues.waitFor()
  expect(await colleagues.getByRole('link').count()).toBe(0)
  await panel(page).getByRole('link').filter({ hasText: 'You sold Safe Traveller · €144.00' }).click()
  await page.getByText('Olga Own').waitFor()
  expect(page.url()).toBe(`${parley.url}/policies/${number}`)
  const admin = await parley.agent('admin', {}, '/notifications')
  const rows = list(admin).getByRole('listitem')
  await rows.filter({ hasText: '€288.00' }).getByRole('link', { name: 'Open policy' }).waitFor()
})

test('notifications MUST be listed by day, be chosen by kind, product and whose they are, and show addresses as links', async () => {
  const admin = await parley.colleague('admin')
  await admin.announces('Read https://example.com/tariffs today')
  const danny = await parley.colleague('danny.solid')
  await danny.sells()
  const page = await parley.agent('jimmy.solid', {}, '/notifications')
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  await list(page).getByText('Danny Solid sold Safe Traveller').first().waitFor()
  await page.getByRole('combobox', { name: 'Show' }).selectOption('Announcement')
  const only = list(page).getByRole('listitem').first()
  await only.getByText('by Admin').waitFor()
  expect(await only.getByRole('link').getAttribute('href')).toBe('https://example.com/tariffs')
  expect(await list(page).getByText('Policy sold').count()).toBe(0)
  await page.reload()
  await only.getByText('by Admin').waitFor()
  await page.getByRole('combobox', { name: 'Show' }).selectOption('ProductActivated')
  await page.getByText('Nothing like this has happened yet.').waitFor()
  await page.getByRole('combobox', { name: 'Show' }).selectOption('PolicySold')
  await page.getByRole('combobox', { name: 'Product' }).selectOption('TRI')
  const sales = list(page).getByText('Danny Solid sold Safe Traveller')
  await sales.first().waitFor()
  await danny.sells({ adults: 9 })
  await list(page).getByText('€324.00').waitFor()
  // Not check(): the box shows what the address says, which follows the click.
  await page.getByRole('checkbox', { name: 'Only mine' }).click()
  await eventually(() => sales.count()).toBe(0)
})

test('a termination MUST be shown with its refund, and an announcement of an administrator to everybody', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  const danny = await parley.colleague('danny.solid')
  await composer(page).waitFor()
  await danny.terminates(await danny.sells())
  const terminated = toasts(page).locator('> *').filter({ hasText: 'Policy terminated' })
  await terminated.getByText(/^Danny Solid’s Safe Traveller policy ends early on .* · €25\.20$/).waitFor()

  const admin = await parley.agent('admin', { size: 'phone' }, '/notifications')
  await admin.getByRole('button', { name: 'Announce' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Tell every agent' })
  await dialog.getByRole('button', { name: 'Announce to everybody' }).click()
  await dialog.getByText('Write what everybody should know.').waitFor()
  await dialog.getByRole('textbox', { name: 'Announcement' }).fill('New tariffs <b>on Monday</b>')
  const told = toasts(page).getByText('New tariffs <b>on Monday</b>').waitFor()
  await dialog.getByRole('button', { name: 'Announce to everybody' }).click()
  await dialog.waitFor({ state: 'detached' })
  await list(admin).getByText('New tariffs <b>on Monday</b>').waitFor()

  await told
  await goTo(page, '/notifications')
  const kinds = list(page).getByRole('listitem')
  await kinds.nth(0).getByText('Announcement').waitFor()
  await kinds.nth(1).getByText('Policy terminated').waitFor()
  await kinds.nth(1).getByText('€25.20').waitFor()
  expect(await page.getByRole('button', { name: 'Announce' }).count()).toBe(0)
})

test('a flood MUST be shown as one number, and what one tab has read MUST not be counted in another', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
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
