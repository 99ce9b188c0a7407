import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayFromNow } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search policies' })
const status = (page: Page, word: string) => page.getByRole('main').locator('header').getByText(word, { exact: true })
/** Rows of a table where there is room, and of a list elsewhere. */
const rows = (page: Page) => page.getByRole('main').locator('li, tbody tr')

test.for(['desktop', 'phone'] as const)(
  'a termination MUST show its refund first, be refused outside the cover, and then be confirmed on a %s',
  async (size) => {
    const jimmy = await parley.colleague('jimmy.solid')
    const number = await jimmy.sells()
    const page = await parley.agent('jimmy.solid', { size }, `/policies/${number}`)
    await page.getByRole('button', { name: 'Terminate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Terminate this policy' })
    const last = dialog.getByLabel('Last day of cover')
    const terminate = dialog.getByRole('button', { name: 'Terminate' })
    // No day is chosen for the agent, and none outside the cover can be.
    expect(await last.inputValue()).toBe('')
    expect(await terminate.isDisabled()).toBe(true)
    await last.fill('1 Jan 2020')
    await last.press('Tab')
    await dialog.getByText(/^Choose a day from \d+ \w+ 20\d\d to \d+ \w+ 20\d\d\.$/).waitFor()
    expect(await last.getAttribute('aria-invalid')).toBe('true')
    expect(await terminate.isDisabled()).toBe(true)
    await last.fill(dayFromNow(4))
    await last.press('Tab')
    await dialog.getByText('€25.20').waitFor()
    await dialog.getByText('€10.80').waitFor()
    // Looking has changed nothing.
    await dialog.getByRole('button', { name: 'Keep the policy' }).click()
    await dialog.waitFor({ state: 'detached' })
    await status(page, 'Upcoming').waitFor()

    await page.getByRole('button', { name: 'Terminate' }).click()
    await last.fill(dayFromNow(6))
    await last.press('Tab')
    await dialog.getByText('€18.00').first().waitFor()
    await dialog.getByRole('button', { name: 'Terminate' }).click()
    await dialog.waitFor({ state: 'detached' })
    await status(page, 'Terminated').waitFor()
    await page.getByRole('main').getByRole('status').filter({ hasText: '€18.00' }).waitFor()
    await page.getByText('As agreed').waitFor()
    await page.getByText('After termination').waitFor()
    expect(await page.getByRole('button', { name: 'Terminate' }).count()).toBe(0)
    await page.reload()
    await status(page, 'Terminated').waitFor()

    const document = await page.getByRole('link', { name: 'Policy as PDF' }).getAttribute('href')
    expect((await page.request.get(parley.url + document)).headers()['content-type']).toBe('application/pdf')
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByRole('dialog').getByLabel('A few words').fill('Have a look')
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
    await page.getByRole('log').getByText('Have a look').last().waitFor()
    await page.getByRole('log').getByRole('link', { name: /^P-/ }).last().click()
    await page.getByRole('button', { name: 'Discuss' }).click()
    await page.getByRole('heading', { level: 1, name: /^P-/ }).waitFor()
    await page.getByRole('main').locator('header').getByRole('link', { name: /^P-/ }).click()
    await status(page, 'Terminated').waitFor()
  },
)

test('a policy that was terminated elsewhere meanwhile MUST be refused in words, in the dialog', async () => {
  const jimmy = await parley.colleague('jimmy.solid')
  const number = await jimmy.sells()
  const page = await parley.agent('jimmy.solid', {}, `/policies/${number}`)
  await page.getByRole('button', { name: 'Terminate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Terminate this policy' })
  await dialog.getByLabel('Last day of cover').fill(dayFromNow(4))
  await dialog.getByLabel('Last day of cover').press('Tab')
  await dialog.getByText('€25.20').waitFor()
  await jimmy.terminates(number)
  await dialog.getByRole('button', { name: 'Terminate on' }).click()
  await dialog
    .getByText(/already terminated/)
    .first()
    .waitFor()
})

test('the list MUST be found by holder, number and product, also by its address, and say when nothing matches', async () => {
  const jimmy = await parley.colleague('jimmy.solid')
  const holders = ['Łukasz Nowak', 'Maria Kowalska', 'Søren Nowak']
  const numbers: string[] = []
  for (const name of holders) {
    const [firstName = '', lastName = ''] = name.split(' ')
    numbers.push(await jimmy.sells({ holder: { firstName, lastName } }))
  }
  const page = await parley.agent('jimmy.solid', { size: 'phone' }, '/policies')
  await rows(page).filter({ hasText: 'Maria Kowalska' }).waitFor()
  await search(page).fill('nowak')
  await page.getByText('2 policies').waitFor()
  await eventually(async () => (await rows(page).allInnerTexts()).filter((text) => text.includes('Nowak')).length).toBe(
    2,
  )
  await page.reload()
  await page.getByText('2 policies').waitFor()
  expect(await search(page).inputValue()).toBe('nowak')
  await search(page).fill(numbers[1] ?? '')
  await page.getByText('1 policy').waitFor()
  await rows(page).filter({ hasText: 'Maria Kowalska' }).getByRole('link').click()
  await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
  await page.goBack()
  await page.getByText('1 policy').waitFor()

  await search(page).fill('nobody of that name')
  await page.getByRole('heading', { name: 'No policy matches' }).waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).last().click()
  await rows(page).filter({ hasText: 'Søren Nowak' }).waitFor()

  // Mistakes are forgiven, and what was found is marked.
  await search(page).fill('Kowlaska')
  await rows(page).filter({ hasText: 'Maria Kowalska' }).locator('mark', { hasText: 'Kowalska' }).waitFor()
  const shown = (await rows(page).first().innerText()).match(/P-\d{4}-\d{4}-\d/)?.[0] ?? 'no number'
  await page.goto(`${parley.url}/policies/${shown.toLowerCase()}`)
  await page.getByText(numbers[1] ?? '').waitFor()

  const desk = await parley.agent('jimmy.solid', {}, '/policies')
  const names = () => rows(desk).getByRole('link').allInnerTexts()
  await desk.getByRole('button', { name: 'Policy holder' }).click()
  await desk.getByRole('columnheader', { name: 'Policy holder' }).and(desk.locator('[aria-sort=ascending]')).waitFor()
  const own = async () => (await names()).filter((name) => holders.includes(name))
  await eventually(own).toEqual(['Maria Kowalska', 'Łukasz Nowak', 'Søren Nowak'])
  await desk.getByRole('button', { name: 'Policy holder' }).click()
  await eventually(own).toEqual(['Søren Nowak', 'Łukasz Nowak', 'Maria Kowalska'])
  await desk.getByLabel('Status').selectOption('Terminated')
  await desk.getByLabel('Product').selectOption('Happy House')
  await desk.getByRole('heading', { name: 'No policy matches' }).waitFor()
  await eventually(async () => new URL(desk.url()).search).toBe('?sort=holder-desc&status=terminated&product=HSI')
  await desk.goBack()
  await desk.goBack()
  await eventually(own).toEqual(['Søren Nowak', 'Łukasz Nowak', 'Maria Kowalska'])
  await desk.goForward()
  await desk.goForward()
  await desk.getByRole('button', { name: 'Clear the filters' }).last().click()
  await eventually(own).toEqual(['Søren Nowak', 'Łukasz Nowak', 'Maria Kowalska'])
})

test('a long list MUST come page by page, each policy once', async () => {
  const danny = await parley.colleague('danny.solid')
  const sold = await Promise.all(Array.from({ length: 45 }, () => danny.sells()))
  const page = await parley.agent('danny.solid', {}, '/policies')
  const links = () =>
    rows(page)
      .getByRole('link')
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname.split('/').at(-1) ?? ''))
  for (const [at, count] of [20, 40, 45].entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Load more' }).click()
    await eventually(async () => (await links()).length).toBe(count)
  }
  expect((await links()).toSorted()).toEqual(sold.toSorted())
  await page.getByRole('button', { name: 'Load more' }).waitFor({ state: 'detached' })
})

test('going back MUST find as many policies as there were, at the place that was left', async () => {
  const danny = await parley.colleague('danny.solid')
  for (let sold = 0; sold < 45; sold++) await danny.sells()
  const page = await parley.agent('danny.solid', {}, '/policies')
  const top = () => page.getByRole('main').evaluate((element) => Math.round(element.scrollTop))
  await page.getByRole('button', { name: 'Load more' }).click()
  await eventually(() => rows(page).count()).toBe(40)
  await rows(page).nth(30).scrollIntoViewIfNeeded()
  const left = await top()
  expect(left).toBeGreaterThan(500)
  await rows(page).nth(30).getByRole('link').click()
  await page.getByRole('heading', { name: 'Policy holder' }).waitFor()
  expect(await top()).toBe(0)
  await page.goBack()
  await eventually(() => rows(page).count()).toBe(40)
  await eventually(top).toBe(left)
  // A link to the list begins at its top.
  await page.getByRole('link', { name: /^Chat/ }).click()
  await page.getByRole('link', { name: 'Policies' }).click()
  await eventually(() => rows(page).count()).toBe(20)
  expect(await top()).toBe(0)
})

test('a policy of somebody else and one that nobody knows MUST get the same friendly answer', async () => {
  const foreign = await (await parley.colleague('danny.solid')).sells()
  const page = await parley.agent('jimmy.solid')
  for (const number of [foreign, randomUUID(), '<b>nonsense</b>']) {
    await page.goto(`${parley.url}/policies/${encodeURIComponent(number)}`)
    await page.getByRole('heading', { name: /not yours to open/ }).waitFor()
    await page.getByText(number).waitFor()
    await page.getByRole('link', { name: 'Go to the policies' }).waitFor()
  }
  parley.isMissing('/no/such/screen')
  await page.goto(`${parley.url}/no/such/screen`)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
})

test('a bank statement MUST be imported by an administrator, show on the page of the policy at once, and the rest be assigned by hand', async () => {
  const jimmy = await parley.colleague('jimmy.solid')
  const number = await jimmy.sells()
  const policy = await parley.agent('jimmy.solid', { size: 'phone' }, `/policies/${number}`)
  const payments = policy.getByRole('region', { name: 'Payments' })
  await payments.getByText('Premium due').waitFor()
  const account = await payments.locator('code').innerText()

  const page = await parley.agent('admin', {}, '/admin/bank-statements')
  const choose = (content: string) =>
    page.getByTestId('statement').setInputFiles({ name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  const header = 'id,title,date,account,amount'
  await choose(`${header}\n1,premium,2026-05-03,${account},36.00\n2,more,2026-05-03,nobody,5.00\n`)
  const outcome = page.getByRole('region', { name: 'Import a bank statement' }).getByRole('status')
  await outcome.filter({ hasText: '1 booked, 0 booked before, 1 not booked' }).waitFor()
  await payments.getByText('Payment received').waitFor()
  await payments.getByText('+€36.00').waitFor()

  await page.getByRole('button', { name: 'Assign' }).click()
  const dialog = page.getByRole('dialog', { name: 'Assign the payment' })
  await dialog.getByLabel('Number of the policy or account').fill('nobody')
  await dialog.getByRole('button', { name: 'Book the payment' }).click()
  await dialog.getByText(/There is no account/).waitFor()
  await dialog.getByLabel('Number of the policy or account').fill(number)
  await dialog.getByRole('button', { name: 'Book the payment' }).click()
  await page.getByText('Every payment is booked.').waitFor()
  await payments.getByText('+€5.00').waitFor()

  parley.mayFail()
  await choose('id;title;date;account;amount\n1;x;2026-05-03;a;1.00\n')
  await page.getByRole('alert').filter({ hasText: 'may.csv is not imported to its end' }).waitFor()
  await page.getByText('The columns of line 1 are not separated by commas.').waitFor()
})
