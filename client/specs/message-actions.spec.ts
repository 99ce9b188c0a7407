import { createHmac } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../api/db/testing.ts'
import { composer, line, log, say } from './chatting.ts'
import { createColleague } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { barriers } from './looking.ts'
import { eventually, until } from './waiting.ts'

const secret = 'a secret that is shared with the old portal'
const database = await testDatabase()
afterAll(database.drop)
const parley = parleyInBrowser({ JWT_SECRET: secret, DATABASE_URL: database.url })

/** The room has it: it is not on its way any more. */
const sent = (page: Page, text: string) => line(page, text).and(page.locator(':not([data-state])')).first().waitFor()
const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })

/** Points at the message and presses one of its buttons. */
async function press(page: Page, text: string, button: string): Promise<void> {
  await line(page, text).hover()
  await line(page, text).getByRole('button', { name: button, exact: true }).click()
}

async function choose(page: Page, text: string, action: string): Promise<void> {
  await press(page, text, 'Message actions')
  await menuItem(page, action).click()
}

test('an own message MUST be edited, reacted to and deleted before the eyes of others, and never replace a newer text unasked', async () => {
  const jimmy = await parley.agent('jimmy.solid')
  const danny = await parley.agent('danny.solid')
  await say(jimmy, 'Teh keys are here')
  await sent(jimmy, 'Teh keys are here')
  await eventually(() => hasFocus(composer(jimmy))).toBe(true)
  await composer(jimmy).press('ArrowUp')
  await eventually(() => composer(jimmy).inputValue()).toBe('Teh keys are here')
  await composer(jimmy).press('Escape')
  expect(await composer(jimmy).inputValue()).toBe('')

  // What was begun waits until the edit is done.
  await composer(jimmy).fill('Half a sentence')
  await choose(jimmy, 'Teh keys are here', 'Edit')
  await composer(jimmy).fill('The keys are here')
  await composer(jimmy).press('Enter')
  await line(danny, 'The keys are here').waitFor()
  expect(await composer(jimmy).inputValue()).toBe('Half a sentence')
  await composer(jimmy).fill('')
  await line(danny, 'The keys are here').getByRole('button', { name: '(edited)' }).click()
  await danny.getByRole('dialog', { name: 'Earlier versions' }).getByText('Teh keys are here').waitFor()
  await danny.keyboard.press('Escape')

  // The same message is edited on another device while one edits it here.
  const phone = await parley.colleague('jimmy.solid')
  const id = (await line(jimmy, 'The keys are here').getAttribute('data-row')) ?? ''
  await composer(jimmy).press('ArrowUp')
  await eventually(() => composer(jimmy).inputValue()).toBe('The keys are here')
  await phone.edits(id, 'The keys are gone')
  await line(jimmy, 'The keys are gone').waitFor()
  await composer(jimmy).fill('The keys are lost')
  await composer(jimmy).press('Enter')
  const conflict = jimmy.getByRole('alert').filter({ hasText: 'edited elsewhere' })
  await conflict.getByText('The keys are gone').waitFor()
  expect(await composer(jimmy).inputValue()).toBe('The keys are lost')
  expect(await line(danny, 'The keys are gone').count()).toBe(1)
  await conflict.getByRole('button', { name: 'Save mine instead' }).click()
  await line(danny, 'The keys are lost').waitFor()
  await eventually(() => composer(jimmy).inputValue()).toBe('')

  // The time for an edit ends while one writes: what was written stays, with the reason.
  await composer(jimmy).press('ArrowUp')
  await eventually(() => composer(jimmy).inputValue()).toBe('The keys are lost')
  await composer(jimmy).fill('The keys are found')
  const { sql } = database.db
  await sql`update message set sent_at = sent_at - interval '1 week' where id = ${id}`
  await composer(jimmy).press('Enter')
  await jimmy.getByRole('alert').filter({ hasText: 'could be edited is over' }).waitFor()
  expect(await composer(jimmy).inputValue()).toBe('The keys are found')
  await sql`update message set sent_at = sent_at + interval '1 week' where id = ${id}`
  await composer(jimmy).press('Escape')

  await press(jimmy, 'The keys are lost', 'Add a reaction')
  const picker = jimmy.getByRole('dialog', { name: 'Add a reaction' })
  await picker.getByRole('listbox', { name: 'Emoji' }).getByRole('option').first().waitFor()
  expect(await barriers(jimmy)).toEqual([])
  await picker.getByRole('button', { name: 'thumbs up' }).click()
  await line(danny, 'The keys are lost').getByRole('button', { name: '👍 1: Jimmy Solid' }).waitFor()
  await press(jimmy, 'The keys are lost', 'Add a reaction')
  await picker.getByRole('combobox', { name: 'Find an emoji' }).pressSequentially('sailboat')
  await jimmy.keyboard.press('Enter')
  await line(danny, 'The keys are lost').getByRole('button', { name: '⛵ 1: Jimmy Solid' }).click()
  await line(jimmy, 'The keys are lost').getByRole('button', { name: '⛵ 2: Jimmy Solid, Danny Solid' }).waitFor()

  // Somebody else's message is not Danny's to take away.
  await press(danny, 'The keys are lost', 'Message actions')
  await menuItem(danny, 'Copy text').waitFor()
  expect(await menuItem(danny, 'Delete').count()).toBe(0)
  expect(await menuItem(danny, 'Edit').count()).toBe(0)
  expect(await barriers(danny)).toEqual([])
  await danny.keyboard.press('Escape')
  await choose(jimmy, 'The keys are lost', 'Delete')
  await jimmy.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  for (const page of [danny, jimmy]) {
    await line(page, 'The keys are lost').waitFor({ state: 'detached' })
    await line(page, 'Message deleted').last().waitFor()
  }
  await eventually(() => hasFocus(composer(jimmy))).toBe(true)

  // The number of a policy leads there and tells of it, for those alone who may see it.
  const number = await phone.sells()
  const asked = danny.waitForResponse((response) => response.request().postData()?.includes('BusinessNumber') ?? false)
  await phone.says(`Please look at ${number}.`)
  const link = log(jimmy).getByRole('link', { name: number })
  await link.focus()
  await jimmy.getByText('Jan Żak').waitFor()
  await asked
  await line(danny, `Please look at ${number}.`).waitFor()
  expect(await log(danny).getByRole('link', { name: number }).count()).toBe(0)
  await link.click()
  await jimmy.waitForURL(`**/policies/${number}`)
})

test('an answer MUST keep its quote over a reload and lead to what it answers, and names be completed while one writes', async () => {
  const danny = await parley.colleague('danny.solid')
  const question = await danny.writes('Who has the boat keys?')
  const page = await parley.agent('jimmy.solid')
  await press(page, 'Who has the boat keys?', 'Reply')
  await page.getByText('Reply to Danny Solid').waitFor()
  await eventually(() => hasFocus(composer(page))).toBe(true)
  await page.reload()
  await page.getByText('Reply to Danny Solid').waitFor()
  await say(page, 'I have them')
  await sent(page, 'I have them')
  await line(page, 'I have them').getByRole('blockquote').getByText('Who has the boat keys?').waitFor()
  await page.getByText('Reply to Danny Solid').waitFor({ state: 'detached' })
  // As far away as another page of the room.
  for (let number = 1; number <= 60; number++) await danny.says(`Small talk ${number}`)
  await danny.writes('They are here', question)
  const quote = line(page, 'They are here').getByRole('link', { name: 'Who has the boat keys?' })
  for (let time = 1; time <= 2; time++) {
    await quote.click()
    await page.waitForURL(`**/chat/general/${question}`)
    await eventually(() => hasFocus(line(page, 'Who has the boat keys?').first())).toBe(true)
    await page.getByRole('button', { name: /Jump to latest/ }).click()
    await quote.waitFor()
  }

  await composer(page).pressSequentially('Ask @dan')
  const options = page.getByRole('listbox', { name: 'People' }).getByRole('option')
  await options.filter({ hasText: 'Danny Solid' }).waitFor()
  expect(await composer(page).getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'))
  expect(await barriers(page)).toEqual([])
  await composer(page).press('Tab')
  await eventually(() => composer(page).inputValue()).toBe('Ask @danny.solid ')
  await composer(page).pressSequentially(':tad')
  await page.getByRole('option', { name: /:tada:/ }).waitFor()
  await composer(page).press('Enter')
  await eventually(() => composer(page).inputValue()).toBe('Ask @danny.solid 🎉 ')
  await composer(page).pressSequentially('@da')
  await options.first().waitFor()
  await composer(page).press('Escape')
  await options.first().waitFor({ state: 'detached' })
  await composer(page).fill('')

  // With so many, @here is asked about first.
  const crowd = Array.from({ length: 9 }, (_, at) => createColleague(parley.url, `agent-${at}`, tokenOf(`agent-${at}`)))
  await Promise.all(crowd.map((agent) => agent.hasReadAll()))
  await say(page, '@here a call to all')
  const asks = log(page).getByRole('alert').filter({ hasText: '@here calls' })
  await asks.waitFor()
  expect((await danny.reads(3)).filter((text) => text.startsWith('@here'))).toEqual([])
  await asks.getByRole('button', { name: 'Call them' }).click()
  await eventually(async () => (await danny.reads(1)).at(-1)).toBe('@here a call to all')
})

test('what is marked unread MUST stay unread while one looks at it, on every device, until one comes back', async () => {
  const danny = await parley.colleague('danny.solid')
  await (await parley.colleague('jimmy.solid')).hasReadAll()
  const jimmy = await parley.agent('jimmy.solid')
  for (const text of ['Read later', 'And this', 'And that']) await danny.says(text)
  await line(jimmy, 'And that').waitFor()
  const other = await jimmy.context().newPage()
  await other.goto(`${parley.url}/sell`)
  const unread = (count: number) =>
    other.getByRole('link', { name: count > 0 ? new RegExp(`^Chat.*, ${count} unread`) : 'Chat', exact: count === 0 })
  await jimmy.bringToFront()
  await unread(0).waitFor()
  await choose(jimmy, 'And this', 'Mark unread from here')
  await unread(2).waitFor()
  await jimmy.getByRole('link', { name: /^Chat.*, 2 unread/ }).waitFor()
  await log(jimmy)
    .getByText(/^2 new since/)
    .waitFor()
  // News in sight would be read at any other time.
  await danny.says('And more')
  await line(jimmy, 'And more').waitFor()
  await unread(3).waitFor()
  await jimmy.getByRole('link', { name: 'Sell' }).click()
  await jimmy.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
  await jimmy.getByRole('link', { name: /^Chat.*3 unread/ }).click()
  await line(jimmy, 'And more').waitFor()
  await unread(0).waitFor()
})

test('everything one does with a message MUST be reached by the keyboard, and by a finger', async () => {
  const danny = await parley.colleague('danny.solid')
  for (const text of ['From the keyboard', 'With a finger']) await danny.says(text)
  const page = await parley.agent('jimmy.solid')
  await line(page, 'With a finger').waitFor()
  await log(page).focus()
  await until('the first row has the focus', async () => {
    await page.keyboard.press('ArrowUp')
    return hasFocus(line(page, 'From the keyboard'))
  })
  await page.keyboard.press('Tab')
  await eventually(() =>
    hasFocus(line(page, 'From the keyboard').getByRole('button', { name: 'Add a reaction' })),
  ).toBe(true)
  // However many rows there are.
  expect(await log(page).getByRole('button', { name: 'Message actions' }).count()).toBe(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await menuItem(page, 'Copy link').waitFor()
  await page.keyboard.press('Escape')
  await eventually(() =>
    hasFocus(line(page, 'From the keyboard').getByRole('button', { name: 'Message actions' })),
  ).toBe(true)
  await page.keyboard.press('Escape')
  await eventually(() => hasFocus(composer(page))).toBe(true)

  const phone = await parley.agent('jimmy.solid', { size: 'phone' })
  await line(phone, 'With a finger').waitFor()
  await line(phone, 'With a finger').getByText('With a finger').tap()
  await line(phone, 'With a finger').getByRole('button', { name: 'Message actions' }).tap()
  const sheet = phone.getByRole('dialog', { name: 'Message' })
  await sheet.getByRole('button', { name: 'Mark unread from here' }).waitFor()
  await sheet.getByRole('button', { name: 'Close' }).tap()
  await sheet.waitFor({ state: 'detached' })
  await rest(phone, line(phone, 'With a finger').getByText('With a finger'), sheet)
  expect(await barriers(phone)).toEqual([])
  await sheet.getByRole('button', { name: 'party popper' }).tap()
  await line(phone, 'With a finger').getByRole('button', { name: '🎉 1: Jimmy Solid' }).waitFor()
})

/** A finger rests on it until this shows. */
async function rest(page: Page, on: Locator, until: Locator): Promise<void> {
  const { x = 0, y = 0, height = 0 } = (await on.boundingBox()) ?? {}
  const finger = await page.context().newCDPSession(page)
  const touchPoints = [{ x: x + 10, y: y + height / 2 }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await until.waitFor()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

/** As the old portal signs it. */
function tokenOf(login: string): string {
  const claims = {
    unique_name: login,
    name: login,
    role: ['SALESMAN', 'USER'],
    exp: Math.floor(Date.now() / 1_000) + 3_600,
  }
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims]
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
