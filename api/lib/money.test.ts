import { expect, test } from 'vitest'
import { centsOf, divideHalfEven, formatMoney, parseMoney } from './money.ts'

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [7200, '72.00'],
  [-7205, '-72.05'],
  [100_000_000_00, '100000000.00'],
])('%i cents MUST read %s', (cents, text) => {
  expect(formatMoney(centsOf(cents))).toBe(text)
})

test.each([
  [7, 2, 4],
  [5, 2, 2],
  [-5, 2, -2],
  [-7, 2, -4],
  [5, -2, -2],
  [7, 3, 2],
  [8, 3, 3],
  [1, 3, 0],
  [0, 7, 0],
  [9_007_199_254_740_991n * 3n, 3, 9_007_199_254_740_991],
])('%s / %s MUST be %s, half to even', (numerator, denominator, quotient) => {
  expect(divideHalfEven(numerator, denominator)).toBe(quotient)
})

test.each([
  ['72.00000', 7200],
  [72, 7200],
  [21.6, 2160],
  ['  7.5 ', 750],
  ['+1', 100],
  ['-1.005', -100],
  ['0.005', 0],
  ['0.015', 2],
  ['0.0150000000000000001', 2],
  ['0.025', 2],
  ['1.', 100],
  ['.5', 50],
  ['1e3', 100_000],
  ['1.5E-1', 15],
  ['999999999999.99', 99_999_999_999_999],
])('%j MUST be %s cents', (value, cents) => {
  expect(parseMoney(value)).toBe(cents)
})

test.each([
  '',
  'x',
  '1,5',
  '.',
  '1e',
  '1e9999',
  '0x10',
  '--1',
  'NaN',
  null,
  undefined,
  {},
  [],
  true,
  1e21,
  '1000000000000',
  Number.NaN,
])('%j MUST be no amount', (value) => {
  expect(parseMoney(value)).toBeNull()
})
