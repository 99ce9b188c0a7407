import { expect, test } from 'vitest'
import { checkDigit, readShortNumber, shortNumbersFrom, writeShortNumber } from './number.ts'

test('the check digit MUST be that of Damm', () => {
  expect(checkDigit('572')).toBe('4')
  expect(checkDigit('5724')).toBe('0')
})

test('every wrong digit and every two neighbours that changed places MUST be found', () => {
  for (const kept of [0, 7, 27418836, 99999999, 12345678, 10203040]) {
    const number = writeShortNumber('policy', kept)
    expect(readShortNumber('policy', number, 'number')).toBe(kept)
    const digits = number.replace(/\D/g, '')
    const wrong = [...digits].flatMap((digit, at) => {
      const others = [...'0123456789'].filter((other) => other !== digit)
      const next = digits[at + 1]
      const swapped =
        next === undefined || next === digit ? [] : [digits.slice(0, at) + next + digit + digits.slice(at + 2)]
      return [...others.map((other) => digits.slice(0, at) + other + digits.slice(at + 1)), ...swapped]
    })
    for (const one of wrong) expect(() => readShortNumber('policy', `P${one}`, 'number'), one).toThrow('mistyped')
  }
})

test('a number MUST be read in any case, with and without separators, and of its kind alone', () => {
  const number = writeShortNumber('policy', 27418836)
  expect(number).toMatch(/^P-2741-8836-\d$/)
  for (const given of [
    number,
    number.toLowerCase(),
    number.replaceAll('-', ''),
    number.replaceAll('-', ' '),
    ` ${number} `,
  ])
    expect(readShortNumber('policy', given, 'number')).toBe(27418836)
  for (const given of ['', 'P', 'P-1', 'P-2026-00001', number.slice(2), `${number}1`, writeShortNumber('offer', 5)])
    expect(readShortNumber('policy', given, 'number')).toBeNull()
})

test('the beginning of a number MUST be found from four digits on, and a mistyped one not', () => {
  expect(shortNumbersFrom('p-2741')).toEqual({ from: 27410000, to: 27419999 })
  expect(shortNumbersFrom('27418836')).toEqual({ from: 27418836, to: 27418836 })
  expect(shortNumbersFrom(writeShortNumber('policy', 27418836))).toEqual({ from: 27418836, to: 27418836 })
  const digit = Number(checkDigit('27418836'))
  for (const text of ['', 'p', '274', 'x2741', `P-2741-8836-${(digit + 1) % 10}`, '2741883655'])
    expect(shortNumbersFrom(text)).toBeNull()
})
