import { beforeAll, expect, test } from 'vitest'
import type { Colleague } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { barriers, overflowing, withoutStyles } from './looking.ts'
import { eventually } from './waiting.ts'

const parley = parleyInBrowser()
let danny: Colleague
let terminated = ''

beforeAll(async () => {
  danny = await parley.colleague('danny.solid')
  const jimmy = await parley.colleague('jimmy.solid')
  terminated = await danny.sells({ adults: 2 })
  await jimmy.sells()
})

test('what is sold MUST be on the board as it happens, and every number lead to its policies', async () => {
  const page = await parley.agent('jimmy.solid', {}, '/sales')
  const main = page.getByRole('main')
  const totals = main.getByRole('list', { name: 'Totals' })
  await totals.getByText('€108.00').first().waitFor()
  await danny.sells({ adults: 3 })
  await totals.getByText('€216.00').first().waitFor()
  expect(await totals.getByText('3 pcs.').count()).toBe(2)

  await main.getByText('Show as table').click()
  const months = main.getByRole('region', { name: 'Sales over time' }).getByRole('row')
  // Twelve months and the head; all but this one are empty.
  expect(await months.count()).toBe(13)
  expect(await months.filter({ hasText: '0 pcs.' }).count()).toBe(11)
  await main.locator('.recharts-line').waitFor()
  await main.locator('.recharts-pie').waitFor()
  expect([...(await barriers(page)), ...(await withoutStyles(page)), ...(await overflowing(page))]).toEqual([])

  await danny.terminates(terminated)
  await main.getByText('With terminated policies').click()
  await totals.getByText('€144.00').first().waitFor()
  await main.getByLabel('Agent', { exact: true }).selectOption({ label: 'Danny Solid' })
  await totals.getByText('€108.00').first().waitFor()
  await eventually(async () => new URL(page.url()).search).toBe('?agent=danny.solid&terminated=no')
  await page.reload()
  await totals.getByText('€108.00').first().waitFor()

  await main.getByRole('link', { name: 'Danny Solid' }).click()
  await page.getByRole('heading', { level: 1, name: 'Policies sold' }).waitFor()
  const policies = main.getByRole('listitem')
  await policies.filter({ hasText: '€108.00' }).waitFor()
  expect(await policies.count()).toBe(1)
  expect([...(await barriers(page)), ...(await overflowing(page))]).toEqual([])
  await policies.getByRole('link').click()
  // Of another agent's policy one knows that it was sold, and no more.
  await page.getByRole('heading', { name: 'This policy is not yours to open here' }).waitFor()
})

test('the board MUST be readable on a phone in the dark, and say what is wrong with a range', async () => {
  const page = await parley.agent('jimmy.solid', { size: 'phone', scheme: 'dark' }, '/sales?range=month&unit=day')
  const main = page.getByRole('main')
  await main.locator('.recharts-line').waitFor()
  await main.locator('.recharts-pie').waitFor()
  expect([...(await barriers(page)), ...(await withoutStyles(page)), ...(await overflowing(page))]).toEqual([])
  parley.mayFail()
  await page.goto(`${parley.url}/sales?range=own&from=1826-01-01&to=2026-01-01&unit=day`)
  await main.getByText(/at most 1100 are given/).waitFor()
  await main.getByLabel('Over time').selectOption({ label: 'By year' })
  await main.getByRole('region', { name: 'Sales over time' }).waitFor()
  // So does a sale far away, which makes a range without an end too long for days.
  await page.goto(`${parley.url}/sales?range=own&by=cover&unit=day`)
  await main.getByRole('region', { name: 'Sales over time' }).waitFor()
  await danny.sells({ from: 2_000 })
  await main.getByText(/at most 1100 are given/).waitFor()
})
