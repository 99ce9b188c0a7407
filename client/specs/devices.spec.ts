import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, log } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' })

/** What can be touched and is lower than a finger needs, or is text to be entered that Safari would zoom into. */
const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('main button, main input, main select, main textarea')]
    return all
      .filter((element) => element.offsetParent !== null)
      .filter((element) => {
        // The whole row of a choice can be touched.
        const target = element.matches('[type=radio], [type=checkbox]')
          ? element.closest('.mantine-Radio-body, .mantine-Checkbox-body')
          : element
        const height = target?.getBoundingClientRect().height ?? 0
        const isText = element.matches('select, textarea, input:not([type=radio], [type=checkbox])')
        return height < 38 || (isText && Number.parseFloat(getComputedStyle(element).fontSize) < 16)
      })
      .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`)
  })

test('on a phone everything MUST be big enough for fingers, and people be counted with digits', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' }, '/sell/TRI')
  const adults = page.getByLabel('Number of adults')
  await adults.waitFor()
  expect(await tooSmall(page)).toEqual([])
  expect(await adults.getAttribute('inputmode')).toBe('numeric')
  await page.goto(`${parley.url}/policies`)
  await page.getByRole('searchbox').waitFor()
  expect(await tooSmall(page)).toEqual([])
})

test('a short or middle-sized screen MUST have the navigation beside the content', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await log(page).waitFor()
  const isBeside = async () => ((await navigation(page).boundingBox())?.x ?? 1) === 0 && (await widthOf(page)) < 100
  for (const [width, height, beside] of [
    [390, 844, false],
    [768, 1024, true],
    [844, 390, true],
    [640, 360, true],
  ] as const) {
    await page.setViewportSize({ width, height })
    await eventually(isBeside).toBe(beside)
    // Most of the height is for what one reads.
    const share = ((await log(page).boundingBox())?.height ?? 0) / height
    expect(share, `${width} x ${height}`).toBeGreaterThan(0.5)
  }
})

const widthOf = async (page: Page) => (await navigation(page).boundingBox())?.width ?? 0

test('the bar MUST make room while somebody writes with the keyboard open', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await log(page).waitFor()
  await composer(page).click()
  // As a keyboard leaves it.
  await page.setViewportSize({ width: 390, height: 420 })
  await navigation(page).waitFor({ state: 'hidden' })
  await composer(page).blur()
  await navigation(page).waitFor()
})

test('the account menu MUST open below its button on a phone', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' }, '/policies')
  const button = page.getByRole('button', { name: 'Account of Jimmy Solid' }).filter({ visible: true })
  await button.click()
  const menu = await page.getByRole('dialog', { name: 'Account' }).boundingBox()
  const { y = 0, height = 0 } = (await button.boundingBox()) ?? {}
  expect(menu?.y).toBeGreaterThanOrEqual(y + height)
})

test('the people on a phone MUST be a sheet as high as they need, oneself first', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  await page.getByRole('button', { name: '1 online' }).click()
  const sheet = page.getByRole('dialog', { name: 'People' })
  await sheet.getByRole('listitem').first().getByText('Jimmy Solid (you)').waitFor()
  await eventually(async () => {
    const { y = 0, height = 0 } = (await sheet.boundingBox()) ?? {}
    return height < 500 && Math.round(y + height) === 844
  }).toBe(true)
})
