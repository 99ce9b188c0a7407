import { expect, test } from 'vitest'
import { askedWords, searchableWords } from './search.ts'

const policy = (firstName: string, lastName: string) => ({
  number: '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77',
  productCode: 'TRI',
  holder: { firstName, lastName, taxId: '850-101-123', address: { city: 'Łódź' } },
})

/** What the database does with the words: each asked word is the beginning of a searchable one. */
const finds = (search: string, firstName: string, lastName: string): boolean => {
  const searchable = searchableWords(policy(firstName, lastName))
  return askedWords(search).every((asked) => searchable.some((word) => word.startsWith(asked)))
}

test.each([
  ['7b1f3c52', 'the beginning of the number'],
  ['7B1F3C52-0D5E-4F0B-8A4E-3B8F2C1D9E77', 'the number in capitals'],
  ['tri', 'the product'],
  ['łukasz', 'the first name'],
  ['Lukasz', 'the first name without accents'],
  ['ŻAK', 'the last name in capitals'],
  ['zak-now', 'the beginning of the last name'],
  ['nowak', 'the second part of the last name'],
  ['Łukasz Żak', 'first and last name'],
  ['  Zak,   Lukasz ', 'last name, first name'],
  ['TRI zak', 'product and name'],
  ['Z\u0307ak', 'letters that were composed differently'],
  ['', 'nothing at all'],
])('%j MUST find a policy by %s', (search) => {
  expect(finds(search, 'Łukasz', 'Żak-Nowak')).toBe(true)
})

test.each(['%', '_', 'Ż%', '*', "'", '\\', 'ukasz', 'Anna', 'Łukasz Kowalski', '3c52'])(
  '%j MUST NOT find it',
  (search) => {
    expect(finds(search, 'Łukasz', 'Żak-Nowak')).toBe(false)
  },
)

test.each([
  ['O’Neil', "o'neil"],
  ["O'Neil", 'neil'],
  ['Großmann', 'grossmann'],
  ['İnönü', 'inonu'],
  ['王', '王'],
  ['***', '*'],
])('a holder called %s MUST be found by %s', (lastName, search) => {
  expect(finds(search, 'Jan', lastName)).toBe(true)
})

test('control characters MUST only separate words', () => {
  expect(askedWords('jan\u0000żak\n')).toEqual(['jan', 'zak'])
})
