import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayFromNow } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const field = (page: Page, name: string): Locator => page.getByLabel(name, { exact: true })

/** What a form says is wrong with a field, as a screen reader would connect the two. */
async function complaint(of: Locator): Promise<string> {
  const words = await of.evaluate((element) => {
    if (element.getAttribute('aria-invalid') !== 'true') return ''
    const ids = `${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('aria-errormessage') ?? ''}`
    return ids
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
  })
  return words.trim()
}

async function enterDay(page: Page, name: string, day: string): Promise<void> {
  await field(page, name).fill(day)
  await field(page, name).press('Tab')
}

/** Enters a holder that can be sold to. */
async function fillHolder(page: Page): Promise<void> {
  for (const name of ['First name', 'Last name', 'City', 'Street']) await field(page, name).fill('Aa')
  await field(page, 'Tax id').fill('44051401458')
  await field(page, 'Zip code').fill('00-133')
}

const hasFocus = (of: Locator) => of.evaluate((element) => element.contains(document.activeElement))

const isFocused = (element: Element) => element === document.activeElement

const calculate = (page: Page) => page.getByRole('button', { name: 'Calculate price' }).click()
const price = (page: Page, amount: string) =>
  page
    .getByRole('region', { name: 'Price' })
    .getByRole('heading', { name: `Price ${amount}` })
    .waitFor()
const fact = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first()
    .innerText()

test.for([
  { size: 'desktop', scheme: 'dark' },
  { size: 'phone', scheme: 'light' },
] as const)('an agent MUST get from the catalogue to a sold policy on a $size', async (look) => {
  const page = await parley.agent('jimmy.solid', look, '/sell')
  await eventually(() => page.getByRole('article').getByRole('heading').allInnerTexts()).toEqual(
    expect.arrayContaining(['Safe Traveller', 'Happy House', 'Happy Farm', 'Happy Driver']),
  )
  await page.getByRole('link', { name: 'Get a price for Safe Traveller' }).click()

  await enterDay(page, 'Policy from', dayFromNow(1))
  await enterDay(page, 'Policy to', dayFromNow(11))
  await page.getByLabel('Europe').check()
  await field(page, 'Number of adults').fill('1')
  await field(page, 'Number of children').fill('1')
  await field(page, 'Luggage').uncheck()
  const always = page.getByRole('listitem').filter({ hasText: 'Illness' })
  await always.getByText('Always included').waitFor()
  expect(await always.getByRole('checkbox').count()).toBe(0)
  await calculate(page)
  await price(page, '€72.00')

  await page.getByRole('button', { name: 'Change' }).click()
  await eventually(() => field(page, 'Number of children').inputValue()).toBe('1')
  await field(page, 'Number of children').fill('2')
  await calculate(page)
  await price(page, '€108.00')
  await page.getByRole('link', { name: 'Buy' }).click()

  await page.getByRole('region', { name: 'Offer' }).getByText('€108.00').waitFor()
  const holder = {
    'First name': 'Zoë',
    'Last name': `O'Żak-${look.size}`,
    'Tax id': '80010112345',
    'Zip code': '00-133',
    City: 'Łódź',
    Street: 'Chłodna 52',
  }
  for (const [name, value] of Object.entries(holder)) await field(page, name).fill(value)
  await page.getByRole('button', { name: 'Confirm and sell' }).click()

  await page.getByText('The policy is in force as agreed').waitFor()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
  expect(await fact(page, 'Name')).toBe(`Zoë O'Żak-${look.size}`)
  expect(await fact(page, 'Tax id')).toBe('80010112345')
  expect(await fact(page, 'Address')).toBe('Chłodna 52, 00-133 Łódź')
  expect(await fact(page, 'Country')).toBe('Poland')
  expect(await fact(page, 'Sold by')).toBe('Jimmy Solid')
  expect(await fact(page, 'Illness')).toBe('€78.00')
  expect(await fact(page, 'Assistance')).toBe('€30.00')
  await page.getByText('Upcoming', { exact: true }).waitFor()
  // Going back must not lead into a form that would sell it again.
  await page.goBack()
  await page.getByRole('heading', { name: 'Policy holder' }).waitFor({ state: 'detached' })
})

test('a price form MUST say at each field what is wrong, before and after it asks the server', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/sell/TRI')
  await calculate(page)
  const fields = ['Number of adults', 'Number of children']
  for (const name of fields) await eventually(() => complaint(field(page, name))).toBe('Answer this question.')
  await page.getByRole('radiogroup', { name: 'Destination' }).locator('..').getByText('Answer this question.').waitFor()
  // What was wrong first has the focus.
  await eventually(() => hasFocus(page.getByRole('radiogroup', { name: 'Destination' }))).toBe(true)

  await enterDay(page, 'Policy from', dayFromNow(5))
  await enterDay(page, 'Policy to', dayFromNow(4))
  await calculate(page)
  await eventually(() => complaint(field(page, 'Policy to'))).toBe('The last day must come after the first.')

  await enterDay(page, 'Policy to', dayFromNow(20))
  await page.getByLabel('World').check()
  await field(page, 'Number of adults').fill('-1')
  await field(page, 'Number of children').fill('1.5')
  await calculate(page)
  await eventually(() => complaint(field(page, 'Number of adults'))).toBe(
    'Number of adults: enter a whole number from 0 to 10.',
  )
  await eventually(() => hasFocus(field(page, 'Number of adults'))).toBe(true)
  expect(await complaint(field(page, 'Number of children'))).toBe(
    'Number of children: enter a whole number from 0 to 10.',
  )
  await field(page, 'Number of adults').fill('9')
  await field(page, 'Number of children').fill('2')
  await calculate(page)
  await eventually(() => complaint(field(page, 'Number of adults'))).toBe(
    '“Number of adults” and “Number of children” together must be from 1 to 10, not 11.',
  )
  await field(page, 'Number of children').fill('1')
  await enterDay(page, 'Policy from', dayFromNow(-3))
  await calculate(page)
  await eventually(() => complaint(field(page, 'Policy from'))).toBe('A policy cannot begin in the past.')
  await enterDay(page, 'Policy from', dayFromNow(5))
  await calculate(page)
  await page.getByRole('region', { name: 'Price' }).getByRole('heading', { name: /€/ }).waitFor()
})

test('a holder form MUST say at each field what is wrong, before and after it asks the server', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' }, '/sell/CAR')
  await field(page, 'Number of claims in last 5 years').fill('3')
  await calculate(page)
  await price(page, '€150.00')
  await page.getByRole('link', { name: 'Buy' }).click()
  const confirm = () => page.getByRole('button', { name: 'Confirm and sell' }).click()
  await confirm()
  const fields = ['First name', 'Last name', 'Tax id', 'Zip code', 'City', 'Street']
  for (const name of fields)
    await eventually(() => complaint(field(page, name))).toBe(`Enter the ${name.toLowerCase()}.`)
  await eventually(() => hasFocus(field(page, 'First name'))).toBe(true)

  for (const name of fields) await field(page, name).fill('x'.repeat(21))
  await field(page, 'First name').fill('x'.repeat(101))
  await confirm()
  await eventually(() => complaint(field(page, 'First name'))).toBe(
    'The first name must have at most 100 characters, got 101.',
  )
  await eventually(() => hasFocus(field(page, 'First name'))).toBe(true)
  expect(await complaint(field(page, 'Zip code'))).toBe('The zip code must have at most 20 characters, got 21.')
  expect(await complaint(field(page, 'City'))).toBe('')

  await field(page, 'First name').fill('A\u0007')
  await field(page, 'Tax id').fill('abc')
  await field(page, 'Zip code').fill('zzz')
  await confirm()
  await eventually(() => complaint(field(page, 'Tax id'))).toBe('Enter a tax id: it has at least five digits.')
  expect(await complaint(field(page, 'Zip code'))).toBe('Enter a zip code of Poland, like 00-950.')
  await field(page, 'Country').selectOption('Germany')
  await field(page, 'Zip code').fill('10115')
  // It may be right all the same, so it is doubted and not refused.
  await field(page, 'Tax id').fill('12345678901')
  await page.getByText('This is not a valid tax id of Germany.').waitFor()
  await confirm()
  await eventually(() => complaint(field(page, 'First name'))).toBe(
    'The first name must not contain control characters.',
  )
  expect(await complaint(field(page, 'Zip code'))).toBe('')
})

test('a price MUST have an address that a reload, the way back and another screen lead to again', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/sell/CAR')
  await field(page, 'Number of claims in last 5 years').fill('3')
  await calculate(page)
  await price(page, '€150.00')
  await eventually(() => page.getByRole('heading', { name: /^Price/ }).evaluate(isFocused)).toBe(true)
  expect(page.url()).toMatch(/\/sell\/CAR\/offers\/[0-9a-f-]{36}$/)
  await page.reload()
  await price(page, '€150.00')
  await page.getByText('Number of claims in last 5 years').waitFor()
  await page.getByRole('link', { name: 'Buy' }).click()
  await page.getByRole('heading', { name: 'Policy holder', level: 1 }).waitFor()
  await page.goBack()
  await price(page, '€150.00')
  await page.getByRole('button', { name: 'Change' }).click()
  await eventually(() => field(page, 'Number of claims in last 5 years').inputValue()).toBe('3')
  await page.goBack()
  await price(page, '€150.00')
  await page.goto(`${parley.url}/sell/CAR/offers/nothing-of-the-kind`)
  await page.getByRole('heading', { name: 'There is no such offer' }).waitFor()
})

test('a holder half entered MUST survive other screens and a reload, and be gone once sold or logged out', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/sell/CAR')
  await field(page, 'Number of claims in last 5 years').fill('0')
  const toHolder = async () => {
    await calculate(page)
    await page.getByRole('link', { name: 'Buy' }).click()
    await field(page, 'First name').waitFor()
  }
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('parley.holder.')).length)
  await toHolder()
  await fillHolder(page)
  await page.getByRole('link', { name: /^Chat/ }).click()
  await page.getByRole('heading', { level: 1, name: 'All agents' }).waitFor()
  await page.goBack()
  await eventually(() => field(page, 'Tax id').inputValue()).toBe('44051401458')
  await page.reload()
  await eventually(() => field(page, 'Street').inputValue()).toBe('Aa')
  expect(await drafts()).toBe(1)
  await page.getByRole('button', { name: 'Confirm and sell' }).click()
  const banner = page.getByText('The policy is in force as agreed')
  await banner.waitFor()
  expect(await drafts()).toBe(0)
  // What was just done is told once.
  await page.reload()
  await page.getByText('Total premium').waitFor()
  expect(await banner.count()).toBe(0)

  await page.goto(`${parley.url}/sell/CAR`)
  await field(page, 'Number of claims in last 5 years').fill('1')
  await toHolder()
  await field(page, 'First name').fill('Half')
  await eventually(drafts).toBe(1)
  await page.getByRole('button', { name: 'Account of Jimmy Solid' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await eventually(drafts).toBe(0)
})

test('what cannot be sold MUST say why and lead on: no product, no offer, an offer that was sold', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/sell/NIX')
  await page.getByRole('heading', { name: 'There is no such product' }).waitFor()
  await page.getByRole('link', { name: 'See what can be sold' }).click()
  await page.getByRole('heading', { name: 'Happy House' }).waitFor()
  await page.goto(`${parley.url}/offers/nothing-of-the-kind`)
  await page.getByRole('heading', { name: 'There is no such offer' }).waitFor()

  await page.goto(`${parley.url}/sell/CAR`)
  await field(page, 'Number of claims in last 5 years').fill('0')
  await calculate(page)
  const buy = await page.getByRole('link', { name: 'Buy' }).getAttribute('href')
  const another = await page.context().newPage()
  for (const tab of [page, another]) {
    await tab.goto(parley.url + buy)
    await fillHolder(tab)
  }
  await page.bringToFront()
  await page.getByRole('button', { name: 'Confirm and sell' }).click()
  await page.getByText('The policy is in force as agreed').waitFor()
  // The other tab offers it still, and is refused when it tries to sell it to somebody else.
  await another.bringToFront()
  await field(another, 'Last name').fill('Bb')
  await another.getByRole('button', { name: 'Confirm and sell' }).click()
  await another
    .getByRole('alert')
    .filter({ hasText: /sold|policy/i })
    .waitFor()
  await another.reload()
  await another.getByRole('heading', { name: 'This offer has been sold already' }).waitFor()
})
