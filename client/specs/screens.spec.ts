import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { composer } from './chatting.ts'
import { dayFromNow } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { barriers, overflowing, withoutStyles } from './looking.ts'
import { eventually, until } from './waiting.ts'

const parley = parleyInBrowser()
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
let active = ''
let terminated = ''

beforeAll(async () => {
  const [jimmy, danny, admin] = await Promise.all(
    ['jimmy.solid', 'danny.solid', 'admin'].map((login) => parley.colleague(login)),
  )
  active = (await jimmy?.sells({ adults: 9, holder: { firstName: longWord, lastName: longWord } })) ?? ''
  terminated = (await jimmy?.sells()) ?? ''
  await jimmy?.terminates(terminated)
  await danny?.sells({ adults: 3 })
  await admin?.sells({ from: -12, holder: { firstName: longWord, lastName: longWord } })
  await admin?.imports(`1,${longWord},2026-05-01,${longWord},72.00`, '2,x,2026-05-01,nobody,-1.00')
  await admin?.announces(`New: ${longWord} ${longWord}`)
  await jimmy?.says('Good morning!\nA second line.')
  await danny?.says(`See https://example.com/${longWord}/${longWord}`)
  await danny?.says('A short one')
  await admin?.says(longWord)
})

type Screen = { name: string; path: string; ready(page: Page): Promise<unknown> }

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Where nothing is, neither on the server nor in the app. */
const nowhere = '/nothing/here'

/**
 * Opens another screen as a link does, which is much quicker than loading the page again. That is done where something
 * stands open that the next screen would find.
 */
async function open(page: Page, path: string): Promise<void> {
  const standsOpen = page.getByRole('dialog').or(page.getByRole('menu'))
  if (path === nowhere || (await standsOpen.count()) > 0) {
    await page.goto(parley.url + path)
    return
  }
  // In between stands a screen that cannot be mistaken for the one that is opened.
  const between = page.getByRole('heading', { level: 1, name: 'No such page' })
  await follow(page, nowhere)
  await between.waitFor()
  await follow(page, path)
  await between.waitFor({ state: 'detached' })
}

const follow = (page: Page, path: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

/** Every screen, and the states of it that look different. */
const screens: Screen[] = [
  {
    name: 'home',
    path: '/home',
    ready: (page) =>
      page
        .getByRole('region', { name: /^Ending/ })
        .getByText(/Donau/)
        .waitFor(),
  },
  { name: 'chat', path: '/chat', ready: (page) => page.getByText('A short one').waitFor() },
  {
    name: 'chat with an over-long message',
    path: '/chat',
    ready: async (page) => {
      await composer(page).fill('x'.repeat(4_001))
      await page.getByText('too long to send').waitFor()
      return () => composer(page).fill('')
    },
  },
  {
    name: 'details of a room',
    path: '/chat',
    ready: async (page) => {
      await page.getByRole('button', { name: /online$/ }).click()
      await page.getByText('Jimmy Solid (you)').filter({ visible: true }).waitFor()
    },
  },
  {
    name: 'files of a room',
    path: '',
    ready: async (page) => {
      await page.getByRole('tab', { name: 'Files' }).click()
      await page.getByText('Nothing of this kind was sent here.').waitFor()
    },
  },
  {
    name: 'going anywhere',
    path: '/chat/rooms',
    ready: async (page) => {
      await heading(page, 'Rooms')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('s')
      await page.getByRole('option', { name: /^Sell/ }).waitFor()
    },
  },
  { name: 'messages found', path: '/search?q=good', ready: (page) => page.locator('mark').first().waitFor() },
  { name: 'catalogue', path: '/sell', ready: (page) => page.getByText('Happy Driver').waitFor() },
  {
    name: 'price form with what is wrong',
    path: '/sell/HSI',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Calculate price' }).click()
      await page.getByText('Answer this question.').first().waitFor()
    },
  },
  {
    name: 'a day to be picked',
    path: '/sell/TRI',
    ready: async (page) => {
      await page.getByLabel('Policy to').click()
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'price',
    path: '/sell/CAR',
    ready: async (page) => {
      await page.getByLabel('Number of claims in last 5 years').fill('0')
      await page.getByRole('button', { name: 'Calculate price' }).click()
      await page.getByRole('heading', { name: /^Price €/ }).waitFor()
    },
  },
  {
    name: 'policy holder with what is wrong',
    path: '',
    ready: async (page) => {
      await page.getByRole('link', { name: 'Buy' }).click()
      await page.getByRole('button', { name: 'Confirm and sell' }).click()
      await page.getByText('Enter the first name.').waitFor()
    },
  },
  {
    name: 'policies',
    path: '/policies',
    ready: (page) => page.getByRole('main').locator('li, tbody tr').filter({ hasText: 'Jan Żak' }).first().waitFor(),
  },
  {
    name: 'policies without a match',
    path: '/policies?search=nobody',
    ready: (page) => page.getByRole('heading', { name: 'No policy matches' }).waitFor(),
  },
  {
    name: 'policy',
    path: 'active',
    ready: (page) => page.getByRole('region', { name: 'Payments' }).getByText('Premium due').waitFor(),
  },
  {
    name: 'termination with its refund',
    path: '',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Terminate' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Last day of cover').fill(dayFromNow(4))
      await dialog.getByLabel('Last day of cover').press('Tab')
      await dialog.getByText('Goes back to the customer').waitFor()
    },
  },
  { name: 'terminated policy', path: 'terminated', ready: (page) => page.getByText('After termination').waitFor() },
  { name: "somebody else's policy", path: '/policies/unknown', ready: (page) => heading(page, 'Policy') },
  { name: 'notifications', path: '/notifications', ready: (page) => page.getByText('Announcement').first().waitFor() },
  {
    name: 'preferences',
    path: '/preferences',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Add quiet hours' }).click()
      await page.getByRole('button', { name: 'For 1 hour' }).click()
      await page.getByText('On until').waitFor()
    },
  },
  {
    name: 'account',
    path: '',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^Account of/ })
        .filter({ visible: true })
        .click()
      await page.getByRole('button', { name: 'Log out' }).waitFor()
    },
  },
  { name: 'profile', path: '/profile', ready: (page) => page.getByRole('heading', { name: 'Password' }).waitFor() },
  { name: 'no such screen', path: nowhere, ready: (page) => heading(page, 'No such page') },
]

test.for(['desktop', 'phone'] as const)(
  'every screen MUST be free of barriers, in both colours, and fit its width on a %s',
  { timeout: 240_000 },
  async (size) => {
    const found: Record<string, string[]> = {}
    parley.isMissing(nowhere)
    const examine = async (page: Page, name: string) => {
      await stands(page)
      const wrong = [...(await barriers(page)), ...(await overflowing(page)), ...(await withoutStyles(page))]
      // The dark scheme has other colours and nothing else, and they are the same on a phone.
      if (size === 'desktop') wrong.push(...(await barriersInTheDark(page)))
      if (wrong.length > 0) found[name] = wrong
    }

    const signIn = await parley.visitor({ size })
    await signIn.getByRole('button', { name: /Jimmy Solid/ }).waitFor()
    await signIn.getByRole('button', { name: 'Log in' }).click()
    await signIn.getByText('Enter your login.').waitFor()
    await examine(signIn, 'log in')

    const administration = await parley.agent('admin', { size }, '/admin')
    await administration.getByRole('button', { name: /the account of Danny/ }).click()
    await administration.getByRole('menuitem', { name: 'Deactivate' }).waitFor()
    await examine(administration, 'accounts')
    await open(administration, '/admin/rooms')
    await administration.getByText('All agents').first().waitFor()
    await examine(administration, 'all rooms')
    await open(administration, '/admin/announcements')
    await administration.getByRole('link', { name: 'Earlier announcements' }).waitFor()
    await examine(administration, 'announcements')
    await open(administration, '/admin/bank-statements')
    await administration.getByText('Line 3 of may.csv').waitFor()
    await administration.getByText('2 not booked').waitFor()
    await examine(administration, 'bank statements')
    await open(administration, '/policies/overdue')
    await administration.getByText(/1[12] days, since/).waitFor()
    await examine(administration, 'overdue policies')
    await open(administration, '/sales/commissions')
    await administration.getByRole('region', { name: 'By agent' }).getByText('Jimmy Solid').waitFor()
    await administration
      .getByText(/^Taken back/)
      .first()
      .waitFor()
    await administration.getByLabel('Commission for Safe Traveller in percent').waitFor()
    await examine(administration, 'commissions')
    await open(administration, '/admin/audit')
    await administration
      .getByText(/logged in from/)
      .first()
      .waitFor()
    await examine(administration, 'audit log')

    const page = await parley.agent('jimmy.solid', { size })
    for (const { name, path, ready } of screens) {
      const policy = { active, terminated }[path]
      if (path) await open(page, policy ? `/policies/${policy}` : path)
      await ready(page)
      await examine(page, name)
    }
    expect(found).toEqual({})
  },
)

test('an agent who chooses Polish MUST have it at once and on every device, and lose nothing by it', async () => {
  const page = await parley.agent('danny.solid')
  await composer(page).fill('Half a sentence')
  await page
    .getByRole('button', { name: /^Account of/ })
    .filter({ visible: true })
    .click()
  await page.getByRole('link', { name: 'Preferences' }).click()
  await page.getByText('Polski', { exact: true }).click()
  await heading(page, 'Ustawienia')
  await inPolish(page)
  await page.getByRole('link', { name: /^Czat/ }).click()
  expect(await page.getByRole('textbox', { name: /^Wiadomość:/ }).inputValue()).toBe('Half a sentence')
  await page
    .getByText(/^(Dzisiaj|Wczoraj)$/)
    .first()
    .waitFor()
  await stands(page)
  expect([...(await barriers(page)), ...(await overflowing(page))]).toEqual([])
  await page.reload()
  await inPolish(page)

  const another = await parley.visitor({ size: 'phone' }, '/policies')
  await another.getByRole('heading', { name: 'Log in' }).waitFor()
  await another.getByRole('button', { name: /Danny Solid/ }).click()
  await inPolish(another)
  await another
    .getByText(/^\d+,\d\d\s€$/)
    .first()
    .waitFor()

  const stranger = await parley.visitor()
  await stranger.getByRole('button', { name: 'Polski' }).click()
  await stranger.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  await stranger.reload()
  await stranger.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  expect([...(await barriers(stranger)), ...(await overflowing(stranger))]).toEqual([])
  await stranger.getByRole('button', { name: /Admin/ }).click()
  await inPolish(stranger)
  const administrator = await parley.colleague('admin')
  await eventually(administrator.language).toBe('PL')
})

async function inPolish(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Menu główne' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('pl')
}

async function barriersInTheDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' })
  await stands(page)
  const found = await barriers(page, 'contrast')
  await page.emulateMedia({ colorScheme: 'light' })
  return found.map((each) => `dark: ${each}`)
}

const stands = (page: Page) =>
  until('nothing moves', () =>
    page.evaluate(() => document.getAnimations().every((each) => each.playState !== 'running')),
  )
