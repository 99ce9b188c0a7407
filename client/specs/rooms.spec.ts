import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, line, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { barriers } from './looking.ts'
import { eventually, until } from './waiting.ts'

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
  await danny.says('Good morning')
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
    // What comes from now on is new: the list of rooms is there.
    await tab.getByRole('link', { name: /^Chat.*unread/ }).waitFor()
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

  // What the service worker does with a push. Of another room: the tabs may still be taking back what was shown of the first.
  const worker = await until('the worker is there', () => page.context().serviceWorkers()[0])
  const pushed = (message: object) => worker.evaluate((given) => Reflect.get(globalThis, 'takePush')(given), message)
  await pushed({ room: 'another', title: 'Danny Solid', body: 'Still there?', path: '/chat/another' })
  await eventually(called).toEqual(['Danny Solid: Still there?'])
  await pushed({ read: 'another' })
  await eventually(called).toEqual([])
})

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

test('members MUST be brought in, given a role and removed, and whoever is removed while she looks be told so', async () => {
  const jimmy = await parley.agent('jimmy.solid', {}, '/chat/rooms')
  await jimmy.getByRole('button', { name: 'Create a room' }).click()
  const form = jimmy.getByRole('dialog', { name: 'Create a room' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Board')
  await form.getByText('Closed: by invitation').click()
  await form.getByRole('checkbox', { name: /^Danny Solid/ }).check()
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await title(jimmy, 'Board')

  const danny = await parley.agent('danny.solid')
  await rooms(danny).getByRole('link', { name: 'Board' }).click()
  await title(danny, 'Board')
  await jimmy.getByRole('button', { name: 'Members' }).click()
  const details = jimmy.getByRole('complementary', { name: 'Board' })
  const member = details.getByRole('listitem').filter({ hasText: 'Danny Solid' })
  const asks = async (what: string) => {
    await jimmy.getByRole('button', { name: 'What to do with Danny Solid' }).click()
    await jimmy.getByRole('menuitem', { name: what }).click()
  }
  await member.getByText('online', { exact: true }).waitFor()
  expect(await barriers(jimmy)).toEqual([])
  await asks('Make an owner')
  await member.getByText('owner · online').waitFor()

  await details.getByRole('button', { name: 'Rename' }).click()
  const name = jimmy.getByRole('dialog').getByRole('textbox', { name: 'Name' })
  await name.fill(' ')
  await name.press('Enter')
  await jimmy.getByText('The name must not be empty.').waitFor()
  await name.fill('Council')
  await name.press('Enter')
  await title(danny, 'Council')

  await danny.getByRole('button', { name: /^Call me for: Mentions/ }).click()
  await danny.getByRole('dialog').getByRole('radio', { name: 'Nothing' }).check()
  await danny.getByRole('button', { name: /^Call me for: Nothing/ }).waitFor()

  // What a member of a closed room pins all find again, and who keeps it in order takes it down.
  await danny.keyboard.press('Escape')
  await say(danny, 'The door code is under the mat')
  const pinned = line(jimmy, 'The door code is under the mat')
  await pinned.waitFor()
  await line(danny, 'The door code is under the mat').locator('time').first().waitFor()
  await line(danny, 'The door code is under the mat').hover()
  await line(danny, 'The door code is under the mat').getByRole('button', { name: 'Message actions' }).click()
  await danny.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  await pinned.getByText('Pinned by Danny Solid').waitFor()
  const council = jimmy.getByRole('complementary', { name: 'Council' })
  await council.getByRole('tab', { name: 'Pinned' }).click()
  await council.getByRole('link', { name: /The door code is under the mat/ }).click()
  await jimmy.waitForURL(/\/chat\/[^/]+\/[0-9a-f-]{36}$/)
  expect(await barriers(jimmy)).toEqual([])
  await council.getByRole('button', { name: /^Unpin/ }).click()
  await council.getByText('Nothing is pinned yet.').waitFor()
  await eventually(() => danny.getByText('Pinned by Danny Solid').count()).toBe(0)
  await council.getByRole('tab', { name: 'People' }).click()

  await asks('Remove from the room')
  await danny.getByRole('heading', { name: 'You are no longer in Council' }).waitFor()
  await eventually(() => composer(danny).count()).toBe(0)
  await danny.getByRole('main').getByRole('link', { name: 'See your rooms' }).click()
  await title(danny, 'Rooms')
  await eventually(() => rooms(danny).getByRole('link', { name: 'Council' }).count()).toBe(0)

  const answers = (answer: string) => jimmy.getByRole('dialog').getByRole('button', { name: answer }).click()
  await council.getByRole('button', { name: 'Archive' }).click()
  await answers('Archive')
  await council.getByText('Archived: it can only be read').waitFor()
  await eventually(() => composer(jimmy).isDisabled()).toBe(true)
  expect(await rooms(jimmy).getByRole('link', { name: 'Council' }).count()).toBe(0)
  await council.getByRole('button', { name: 'Open again' }).click()
  await rooms(jimmy).getByRole('link', { name: 'Council' }).waitFor()
  await council.getByRole('button', { name: 'Leave' }).click()
  await answers('Leave')
  await title(jimmy, 'Rooms')
  await eventually(() => rooms(jimmy).getByRole('link', { name: 'Council' }).count()).toBe(0)
})

test('a name MUST lead to the person alone, and what is written there be counted as for the other', async () => {
  const danny = await parley.colleague('danny.solid')
  const page = await parley.agent('jimmy.solid')
  await say(page, 'Anybody there?')
  await line(page, 'Anybody there?').locator('time').first().waitFor()
  await danny.says('Somebody to talk to')
  await line(page, 'Somebody to talk to').waitFor()
  const dannysName = log(page).getByRole('button', { name: 'Danny Solid' }).last()
  await dannysName.press('Enter')
  const card = page.getByRole('dialog', { name: 'Danny Solid' })
  await card.getByText(/^Agent · (online|offline|last seen)/).waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => dannysName.evaluate((element) => element === document.activeElement)).toBe(true)
  await dannysName.click()
  await card.getByRole('button', { name: 'Message' }).click()
  await title(page, 'Danny Solid')
  await say(page, 'Between us')

  const other = await parley.agent('danny.solid', { size: 'phone' }, '/chat/rooms')
  await other.getByRole('link', { name: /^Chat.*1 for you/ }).waitFor()
  await eventually(() => other.title()).toMatch(/^\(1\) /)
  await rooms(other)
    .getByRole('link', { name: /^Jimmy Solid.*unread/ })
    .click()
  await line(other, 'Between us').waitFor()
})

test('a few letters MUST lead anywhere, and the keys for it be listed', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/policies')
  const field = page.getByRole('combobox', { name: 'Room, person or screen' })
  await page.keyboard.press('Control+k')
  await field.fill('dso')
  await page.getByRole('option', { name: /^Danny Solid/ }).waitFor()
  await field.press('Enter')
  await title(page, 'Danny Solid')
  await page.keyboard.press('Control+k')
  // Where one has just been stands first.
  await eventually(() => page.getByRole('option').first().innerText()).toContain('Policies')
  await field.fill('all')
  await page.getByRole('option', { name: /^All agents/ }).click()
  await title(page, 'All agents')
  await page.keyboard.press('Control+/')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('The unread room below').waitFor()
})

test('messages MUST be found by their words, be gone to, and going back MUST find the search as it was', async () => {
  const danny = await parley.colleague('danny.solid')
  for (let number = 1; number <= 25; number++) await danny.says(`Tractor ${number} is in the barn`)
  const page = await parley.agent('jimmy.solid')
  await rooms(page).getByRole('searchbox', { name: 'Search messages' }).fill('trac has:barn')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('has: must be followed by link or file.').waitFor()
  const field = page.getByRole('main').getByRole('searchbox', { name: 'Search messages' })
  await field.fill('barn trac from:danny.solid')
  const hits = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.locator('mark') })
  await hits.first().getByText('Danny Solid in All agents').waitFor()
  expect(await hits.first().locator('mark').allInnerTexts()).toEqual(['Tractor', 'barn'])
  await hits.last().scrollIntoViewIfNeeded()
  await eventually(() => hits.count()).toBe(25)
  await hits.last().scrollIntoViewIfNeeded()
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Tractor 1 is' }).click()
  await page.waitForURL(/\/chat\/general\/[0-9a-f-]{36}$/)
  await eventually(() => inSight(page, 'Tractor 1 is in the barn')).toBe(true)
  const address = page.url()
  await page.goBack()
  await eventually(() => hits.count()).toBe(25)
  expect(await field.inputValue()).toBe('barn trac from:danny.solid')
  await eventually(() => page.getByRole('main').evaluate((main) => main.scrollTop)).toBeGreaterThan(400)

  // The same place, for whoever has to log in first.
  const visitor = await parley.visitor({}, new URL(address).pathname)
  await visitor.getByRole('button', { name: /Jimmy Solid/ }).click()
  await eventually(() => inSight(visitor, 'Tractor 1 is in the barn')).toBe(true)
})
