import { createHmac } from 'node:crypto'
import { type Client, createClient } from 'graphql-ws'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startApp } from '../api/app.ts'
import { readConfig } from '../api/config.ts'
import type { Db } from '../api/db/db.ts'
import { testDatabase } from '../api/db/testing.ts'
import { createLogger } from '../api/lib/logger.ts'
import { chromiumOptions } from '../client/specs/browser.ts'
import { type Colleague, createColleague, logInColleague } from '../client/specs/colleague.ts'
import { sizes } from '../client/specs/harness.ts'
import { until } from '../client/specs/waiting.ts'
import { buildClientIfStale } from './client-build.ts'
import { withServices } from './services.ts'

/** Takes docs/screen.png: the room of all agents on a working morning, as Jimmy sees it. */

const demo = { jimmy: 'jimmy.solid', danny: 'danny.solid', admin: 'admin' }
/** Agents of the old portal, whom its tokens introduce. */
const portal = {
  agnes: { login: 'agnes.nowak', name: 'Agnes Nowak' },
  marek: { login: 'marek.wilk', name: 'Marek Wilk' },
  sofia: { login: 'sofia.lind', name: 'Sofia Lindqvist' },
}
const portalSecret = 'the secret of the old portal'
type Who = keyof typeof demo | keyof typeof portal

const car = { productCode: 'CAR', answers: [{ questionCode: 'NUM_OF_CLAIM', value: '1' }] }
const flatByTheRiver = {
  productCode: 'HSI',
  answers: [
    { questionCode: 'TYP', value: 'APT' },
    { questionCode: 'AREA', value: '64' },
    { questionCode: 'NUM_OF_CLAIM', value: '0' },
    { questionCode: 'FLOOD', value: 'YES' },
  ],
}

type Act = (colleague: Colleague) => Promise<unknown>
const says =
  (text: string): Act =>
  (colleague) =>
    colleague.says(text)

/** Who does what at what time, in order. Each leaves one line in the room or in the news, unless it says how many. */
const morning: [time: string, who: Who, act: Act, lines?: number][] = [
  ['08:32', 'admin', (admin) => admin.announces('Offers made today are valid for 30 days. Have a good week!')],
  [
    '08:41',
    'agnes',
    says('Morning all. Has anybody sold a flat in a flood area yet? I am not sure about the mark-up.'),
  ],
  ['08:43', 'danny', says('Yes, one in Opole on Friday. It is half as much again on everything, the assistance too.')],
  ['08:44', 'danny', says('With two claims or more another quarter goes on top. The form works it out for you.')],
  ['08:52', 'danny', (danny) => danny.sells({ offer: car })],
  ['08:57', 'marek', says('Four adults to Croatia, and now they want the luggage left out of the price. New offer?')],
  ['08:58', 'jimmy', says('Just press Change on the price, the answers stay.\nThe old offer expires by itself.')],
  ['09:01', 'marek', says('Ten seconds. They bought it!')],
  ['09:01', 'marek', (marek) => marek.sells({ adults: 4 })],
  ['09:10', 'sofia', async (sofia) => sofia.terminates(await sofia.sells({ adults: 2 })), 2],
  ['09:11', 'sofia', says('My customer cut her trip short. I could tell her about the €50.40 before I confirmed it.')],
  ['09:14', 'agnes', (agnes) => agnes.sells({ offer: flatByTheRiver })],
  ['09:15', 'agnes', says('And there it is, my first flood policy. Coffee at half past?')],
  ['09:15', 'danny', says('Always.')],
  ['09:16', 'jimmy', says('Count me in.')],
]

await buildClientIfStale()
await withServices(['postgres', 'chromium'], async (env) => {
  Object.assign(process.env, env)
  const database = await testDatabase()
  const given = { PORT: '0', DATABASE_URL: database.url, DEMO: 'on', JWT_SECRET: portalSecret }
  const app = await startApp(readConfig(given), createLogger('silent'))
  const browser = await chromium.launch({ ...chromiumOptions, executablePath: env.CHROMIUM })
  const sockets: Client[] = []
  try {
    await live(app.url, database.db)
    for (const who of [portal.agnes, portal.sofia]) sockets.push(comeOnline(app.url, who))
    await photograph(app.url, browser)
  } finally {
    for (const socket of sockets) socket.dispose()
    await browser.close()
    await app.close()
    await database.drop()
  }
})

/** Lets the morning happen, and dates what each act has left: here it takes seconds. */
async function live(url: string, { sql }: Db): Promise<void> {
  const colleagues = {} as Record<Who, Colleague>
  for (const who of ['jimmy', 'danny', 'admin'] as const) colleagues[who] = await logInColleague(url, demo[who])
  for (const who of ['agnes', 'marek', 'sofia'] as const)
    colleagues[who] = createColleague(url, portal[who].login, tokenOf(portal[who]))

  const lines = async () =>
    Number((await sql`select (select count(*) from message) + (select count(*) from notification) as lines`)[0]?.lines)
  for (const [time, who, act, left = 1] of morning) {
    const before = await lines()
    const began = new Date()
    await act(colleagues[who])
    await until(`${who} has done it`, async () => (await lines()) === before + left)
    const at = `${began.toISOString().slice(0, 10)}T${time}:00Z`
    await sql`update message set sent_at = ${at} where sent_at >= ${began}`
    await sql`update notification set at = ${at} where at >= ${began}`
  }
}

type Person = { login: string; name: string }

/** As the old portal signs it. */
function tokenOf({ login, name }: Person): string {
  const expires = Math.floor(Date.now() / 1_000) + 3_600
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { unique_name: login, name, role: ['SALESMAN', 'USER'], exp: expires },
  ]
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${createHmac('sha256', portalSecret).update(text).digest('base64url')}`
}

function comeOnline(url: string, person: Person): Client {
  const connectionParams = { authorization: `Bearer ${tokenOf(person)}` }
  return createClient({ url: `${url.replace('http', 'ws')}/graphql`, lazy: false, connectionParams })
}

async function photograph(url: string, browser: Browser): Promise<void> {
  await signIn(url, browser, 'Danny Solid')
  const page = await signIn(url, browser, 'Jimmy Solid')
  await page.getByRole('complementary').getByText('4 online').waitFor()
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: 'docs/screen.png' })
}

async function signIn(url: string, browser: Browser, name: string): Promise<Page> {
  const look = { viewport: sizes.desktop, colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' } as const
  const page = await (await browser.newContext(look)).newPage()
  await page.goto(`${url}/chat`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByText('Count me in.').waitFor()
  return page
}
