import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, log } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' })

/** In pixels: what a finger hits without aiming. */
const finger = 44

/**
 * What can be touched and is lower or narrower than a finger needs, or is text to be entered that Safari would zoom into.
 * A link inside a text is as high as its line.
 */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role=radio]')]
    return all
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.skip, [dir=auto] a'),
      )
      .flatMap((element) => {
        // The whole row of a choice can be touched, and all of a label that is a segment.
        const wholes =
          '.mantine-Radio-body, .mantine-Checkbox-body, .mantine-SegmentedControl-control, .mantine-PasswordInput-input'
        const target = element.closest(wholes) ?? element
        const { width, height } = target.getBoundingClientRect()
        const isText = element.matches('select, textarea, input:not([type=radio], [type=checkbox])')
        const zooms = isText && Number.parseFloat(getComputedStyle(element).fontSize) < 16
        if (height >= least && width >= least && !zooms) return []
        const name = element.getAttribute('aria-label') ?? element.textContent
        return [`${element.tagName} ${name}: ${Math.round(width)} x ${Math.round(height)}${zooms ? ', zooms' : ''}`]
      })
  }, finger)

test('on a phone everything MUST be big enough for fingers, and people be counted with digits', async () => {
  const jimmy = await parley.colleague('jimmy.solid')
  const number = await jimmy.sells()
  await (await parley.colleague('danny.solid')).sells()
  await (await parley.colleague('admin')).announces('Good morning')
  await jimmy.says(Array.from({ length: 20 }, (_, at) => `Line ${at}`).join('\n'))
  const signIn = await parley.visitor({ size: 'phone' })
  const page = await parley.agent('jimmy.solid', { size: 'phone' })
  const small: Record<string, string[]> = {}
  const look = async (name: string, on = page) => {
    const found = await tooSmall(on)
    if (found.length > 0) small[name] = found
  }
  await signIn.getByRole('button', { name: /Jimmy Solid/ }).waitFor()
  await look('log in', signIn)
  await page.getByRole('button', { name: 'Show the whole message' }).waitFor()
  await look('chat')
  for (const [path, label] of [
    ['/home', 'Sales today'],
    ['/sell', 'Safe Traveller'],
    ['/sell/TRI', 'Number of adults'],
    ['/sell/HSI', 'Area'],
    ['/policies', 'Search policies'],
    [`/policies/${number}`, 'Terminate'],
    ['/notifications', 'Good morning'],
    ['/preferences', 'For 30 minutes'],
  ] as const) {
    await page.goto(parley.url + path)
    await page.getByRole('main').getByLabel(label).or(page.getByRole('main').getByText(label)).first().waitFor()
    await look(path)
  }
  await page.goto(`${parley.url}/policies/${number}`)
  await page.getByRole('button', { name: 'Terminate' }).click()
  await page.getByLabel('Last day of cover').click()
  await page.getByRole('table').waitFor()
  await look('termination')
  await page.goto(`${parley.url}/notifications`)
  await page.getByRole('button', { name: 'Account of Jimmy Solid' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Log out' }).waitFor()
  await look('account')
  expect(small).toEqual({})
  await page.goto(`${parley.url}/sell/TRI`)
  expect(await page.getByLabel('Number of adults').getAttribute('inputmode')).toBe('numeric')
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
  const sheet = page.getByRole('dialog', { name: 'All agents' })
  await sheet.getByRole('listitem').first().getByText('Jimmy Solid (you)').waitFor()
  await eventually(async () => {
    const { y = 0, height = 0 } = (await sheet.boundingBox()) ?? {}
    return height < 600 && Math.round(y + height) === 844
  }).toBe(true)
})
