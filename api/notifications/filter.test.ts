import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../lib/errors.ts'
import { centsOf } from '../lib/money.ts'
import { type FilterInput, type Findable, isOwn, matches, notificationFilter } from './filter.ts'

const sale: Findable = {
  kind: 'PolicySold',
  productCode: 'TRI',
  policyNumber: 'A-7',
  agentLogin: 'Jimmy.Solid',
  amountCents: centsOf(7_200),
}
const announced: Findable = {
  kind: 'Announcement',
  productCode: null,
  policyNumber: null,
  agentLogin: 'admin',
  amountCents: null,
}
const mention: Findable = { ...announced, kind: 'Mentioned', agentLogin: 'danny.solid' }

const wants = (input: FilterInput, about: Findable) => matches(notificationFilter(input), about)

describe('a filter', () => {
  test.each<[FilterInput, boolean]>([
    [{}, true],
    [{ kinds: null, productCodes: null, policyNumber: null, mine: null, minAmount: null }, true],
    [{ kinds: ['PolicySold', 'TariffChanged'] }, true],
    [{ kinds: ['TariffChanged'] }, false],
    [{ kinds: [] }, false],
    [{ productCodes: ['HSI', 'tri'] }, true],
    [{ productCodes: ['HSI'] }, false],
    [{ policyNumber: 'a-7' }, true],
    [{ policyNumber: 'a-8' }, false],
    [{ minAmount: '72.00' }, true],
    [{ minAmount: '72.01' }, false],
    [{ minAmount: '72.001' }, false],
    [{ minAmount: '71.999' }, true],
    [{ minAmount: '72.0000' }, true],
    [{ minAmount: '-0.001' }, true],
    [{ kinds: ['PolicySold'], productCodes: ['TRI'], policyNumber: 'A-7', minAmount: '1' }, true],
    [{ kinds: ['PolicySold'], productCodes: ['TRI'], policyNumber: 'A-7', minAmount: '100' }, false],
  ])('%j MUST say %s of a sale', (input, expected) => {
    expect(wants(input, sale)).toBe(expected)
  })

  test('MUST refuse what has no product, policy or amount when one is asked for', () => {
    for (const input of [{ productCodes: ['TRI'] }, { policyNumber: 'A-7' }, { minAmount: '0' }])
      expect(wants(input, announced)).toBe(false)
  })

  test('for what is the reader’s own MUST take mentions of the reader, and nothing that others did', () => {
    expect([sale, announced, mention].map((about) => isOwn(about, 'jimmy.solid'))).toEqual([true, false, true])
  })

  test('MUST name the amount that no notification could have', () => {
    const error = (() => {
      try {
        return notificationFilter({ minAmount: '1000000000000' })
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error).toMatchObject({ fields: [{ path: 'filter.minAmount' }] })
  })
})
