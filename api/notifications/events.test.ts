import { expect, test } from 'vitest'
import { commissionCalculatedType } from '../commissions/events.ts'
import { productActivatedType, tariffChangedType } from '../policies/events.ts'

test('ProductActivated MUST be understood with and without the name of the product', () => {
  expect(productActivatedType.parse('{"ProductCode":"TRI","ProductName":"Safe Traveller"}')).toEqual({
    kind: 'ProductActivated',
    productCode: 'TRI',
    productName: 'Safe Traveller',
  })
  expect(productActivatedType.parse('{"productCode":"NEW"}')).toMatchObject({ productCode: 'NEW', productName: null })
})

test('TariffChanged MUST be understood with and without a day', () => {
  expect(tariffChangedType.parse('{"ProductCode":"TRI","ValidFrom":"2024-07-01T00:00:00"}')).toEqual({
    kind: 'TariffChanged',
    productCode: 'TRI',
    validFrom: '2024-07-01',
  })
  expect(tariffChangedType.parse('{"ProductCode":"TRI"}').validFrom).toBeNull()
})

test('CommissionCalculated MUST be understood with and without an agent and a policy', () => {
  expect(commissionCalculatedType.parse('{"Amount":7.2,"AgentLogin":"jimmy.solid","PolicyNumber":"p"}')).toEqual({
    kind: 'CommissionCalculated',
    amount: 720,
    agentLogin: 'jimmy.solid',
    policyNumber: 'p',
  })
  expect(commissionCalculatedType.parse('{"amount":7.2}')).toMatchObject({ agentLogin: null, policyNumber: null })
})

test.each([
  [productActivatedType.parse, '{}', 'ProductCode'],
  [tariffChangedType.parse, '{"ProductCode":null}', 'ProductCode'],
  [commissionCalculatedType.parse, '{"Amount":{}}', 'Amount'],
])('%o MUST refuse %s as poison that names %s', (parse, body, member) => {
  expect(() => parse(body)).toThrow(
    expect.objectContaining({ name: 'PoisonMessage', message: expect.stringContaining(member) }),
  )
})
