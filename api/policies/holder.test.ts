import { expect, test } from 'vitest'
import type { FieldError } from '../lib/errors.ts'
import { isSameHolder, type PolicyHolder, readHolder } from './holder.ts'
import { aHolder } from './testing.ts'

function complaints(holder: PolicyHolder): Record<string, string> {
  const wrong: FieldError[] = []
  readHolder(holder, wrong)
  return Object.fromEntries(wrong.map(({ path, message }) => [path, message]))
}

test('every field MUST be trimmed and keep its letters, whatever their alphabet', () => {
  const wrong: FieldError[] = []
  const read = readHolder(aHolder({ firstName: '  Zażółć ', lastName: '<b>O’Neil</b> 王' }), wrong)
  expect(read).toMatchObject({ firstName: 'Zażółć', lastName: '<b>O’Neil</b> 王' })
  expect(wrong).toEqual([])
})

test('every empty field MUST be named by its path', () => {
  const blank = { country: '', zipCode: ' ', city: '\u200b', street: '\t' }
  expect(
    Object.keys(complaints({ firstName: '', lastName: '\u00a0', taxId: '\u3164\u{e0041}', address: blank })),
  ).toEqual([
    'policyHolder.firstName',
    'policyHolder.lastName',
    'policyHolder.taxId',
    'policyHolder.address.country',
    'policyHolder.address.zipCode',
    'policyHolder.address.city',
    'policyHolder.address.street',
  ])
})

test('a field MUST be refused one character over its limit', () => {
  expect(complaints(aHolder({ firstName: '𝒥'.repeat(100) }))).toEqual({})
  expect(complaints(aHolder({ firstName: '𝒥'.repeat(101) }))).toEqual({
    'policyHolder.firstName': 'Must have at most 100 characters, got 101.',
  })
})

test.each(['Jan\u0000', 'Jan\nŻak', 'a\u202eb', 'a\ud800b', 'a\u2028b'])(
  '%j MUST be refused as a name',
  (firstName) => {
    expect(complaints(aHolder({ firstName }))).toEqual({
      'policyHolder.firstName': 'Must not contain control characters.',
    })
  },
)

test('holders MUST be the same only when every field is', () => {
  expect(isSameHolder(aHolder(), aHolder())).toBe(true)
  expect(isSameHolder(aHolder(), aHolder({ taxId: '1' }))).toBe(false)
  expect(isSameHolder(aHolder(), aHolder({ address: { ...aHolder().address, city: 'Kraków' } }))).toBe(false)
})
