import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { composer, line, log, say } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { barriers } from './looking.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser({ MAX_FILE_BYTES: '3000000' })

const pending = (page: Page) => page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')

/** Pastes an image into the composer, as a screenshot is. */
async function paste(page: Page, image: Buffer, name: string): Promise<void> {
  await composer(page).evaluate(
    (field, { base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], name, { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { base64: image.toString('base64'), name },
  )
}

/** The largest distance of a line from where it stands now, in any frame until the answer is asked for. */
async function watch(page: Page, text: string) {
  const watching = await line(page, text).evaluateHandle((element) => {
    const log = element.closest('[role=log]')
    const at = () => element.getBoundingClientRect().top - (log?.getBoundingClientRect().top ?? 0)
    const state = { furthest: 0, on: true, from: at() }
    const look = () => {
      state.furthest = Math.max(state.furthest, Math.abs(at() - state.from))
      if (state.on) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return state
  })
  return () =>
    watching.evaluate((state) => {
      state.on = false
      return state.furthest
    })
}

test('a pasted image MUST be sent with a text, take its place before it is loaded, and open in large for others', async () => {
  const jimmy = await parley.agent('jimmy.solid')
  const danny = await parley.agent('danny.solid', { size: 'phone' })
  const image = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#2a9d8f' } })
    .png()
    .toBuffer()
  await paste(jimmy, image, 'roof.png')
  await paste(jimmy, Buffer.alloc(3_000_001), 'scan.png')
  await pending(jimmy).getByText('Larger than 2.9 MB, which is the most that can be sent.').waitFor()
  await jimmy.getByRole('button', { name: 'Remove scan.png' }).click()

  // The thumbnail comes only after everything else has been looked at.
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await danny.route('**/files/**', async (route) => {
    await held
    await route.continue()
  })
  await say(jimmy, 'The roof today')
  const thumbnail = log(danny).getByRole('button', { name: 'Open roof.png' })
  await thumbnail.waitFor()
  await line(danny, 'The roof today').waitFor()
  const size = await thumbnail.boundingBox()
  const { width = 0, height = 0 } = size ?? {}
  expect(width / height).toBeCloseTo(4 / 3, 1)
  const moved = await watch(danny, 'The roof today')
  release()
  await eventually(() =>
    thumbnail.locator('img').evaluate((img) => img instanceof HTMLImageElement && img.complete && img.naturalWidth),
  ).toBe(720)
  expect(await moved()).toBe(0)
  expect((await thumbnail.boundingBox())?.height).toBe(height)

  await thumbnail.click()
  const large = danny.getByRole('dialog', { name: 'roof.png' })
  await eventually(() =>
    large
      .getByRole('img', { name: 'roof.png' })
      .evaluate((img) => img instanceof HTMLImageElement && img.complete && img.naturalWidth),
  ).toBe(800)
  const download = danny.waitForEvent('download')
  await large.getByRole('link', { name: /^Download/ }).click()
  expect((await download).suggestedFilename()).toBe('roof.png')
  await danny.keyboard.press('Escape')
  await large.waitFor({ state: 'detached' })
  expect(await pending(jimmy).count()).toBe(0)

  // Among the files of the room it leads to its message, and goes with it.
  await jimmy.getByRole('button', { name: /online$/ }).click()
  const files = jimmy.getByRole('complementary', { name: 'All agents' })
  await files.getByRole('tab', { name: 'Files' }).click()
  await files.getByText('Images', { exact: true }).click()
  const sent = files.getByRole('listitem').filter({ hasText: 'roof.png' })
  const again = jimmy.waitForEvent('download')
  await sent.getByRole('link', { name: 'Download roof.png' }).click()
  expect((await again).suggestedFilename()).toBe('roof.png')
  await sent.getByRole('link', { name: /^roof\.png/ }).click()
  await jimmy.waitForURL(/\/chat\/general\/[0-9a-f-]{36}$/)
  await (await parley.colleague('jimmy.solid')).deletes(jimmy.url().split('/').at(-1) ?? '')
  await files.getByText('Nothing of this kind was sent here.').waitFor()
})

test('a file MUST go on where a lost connection stopped it, and the message wait for it', async () => {
  parley.mayFail()
  const jimmy = await parley.agent('jimmy.solid')
  let sent = 0
  // The second piece is lost on its way, and then the server for a while.
  await jimmy.route('**/files/*', (route) => {
    sent++
    return sent === 2 || sent === 3 ? route.abort('connectionreset') : route.continue()
  })
  const content = randomBytes(1_300_000)
  await jimmy.getByTestId('files').setInputFiles({ name: 'policy.bin', mimeType: 'application/pdf', buffer: content })
  await say(jimmy, 'The policy')
  const card = log(jimmy).getByRole('link', { name: /policy\.bin/ })
  await card.waitFor()
  await line(jimmy, 'The policy').waitFor()
  expect(await composer(jimmy).inputValue()).toBe('')
  const download = jimmy.waitForEvent('download')
  await card.click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
})

test('a picture MUST be cut by keys, stand beside the name at once for others, and go again', async () => {
  const danny = await parley.agent('danny.solid')
  await (await parley.colleague('jimmy.solid')).says('Do you know me?')
  const jimmy = await parley.agent('jimmy.solid', {}, '/profile')
  // Red on the left, blue on the right.
  const red = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
  const buffer = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer()
  await jimmy.getByTestId('picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
  const dialog = jimmy.getByRole('dialog', { name: 'Your picture' })
  const preview = dialog.getByRole('img', { name: 'Preview' })
  await preview.waitFor()
  expect(await barriers(jimmy)).toEqual([])
  const part = dialog.getByRole('application')
  const right = () => preview.evaluate((image) => Number.parseFloat(image.style.left))
  await eventually(async () => {
    await part.press('ArrowLeft')
    return right()
  }).toBe(-100)
  await dialog.getByRole('button', { name: 'Save the picture' }).click()
  await dialog.waitFor({ state: 'detached' })

  const seen = log(danny).locator('[data-person="jimmy.solid"] img').first()
  await seen.waitFor()
  const middle = () =>
    seen.evaluate((image) => {
      if (!(image instanceof HTMLImageElement) || !image.complete) return null
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      // Near the left edge: it was red before the keys moved it.
      return [image.naturalWidth, ...(context?.getImageData(20, 48, 1, 1).data ?? [])]
    })
  await eventually(async () => (await middle())?.map((value) => Math.round(value / 16))).toEqual([6, 0, 0, 16, 16])
  await jimmy.getByRole('button', { name: 'Remove the picture' }).click()
  await seen.waitFor({ state: 'detached' })
})
