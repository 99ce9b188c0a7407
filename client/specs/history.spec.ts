import type { Page, Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { composer, line, lines, log } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually, until } from './waiting.ts'

const parley = parleyInBrowser()
const written: string[] = []
const length = 170

beforeAll(async () => {
  const authors = await Promise.all(['jimmy.solid', 'danny.solid'].map((login) => parley.colleague(login)))
  for (let number = 1; number <= length; number++) {
    // Of one line, of several, and wider than a phone: rows of many heights.
    const text =
      `${number}: ${'Who covers a boat in winter? '.repeat(number % 7)}${number % 11 ? '' : '\nhttps://example.com/'.repeat(3)}`.trim()
    await authors[number % 5 > 2 ? 1 : 0]?.says(text)
    written.push(text)
  }
  // What is new to somebody begins elsewhere.
  await Promise.all(authors.map((author) => author.hasReadAll()))
})

/** Distance from what is shown to the end of the log, in pixels. */
const toEnd = (page: Page) =>
  log(page).evaluate((element) => Math.round(element.scrollHeight - element.scrollTop - element.clientHeight))

const newest = async (page: Page) => (await lines(page)).at(-1)

/** Where the first line that is wholly in sight stands, and which it is. */
const anchorOf = (page: Page) =>
  log(page).evaluate((element) => {
    const top = element.getBoundingClientRect().top
    const rows = [...element.querySelectorAll('article [dir=auto]')]
    const row = rows.find((each) => each.getBoundingClientRect().top > top + 40)
    return { text: row?.textContent ?? '', at: (row?.getBoundingClientRect().top ?? 0) - top }
  })

/**
 * The same once nothing moves any more: rows that come into sight are measured, and older ones come in above, which may
 * take a busy machine a moment.
 */
async function restingAnchorOf(page: Page) {
  const seen = async () => {
    const setSize = await log(page).locator('li[aria-setsize]').first().getAttribute('aria-setsize')
    return { ...(await anchorOf(page)), setSize }
  }
  const frames = (count: number) =>
    page.evaluate(async (left) => {
      for (; left > 0; left--) await new Promise(requestAnimationFrame)
    }, count)
  let last = await seen()
  await until('nothing moves', async () => {
    const before = last
    await frames(20)
    last = await seen()
    return before.text === last.text && before.at === last.at && before.setSize === last.setSize
  })
  return { text: last.text, at: last.at }
}

/** The lines that are in the document, and whether they fill the log from its upper edge. */
const shown = (page: Page) =>
  log(page).evaluate((element) => {
    const rows = [...element.querySelectorAll('li[aria-posinset]')]
    const first = rows[0]?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY
    return {
      filled: first <= element.getBoundingClientRect().top,
      rows: rows.map((row) => ({
        text: row.querySelector('article [dir=auto]')?.textContent ?? '',
        size: Number(row.getAttribute('aria-setsize')),
        position: Number(row.getAttribute('aria-posinset')),
      })),
    }
  })

/** Watches that line in every frame from now on; the answer is how far it has ever been from where it stands now. */
async function watch(page: Page, anchor: { text: string; at: number }) {
  const watching = await log(page).evaluateHandle((element, { text, at }) => {
    const state = { furthest: 0, frames: 0, missing: 0, on: true }
    const look = () => {
      const rows = [...element.querySelectorAll('article [dir=auto]')]
      const row = rows.find((each) => each.textContent === text)
      state.frames++
      if (row) {
        const now = row.getBoundingClientRect().top - element.getBoundingClientRect().top
        state.furthest = Math.max(state.furthest, Math.abs(now - at))
      } else state.missing++
      if (state.on) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return state
  }, anchor)
  const frames = () => watching.evaluate((state) => state.frames)
  return async () => {
    const now = await frames()
    await until('it has been painted twice', async () => (await frames()) > now + 2)
    const { furthest, missing } = await watching.evaluate((state) => {
      state.on = false
      return state
    })
    return { furthest, missing }
  }
}

/** As a wheel does: again, where the list was still finding its end. */
async function scrollUp(page: Page, pixels: number): Promise<void> {
  const from = await toEnd(page)
  const step = () =>
    log(page).evaluate(async (element, to) => {
      element.scrollTop = element.scrollHeight - element.clientHeight - to
      for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
    }, from + pixels)
  await until('it has scrolled', async () => {
    await step()
    return (await toEnd(page)) > from
  })
}

test.for(['desktop', 'phone'] as const)(
  'older messages MUST come in above without moving what is read on a %s',
  async (size) => {
    const page = await parley.agent('jimmy.solid', { size })
    await line(page, written.at(-1) ?? '').waitFor()
    await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)

    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let asked = 0
    await page.route('**/graphql', async (route: Route) => {
      if (!route.request().postData()?.includes('"before":"')) return route.continue()
      asked++
      await held
      await route.continue()
    })
    const total = () => log(page).locator('li').last().getAttribute('aria-setsize')
    const before = await total()
    for (let step = 0; asked === 0 && step < 60; step++) await scrollUp(page, 300)
    await until('older ones were asked for', () => asked === 1)
    const anchor = await anchorOf(page)
    const seen = await watch(page, anchor)
    release()
    await eventually(total).not.toBe(before)
    const { furthest, missing } = await seen()
    expect(missing).toBe(0)
    expect(furthest).toBeLessThanOrEqual(2)
  },
)

test('reading back to the beginning MUST show every message once and in order', async () => {
  const page = await parley.agent('danny.solid')
  await line(page, written.at(-1) ?? '').waitFor()
  const read = new Map<string, number>()
  await until('the beginning is reached', async () => {
    const { rows, filled } = await shown(page)
    // From the end, because the number of those above is not known yet.
    for (const { text, size, position } of rows) read.set(text, size - position)
    if (rows[0]?.position === 1 && (await page.getByText('This is where the room begins').isVisible())) return true
    // Nobody reads on before there is something to read.
    if (filled) await log(page).evaluate((element) => element.scrollBy(0, -element.clientHeight * 0.8))
    return false
  })
  const found = [...read].toSorted((a, b) => b[1] - a[1]).map(([text]) => text)
  expect(found).toEqual(written)
})

test('whoever reads at the end MUST be kept there, and whoever reads above MUST be left there and told', async () => {
  const page = await parley.agent('jimmy.solid')
  const danny = await parley.colleague('danny.solid')
  await line(page, written.at(-1) ?? '').waitFor()
  const tall = `Now at the end ${'and still at the end '.repeat(40)}`.trim()
  await danny.says(tall)
  await line(page, tall).waitFor()
  await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)

  await scrollUp(page, 900)
  const anchor = await anchorOf(page)
  const seen = await watch(page, anchor)
  await danny.says('You do not see me yet')
  await page.getByRole('button', { name: '1 new message' }).waitFor()
  await danny.says('Nor me')
  const pill = page.getByRole('button', { name: '2 new messages' })
  await pill.waitFor()
  expect(await seen()).toEqual({ furthest: expect.toSatisfy((pixels: number) => pixels <= 2), missing: 0 })

  await pill.click()
  await line(page, 'Nor me').waitFor()
  await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)
  await pill.waitFor({ state: 'detached' })
})

test.for(['desktop', 'phone'] as const)(
  'going back to the log MUST find the message that was read at the same height on a %s, whatever has come meanwhile',
  async (size) => {
    await (await parley.colleague('jimmy.solid')).hasReadAll()
    const page = await parley.agent('jimmy.solid', { size })
    const danny = await parley.colleague('danny.solid')
    await log(page).getByRole('article').first().waitFor()
    await scrollUp(page, 2_345)
    const anchor = await restingAnchorOf(page)
    await page.getByRole('link', { name: 'Sell' }).click()
    await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
    const meanwhile = `Meanwhile on a ${size}`
    for (const part of [1, 2, 3]) await danny.says(`${meanwhile} ${part}`)
    await page.getByRole('link', { name: /^Chat.*3 unread messages/ }).waitFor()
    await page.goBack()
    await eventually(() => anchorOf(page)).toEqual({ ...anchor, at: expect.closeTo(anchor.at, 0) })
    // What came is still new, and stays so until it is looked at.
    await page.getByRole('button', { name: '3 new messages' }).click()
    await line(page, `${meanwhile} 3`).waitFor()
    await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)
    await page.goForward()
    await page.getByRole('heading', { name: 'Safe Traveller' }).waitFor()
    await page.goBack()
    await line(page, `${meanwhile} 3`).waitFor()
    await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)
  },
)

test('whoever writes from above MUST be taken to the end, where the message stands', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await log(page).getByRole('article').first().waitFor()
  await scrollUp(page, 1_200)
  await composer(page).fill('From above')
  await page.getByRole('button', { name: 'Send' }).click()
  await line(page, 'From above').waitFor()
  await eventually(() => toEnd(page)).toBeLessThanOrEqual(2)
  expect(await newest(page)).toBe('From above')
})

test('what came while nobody looked MUST be marked in the list, and in the title where it calls somebody', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  const danny = await parley.colleague('danny.solid')
  await log(page).getByRole('article').first().waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Policies' }).click()
  await page.getByRole('heading', { name: 'Policies', exact: true }).waitFor()
  await danny.says('Hello everybody')
  await page.getByRole('link', { name: /^Chat.*1 unread message/ }).waitFor()
  expect(await page.title()).not.toMatch(/^\(/)
  await danny.says('@jimmy.solid are you there?')
  await page.getByRole('link', { name: /^Chat.*2 unread message/ }).waitFor()
  await eventually(() => page.title()).toMatch(/^\(1\) /)
  await page.getByRole('link', { name: /^Chat/ }).click()
  await log(page).getByText('are you there?').waitFor()
  await eventually(() => page.title()).not.toMatch(/^\(/)
})
