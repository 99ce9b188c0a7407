import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { lines } from './chatting.ts'
import { parleyInBrowser } from './harness.ts'
import { eventually, until } from './waiting.ts'

const parley = parleyInBrowser()

const news = (page: Page) =>
  page.getByRole('list', { name: 'Notifications, newest first' }).getByRole('listitem').allInnerTexts()
const saysSo = (page: Page) => page.getByText('Some history was reloaded').waitFor()

test('pages that are open while a backup is restored MUST say so, and show what the database has and what follows', async () => {
  parley.mayFail()
  const admin = await parley.colleague('admin')
  await admin.says('kept')
  await admin.announces('kept news')
  const chat = await parley.agent('jimmy.solid')
  const notifications = await parley.agent('danny.solid', {}, '/notifications')
  const restore = await parley.server.backUp()
  for (const text of ['lost 1', 'lost 2', 'lost 3']) await admin.says(text)
  await admin.announces('lost news')
  await eventually(() => lines(chat)).toEqual(['kept', 'lost 1', 'lost 2', 'lost 3'])
  await until('the news came', async () => (await news(notifications))[0]?.includes('lost news'))
  await restore()
  // The numbers of what was lost are given out again, and some more.
  for (const text of ['new 1', 'new 2', 'new 3', 'new 4']) await admin.says(text)
  await admin.announces('new news 1')
  await admin.announces('new news 2')
  await Promise.all([saysSo(chat), saysSo(notifications)])
  await admin.says('after')
  await admin.announces('news after')
  await eventually(() => lines(chat)).toEqual(['kept', 'new 1', 'new 2', 'new 3', 'new 4', 'after'])
  await until('the last news came', async () => (await news(notifications))[0]?.includes('news after'))
  const shown = (await news(notifications)).join('\n')
  for (const text of ['new news 2', 'new news 1', 'kept news']) expect(shown).toContain(text)
  expect(shown).not.toContain('lost news')
})
