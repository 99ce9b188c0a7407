import { expect, test } from 'vitest'
import { centsOf } from '../lib/money.ts'
import { defaultRate, earned, formatPercent, parsePercent, rateOf, takenBack } from './commission.ts'

const rate = (percent: string) => parsePercent(percent) ?? rateOf(-1)

test('a sale MUST earn its rate of the premium, in whole cents, half to even', () => {
  expect(earned(centsOf(7_200), defaultRate)).toBe(720)
  expect(earned(centsOf(5), defaultRate)).toBe(0)
  expect(earned(centsOf(15), defaultRate)).toBe(2)
  expect(earned(centsOf(100_000_000_000), rate('100'))).toBe(100_000_000_000)
  expect(earned(centsOf(7_200), rate('0'))).toBe(0)
})

test('a termination MUST take back its share and never more than was earned, whatever is paid back', () => {
  expect(takenBack(centsOf(5_040), centsOf(7_200), defaultRate)).toBe(-504)
  for (const percent of ['0', '0.01', '8', '12.5', '33.33', '100'])
    for (const premium of [0, 1, 5, 15, 7_200, 99_999])
      for (const refund of [-7, 0, 1, 5, 7_200, 1_000_000]) {
        const left =
          earned(centsOf(premium), rate(percent)) + takenBack(centsOf(refund), centsOf(premium), rate(percent))
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(earned(centsOf(premium), rate(percent)))
      }
})

test.each([
  ['12.5', 1_250],
  ['0', 0],
  ['100', 10_000],
  ['7.250', 725],
  ['100.01', null],
  ['1.234', null],
  ['-1', null],
  ['12,5', null],
  ['', null],
])('the percentage %j MUST be read as %j', (text, points) => {
  expect(parsePercent(text)).toBe(points)
})

test('a rate MUST be written with two decimals', () => {
  expect(formatPercent(rate('12.5'))).toBe('12.50')
})
