import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { codeByName } from './countries.ts'
import { taxIdDoubt, validateHolder } from './holder-checks.ts'

beforeAll(loadAppTexts)

const countries = [...codeByName.keys()]

const holder = (taxId: string, zipCode: string, country = 'Poland') => ({
  policyHolder: {
    firstName: 'Jan',
    lastName: 'Żak',
    taxId,
    address: { country, zipCode, city: 'Łódź', street: 'Prosta 1' },
  },
})

test('a holder MUST be refused for what is empty, over-long or no tax id and no postcode of the country', () => {
  expect(validateHolder(holder('44051401458', '00-133'))).toEqual({})
  expect(validateHolder(holder('abc', 'zzz'))).toEqual({
    'policyHolder.taxId': 'Enter a tax id: it has at least five digits.',
    'policyHolder.address.zipCode': 'Enter a zip code of Poland, like 00-950.',
  })
  expect(validateHolder(holder('12345678901', '0013', 'Germany'))).toEqual({
    'policyHolder.address.zipCode': 'This is not a zip code of Germany.',
  })
  expect(validateHolder(holder(' ', 'x'.repeat(21)))).toEqual({
    'policyHolder.taxId': 'Enter the tax id.',
    'policyHolder.address.zipCode': 'The zip code must have at most 20 characters, got 21.',
  })
})

test('a tax id that breaks the rules of its country MUST be doubted, and only where the rules are known', () => {
  expect(taxIdDoubt(holder('44051401458', '00-133'))).toBeNull()
  expect(taxIdDoubt(holder('44051401459', '00-133'))).toBe(
    'This is not a valid tax id of Poland. Please check it before you sell.',
  )
  expect(taxIdDoubt(holder('44051401459', '1000', 'Kosovo'))).toBeNull()
  expect(taxIdDoubt(holder('', '00-133'))).toBeNull()
})

test('every country MUST be there under its English name', () => {
  expect(countries.length).toBeGreaterThan(240)
  expect(countries).toEqual(expect.arrayContaining(['Poland', 'France', 'Germany', 'United Kingdom', 'Ukraine']))
})

test('the rules of every country that is named MUST be known to the library', () => {
  for (const country of countries) expect(() => taxIdDoubt(holder('123456789', '1', country))).not.toThrow()
})
