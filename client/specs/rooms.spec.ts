import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, line, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const rooms = (page: Page) => page.getByRole('navigation', { name: 'Rooms' }).filter({ visible: true })
const inSight = (page: Page, text: string) =>
  line(page, text).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    const around = element.closest('[role=log]')?.getBoundingClientRect()
    return around !== undefined && top >= around.top && bottom <= around.bottom
  })

test('opening a room MUST begin at the first unread message, and what was shown is read in every tab and after a reload', async () => {
  const danny = await parley.colleague('danny.solid')
  const jimmy = await parley.colleague('jimmy.solid')
  await danny.says('Read long ago')
  await jimmy.hasReadAll()
  for (let number = 1; number <= 70; number++) await danny.says(`News ${number}`)
  const page = await parley.agent('jimmy.solid', {}, '/sell')
  await page.getByRole('link', { name: /^Chat.*70 unread messages/ }).waitFor()
  const other = await page.context().newPage()
  await other.goto(`${parley.url}/policies`)
  await other.getByRole('link', { name: /^Chat.*70 unread messages/ }).waitFor()
  await page.bringToFront()
  await page.getByRole('link', { name: /^Chat/ }).click()
  await log(page)
    .getByText(/^70 new since \d\d:\d\d$/)
    .waitFor()
  await eventually(() => inSight(page, 'News 1')).toBe(true)
  // Only what was shown is read.
  const left = other.getByRole('link', { name: /^Chat.*, \d+ unread messages/ })
  await eventually(async () => Number(/(\d+) unread/.exec(await left.innerText())?.[1] ?? 0)).toBeLessThan(70)
  await page.getByRole('button', { name: /new message|Jump to latest/ }).click()
  await eventually(() => inSight(page, 'News 70')).toBe(true)
  await other.getByRole('link', { name: 'Chat', exact: true }).waitFor()
  await page.reload()
  await eventually(() => inSight(page, 'News 70')).toBe(true)
  expect(
    await log(page)
      .getByText(/new since/)
      .count(),
  ).toBe(0)
})

test('a room MUST be made, found and joined, and whoever leaves one room find it as it was', async () => {
  const jimmy = await parley.agent('jimmy.solid', {}, '/chat/rooms')
  await jimmy.getByRole('button', { name: 'Create a room' }).click()
  await jimmy.getByRole('textbox', { name: 'Name' }).fill('Boats')
  await jimmy.getByRole('textbox', { name: 'What it is about' }).fill('Whatever floats')
  await jimmy.getByRole('button', { name: 'Create', exact: true }).click()
  await jimmy.getByRole('heading', { level: 1, name: 'Boats' }).waitFor()
  await say(jimmy, 'Ahoy')
  await line(jimmy, 'Ahoy').locator('time').first().waitFor()

  const danny = await parley.agent('danny.solid', { size: 'phone' }, '/chat/rooms')
  await danny.getByRole('searchbox', { name: 'Find a room' }).fill('floats')
  await danny.getByRole('button', { name: 'Join Boats' }).click()
  await line(danny, 'Ahoy').waitFor()
  const typing = danny.getByText('Jimmy Solid is typing')
  await eventually(async () => {
    await composer(jimmy).fill('Half written')
    return typing.count()
  }).toBe(1)
  await rooms(jimmy).getByRole('link', { name: 'All agents' }).click()
  await jimmy.getByRole('heading', { level: 1, name: 'All agents' }).waitFor()
  await eventually(() => typing.count()).toBe(0)
  expect(await composer(jimmy).inputValue()).toBe('')
  await say(danny, 'Aye aye')
  await rooms(jimmy)
    .getByRole('link', { name: /Boats.*1 unread/ })
    .click()
  await line(jimmy, 'Aye aye').waitFor()
  expect(await composer(jimmy).inputValue()).toBe('Half written')
  await rooms(jimmy).getByRole('link', { name: 'Boats', exact: true }).waitFor()
})

test('an answer, an edit, a deletion and reactions of others MUST be seen as they happen, and a reaction be taken up', async () => {
  const danny = await parley.colleague('danny.solid')
  const page = await parley.agent('jimmy.solid', {}, '/chat')
  const question = await danny.writes('Who has teh keys?')
  await danny.writes('I had them yesterday', question)
  await log(page).getByRole('blockquote').getByText('Who has teh keys?').waitFor()
  await danny.edits(question, 'Who has the keys?')
  await line(page, 'Who has the keys?').getByText('(edited)').waitFor()
  await danny.reacts(question, '🔑')
  const reaction = log(page).getByRole('button', { name: /^🔑/ })
  await reaction.click()
  await eventually(() => reaction.getAttribute('aria-label')).toBe('🔑 2: Danny Solid, Jimmy Solid')
  expect(await reaction.getAttribute('aria-pressed')).toBe('true')
  await danny.deletes(question)
  await log(page).getByText('Message deleted').first().waitFor()
  await eventually(() => log(page).getByText('Who has the keys?').count()).toBe(0)
})

test('a direct message MUST call whoever looks elsewhere, once in all tabs, and be taken back once it is read', async () => {
  const danny = await parley.colleague('danny.solid')
  const jimmy = await parley.colleague('jimmy.solid')
  const page = await parley.agent('jimmy.solid', {}, '/policies')
  await page.context().grantPermissions(['notifications'], { origin: parley.url })
  const other = await page.context().newPage()
  await other.goto(`${parley.url}/sell`)
  for (const tab of [page, other]) {
    await tab.reload()
    await tab.evaluate(async () => {
      await navigator.serviceWorker.ready
      document.hasFocus = () => false
    })
    await tab.getByRole('link', { name: /^Chat/ }).waitFor()
  }
  const called = () =>
    page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => `${title}: ${body}`),
    )
  const room = await danny.opens('jimmy.solid')
  const { cursor } = await danny.writesIn(room, 'Have you a minute?')
  await eventually(called).toEqual(['Danny Solid: Have you a minute?'])
  await eventually(() => page.title()).toMatch(/^\(1\) /)
  await jimmy.hasRead(room, cursor)
  await eventually(called).toEqual([])
})
