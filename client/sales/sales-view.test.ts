import { expect, test } from 'vitest'
import { periodEnd } from './calendar.ts'
import { askedOf, daysOf, paramsOf, policiesAddress, type SalesView, viewOf } from './sales-view.ts'

const today = '2026-02-17'
const bare = viewOf(new URLSearchParams())

test('an address MUST say all that is shown, and a bare one the last twelve months', () => {
  const views: SalesView[] = [
    bare,
    { ...bare, range: 'own', from: '2020-01-01', to: null, product: 'TRI', agent: '', unit: 'DAY' },
    { ...bare, range: 'year', by: 'COVER_FROM', includeTerminated: false, agent: 'Ann & Bob' },
  ]
  for (const view of views) expect(viewOf(paramsOf(view))).toEqual(view)
  expect(paramsOf(bare).toString()).toBe('')
  expect(askedOf(bare, today)).toEqual({
    unit: 'MONTH',
    filter: {
      from: '2025-03-01',
      to: today,
      productCode: null,
      agent: null,
      by: 'SOLD_AT',
      includeTerminated: true,
    },
  })
})

test('an address that cannot be understood MUST be as if that were not there', () => {
  const params = new URLSearchParams('range=century&from=2020-02-30&to=now&unit=hour&by=night')
  expect(viewOf(params)).toEqual(bare)
})

test('a range MUST end today, or with its last day where covers begin', () => {
  const range = (view: Partial<SalesView>) => daysOf({ ...bare, ...view }, today)
  expect(range({ range: 'month' })).toEqual({ from: '2026-02-01', to: today })
  expect(range({ range: 'month', by: 'COVER_FROM' })).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(range({ range: 'year', by: 'COVER_FROM' })).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(range({ range: '12months', by: 'COVER_FROM' })).toEqual({ from: '2025-03-01', to: '2026-02-28' })
})

test('the policies behind a period MUST be those of its days within the range', () => {
  const view: SalesView = { ...bare, range: 'own', from: '2026-01-10', to: '2026-02-20' }
  const behind = (from: string) =>
    policiesAddress(view, today, { from, to: periodEnd(from, 'MONTH'), product: 'TRI', agent: '' })
  expect(behind('2026-01-01')).toBe('/sales/policies?range=own&from=2026-01-10&to=2026-01-31&product=TRI&agent=')
  expect(behind('2026-02-01')).toBe('/sales/policies?range=own&from=2026-02-01&to=2026-02-20&product=TRI&agent=')
})

test.each([
  ['DAY', '2024-02-28', '2024-02-28'],
  ['WEEK', '2024-02-26', '2024-03-03'],
  ['MONTH', '2024-02-01', '2024-02-29'],
  ['YEAR', '2024-01-01', '2024-12-31'],
] as const)('a %s that begins on %s MUST end on %s', (unit, from, to) => {
  expect(periodEnd(from, unit)).toBe(to)
})
