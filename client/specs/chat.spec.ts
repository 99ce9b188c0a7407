import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, line, lines, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const sent = (page: Page, text: string) => line(page, text).locator('time').first().waitFor()
const since = (all: string[], first: string) => all.slice(all.indexOf(first))

test('two agents MUST see what both say once and in the same order', async () => {
  const jimmy = await parley.agent('jimmy.solid')
  const danny = await parley.agent('danny.solid', { size: 'phone', scheme: 'dark' })
  await say(jimmy, 'Morning! Anybody in?')
  await line(danny, 'Morning! Anybody in?').waitFor()
  await say(danny, 'Just arrived.')
  await line(jimmy, 'Just arrived.').waitFor()
  const texts = ['one', 'two', 'three']
  // At the same time, and each without waiting for the last.
  const talk = async (page: Page, who: string) => {
    for (const text of texts) await say(page, `${who} ${text}`)
  }
  await Promise.all([talk(jimmy, 'jimmy'), talk(danny, 'danny')])
  const all = [...texts.map((text) => `jimmy ${text}`), ...texts.map((text) => `danny ${text}`)]
  for (const page of [jimmy, danny]) for (const text of all) await sent(page, text)

  const seen = since(await lines(jimmy), 'Morning! Anybody in?')
  expect(seen.slice(0, 2)).toEqual(['Morning! Anybody in?', 'Just arrived.'])
  expect(seen.slice(2).toSorted()).toEqual(all.toSorted())
  expect(seen.filter((text) => text.startsWith('jimmy'))).toEqual(texts.map((text) => `jimmy ${text}`))
  await eventually(async () => since(await lines(danny), 'Morning! Anybody in?')).toEqual(seen)
})

test('an own message MUST stand there at once as on its way, and as sent when the server has it', async () => {
  const page = await parley.agent('jimmy.solid')
  await log(page).waitFor()
  parley.server.freeze()
  try {
    await say(page, 'Is this thing on?')
    await line(page, 'Is this thing on?').getByText('sending…').waitFor()
    expect(await line(page, 'Is this thing on?').locator('time').count()).toBe(0)
    // The next one can be written at once.
    expect(await composer(page).inputValue()).toBe('')
    expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true)
  } finally {
    parley.server.thaw()
  }
  await sent(page, 'Is this thing on?')
  expect(await line(page, 'Is this thing on?').count()).toBe(1)
})

test('nothing empty and nothing over the limit MUST be sent, and the limit MUST be counted in characters', async () => {
  const page = await parley.agent('jimmy.solid')
  const colleague = await parley.colleague('danny.solid')
  const before = await colleague.reads(1)
  const button = page.getByRole('button', { name: 'Send' })
  await say(page, '   \n ')
  expect(await button.isDisabled()).toBe(true)
  await say(page, '😀'.repeat(4_001))
  await page.getByText('4,001 of 4,000 characters: too long to send').waitFor()
  expect(await button.isDisabled()).toBe(true)
  expect(await composer(page).inputValue()).toHaveLength(8_002)
  expect(await colleague.reads(1)).toEqual(before)
  await say(page, '😀'.repeat(4_000))
  await eventually(() => colleague.reads(1)).toEqual(['😀'.repeat(4_000)])
})

test('what somebody writes MUST stay text: no element, no script, no other links than those it shows', async () => {
  const page = await parley.agent('jimmy.solid')
  const colleague = await parley.colleague('danny.solid')
  const hostile = [
    '<img src=x onerror="document.title=1"><b>bold</b>',
    '<script>document.title = 1</script> &amp; "quotes"',
    'javascript:alert(1) data:text/html,hi https://user@evil.example/ https://example.com/a?b=<i>',
  ]
  for (const text of hostile) await colleague.says(text)
  for (const text of hostile) await line(page, text).waitFor()
  expect(await log(page).locator('img, script, b, i').count()).toBe(0)
  const links = await log(page)
    .locator('a')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
  expect(links).toEqual(['https://example.com/a?b='])
  expect(await log(page).locator('a').getAttribute('rel')).toContain('noopener')
})

test('Shift and Enter MUST begin a line, and what is half written MUST survive a reload', async () => {
  const page = await parley.agent('jimmy.solid')
  await composer(page).fill('First line')
  await composer(page).press('Shift+Enter')
  await composer(page).pressSequentially('second line')
  await page.reload()
  await eventually(() => composer(page).inputValue()).toBe('First line\nsecond line')
  await composer(page).press('Enter')
  await eventually(async () => (await lines(page)).at(-1)).toBe('First line\nsecond line')
})

test('a message that the server refuses MUST say why, and be sent again or discarded as its author likes', async () => {
  const page = await parley.agent('jimmy.solid')
  const colleague = await parley.colleague('danny.solid')
  await say(page, 'Refused\u0000for its NUL')
  const failed = log(page).getByRole('alert').filter({ hasText: 'Not sent' })
  await failed.waitFor()
  await page.reload()
  await failed.getByRole('button', { name: 'Send again' }).click()
  await failed.waitFor()
  await failed.getByRole('button', { name: 'Edit' }).click()
  await failed.waitFor({ state: 'detached' })
  expect(await composer(page).inputValue()).toBe('Refused\u0000for its NUL')
  await composer(page).press('Enter')
  await failed.waitFor()
  await failed.getByRole('button', { name: 'Discard' }).click()
  await failed.waitFor({ state: 'detached' })
  await say(page, 'A good one')
  await sent(page, 'A good one')
  expect((await colleague.reads()).filter((text) => text.startsWith('Refused'))).toEqual([])
})

test('on a touch screen Enter MUST begin a line, and the button send', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await composer(page).fill('First line')
  await composer(page).press('Enter')
  await composer(page).pressSequentially('second line')
  expect(await composer(page).inputValue()).toBe('First line\nsecond line')
  expect(await composer(page).getAttribute('enterkeyhint')).toBe('enter')
  await page.getByRole('button', { name: 'Send' }).click()
  await eventually(async () => (await lines(page)).at(-1)).toBe('First line\nsecond line')
})

test('a long message MUST be folded after twelve lines, until the reader or the keyboard opens it', async () => {
  const page = await parley.agent('jimmy.solid')
  const text = Array.from({ length: 40 }, (_, at) => `Line ${at} https://example.com/${at}`).join('\n')
  await (await parley.colleague('danny.solid')).says(text)
  // Not what is said of it to assistive technology a moment later.
  const shown = log(page).getByText('Line 0 https://example.com/0').last()
  await shown.waitFor()
  const height = async () => Math.round((await shown.boundingBox())?.height ?? 0)
  await eventually(height).toBe(12 * 24)
  await page.getByRole('button', { name: 'Show the whole message' }).last().click()
  await eventually(height).toBe(40 * 24)
  await page.getByRole('button', { name: 'Show less' }).click()
  await eventually(height).toBe(12 * 24)
  await page.getByRole('link', { name: 'https://example.com/30' }).focus()
  await eventually(height).toBe(40 * 24)
})

test('"Today" MUST become "Yesterday" at midnight, also in a room that stays open', async () => {
  const page = await parley.agent('jimmy.solid')
  await page.clock.install()
  await say(page, 'Before midnight')
  await sent(page, 'Before midnight')
  await page.reload()
  await line(page, 'Before midnight').waitFor()
  const day = (name: string) => log(page).getByText(name, { exact: true })
  await day('Today').waitFor()
  const untilMidnight = await page.evaluate(() => {
    const now = new Date()
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime()
  })
  await page.clock.fastForward(untilMidnight - 30_000)
  // What such a leap sets off is over when a colleague is heard again; then nothing but the day changes.
  await (await parley.colleague('danny.solid')).says('Good night')
  await line(page, 'Good night').waitFor()
  await day('Today').waitFor()
  await page.clock.fastForward(31_000)
  await day('Yesterday').waitFor()
  expect(await day('Today').count()).toBe(0)
})

test('an agent with three tabs MUST be one person online, and whoever is away MUST be shown as away', async () => {
  const danny = await parley.agent('danny.solid')
  for (const path of ['/sell', '/policies']) await (await danny.context().newPage()).goto(parley.url + path)
  const jimmy = await parley.agent('jimmy.solid')
  const person = (name: string) => jimmy.getByRole('complementary').getByRole('listitem').filter({ hasText: name })
  await person('Danny Solid').getByText('online', { exact: true }).waitFor()
  await person('Jimmy Solid (you)').getByText('online', { exact: true }).waitFor()
  await person('Admin').getByText('offline', { exact: true }).waitFor()
  await jimmy.getByRole('complementary').getByText('2 online').waitFor()
  expect(await person('Danny Solid').count()).toBe(1)
  // On a phone the same list is one tap away.
  const phone = await parley.agent('jimmy.solid', { size: 'phone' })
  await phone.getByRole('button', { name: '2 online' }).click()
  await phone.getByRole('dialog').getByText('Danny Solid').waitFor()
})

test('markup MUST be shown as what it means, code be copied, and a mention and an emoji be known by their names', async () => {
  const page = await parley.agent('jimmy.solid')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: parley.url })
  const danny = await parley.colleague('danny.solid')
  await danny.says('**Mind** the ~~old~~ *new* `rate` :tada: @Jimmy.Solid @danny.solid @nobody.else')
  await danny.says('> It ends in May\nWhen?\n```sql\nselect 1\n  from rate\n```\n1. ask\n2. www.firma.example')
  const first = log(page).getByRole('article').filter({ hasText: 'Mind' }).last()
  await first.getByRole('img', { name: 'party popper' }).waitFor()
  expect(await first.locator('strong, s, em, code').allInnerTexts()).toEqual(['Mind', 'old', 'new', 'rate'])
  await eventually(() => first.locator('[data-me]').allInnerTexts()).toEqual(['@Jimmy.Solid', '@danny.solid'])
  expect(await first.locator('[data-me=true]').innerText()).toBe('@Jimmy.Solid')

  const second = log(page).getByRole('article').filter({ hasText: 'When?' }).last()
  expect(await second.locator('blockquote').innerText()).toBe('It ends in May')
  expect(await second.getByRole('listitem').allInnerTexts()).toEqual(['ask', 'www.firma.example'])
  const link = second.getByRole('link', { name: 'www.firma.example' })
  expect(await link.getAttribute('href')).toBe('https://www.firma.example/')
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc')
  await second.getByRole('button', { name: 'Copy code' }).click()
  await second.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('select 1\n  from rate')

  // The mention is in the news, and leads to where it was written.
  await page.getByRole('link', { name: /^Notifications/ }).click()
  await page.getByRole('main').getByRole('link', { name: 'Open message' }).first().click()
  await page.waitForURL(/\/chat\/general\/[0-9a-f-]{36}$/)
  await first.waitFor()
})
