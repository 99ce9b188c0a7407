import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const part = (page: Page, name: string) => page.getByRole('main').getByRole('region', { name })

test('whoever logs in MUST land on the home screen, which says what to do where nothing waits', async () => {
  const page = await parley.visitor({ size: 'phone' }, '/')
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  expect(page.url()).toBe(`${parley.url}/home`)
  await part(page, 'Unread').getByText('You have read everything.').waitFor()
  await part(page, 'Open offers').getByText('No offer is open.').waitFor()
  await part(page, 'Ending within 30 days').getByText('None of your policies ends').waitFor()
  await part(page, 'Sales today').getByText('0 policies').waitFor()
  // What all have sold is for those who oversee them.
  expect(await part(page, 'Sales today').getByText('Team').count()).toBe(0)
})

test('what is unread, priced, sold and announced MUST be on the home screen as it happens, and lead to where it is done', async () => {
  const [jimmy, danny, admin] = [
    await parley.colleague('jimmy.solid'),
    await parley.colleague('danny.solid'),
    await parley.colleague('admin'),
  ]
  for (let adults = 1; adults <= 5; adults++) await jimmy.prices({ adults })
  const page = await parley.agent('jimmy.solid', {}, '/home')
  const boss = await parley.agent('admin', {}, '/home')

  await danny.says('Fire drill at ten')
  const unread = part(page, 'Unread').getByRole('link', { name: /All agents/ })
  await unread.getByText('Danny Solid: Fire drill at ten').waitFor()
  await danny.says('@jimmy.solid are you coming?')
  await part(page, 'Unread')
    .getByRole('link', { name: /All agents.*1 with your name, 2 unread/ })
    .waitFor()
  await unread.getByText('Danny Solid: @jimmy.solid are you coming?').waitFor()

  const sales = part(page, 'Sales today')
  const team = part(boss, 'Sales today')
  await team.getByText('Team').waitFor()
  await danny.sells()
  await team.getByText('€36.00').waitFor()
  await jimmy.sells({ adults: 2 })
  await team.getByText('€108.00').waitFor()
  await sales.getByText('€72.00').waitFor()
  expect(await sales.getByText('1 policy').count()).toBe(1)
  const ending = part(page, 'Ending within 30 days').getByRole('link', { name: /Jan Żak/ })
  await ending.getByText(/^in \d+ days$/).waitFor()

  await admin.announces('Closed on Monday', { pinned: true })
  await page
    .getByRole('main')
    .getByRole('list', { name: 'Pinned announcements' })
    .getByText('Closed on Monday')
    .waitFor()

  const offers = part(page, 'Open offers')
  const rows = offers.getByRole('listitem')
  expect(await rows.count()).toBe(4)
  await offers.getByRole('button', { name: 'Show more' }).click()
  await eventually(() => rows.count()).toBe(5)
  await rows
    .first()
    .getByRole('link', { name: /Safe Traveller.*€180\.00.*Open/ })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Policy holder' }).waitFor()
  await page.goBack()
  await unread.click()
  await page.getByRole('log').getByText('Fire drill at ten').waitFor()
})
