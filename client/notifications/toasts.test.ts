import { expect, test } from 'vitest'
import { collapse } from './toasts.ts'

type Shown = Parameters<typeof collapse>[0]
const news = (...ids: string[]) => ids.map((id) => ({ id })) as unknown as Parameters<typeof collapse>[1]
const keys = (shown: Shown) => shown.map((toast) => toast.key)

test('a few live entries MUST be shown one by one, the newest last', () => {
  expect(keys(collapse(collapse([], news('1'), false), news('2', '3'), false))).toEqual(['1', '2', '3'])
})

test('a flood MUST be shown as one number that goes on counting', () => {
  const flood = collapse([], news('1', '2', '3', '4'), true)
  const more = collapse(flood, news('5', '6'), true)
  expect(more).toEqual([{ key: 'more', more: 6 }])
})

test('never more than three MUST stand on the screen', () => {
  expect(keys(collapse(collapse([], news('1', '2', '3'), false), news('4'), false))).toEqual(['2', '3', '4'])
})
