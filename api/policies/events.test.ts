import { describe, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { policyCreated, policyCreatedType, policyTerminated, policyTerminatedType } from './events.ts'

const number = '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77'
const holder = { firstName: 'Jan', lastName: 'Żak', taxId: '80010112345' }
const at = new Date('2024-06-01T10:11:12.345Z')
const sold = {
  policyNumber: number,
  productCode: 'TRI',
  policyFrom: dayOf('2024-06-01'),
  policyTo: dayOf('2024-06-11'),
  holder,
  premium: centsOf(7200),
  agentLogin: 'jimmy.solid',
}
const ended = {
  policyNumber: number,
  productCode: 'TRI',
  policyFrom: dayOf('2024-06-01'),
  terminatedOn: dayOf('2024-06-04'),
  holder,
  premiumKept: centsOf(2160),
  refund: centsOf(5040),
}
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('what Parley publishes', () => {
  test('PolicyCreated MUST have the members, their order and the formats of the .NET services', () => {
    const event = policyCreated(sold, at)
    expect(event.body).toBe(
      '{"PolicyNumber":"7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00",' +
        '"PolicyTo":"2024-06-11T00:00:00","PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"},' +
        '"TotalPremium":72.00,"AgentLogin":"jimmy.solid"}',
    )
    expect(event).toMatchObject({
      id: expect.stringMatching(guid),
      name: 'policycreated',
      type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api',
      at,
      subject: number,
    })
  })

  test('PolicyTerminated MUST say the termination date as PolicyTo, what was kept and what goes back', () => {
    const event = policyTerminated(ended, at)
    expect(event.body).toBe(
      '{"PolicyNumber":"7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00",' +
        '"PolicyTo":"2024-06-04T00:00:00","PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"},' +
        '"TotalPremium":21.60,"AmountToReturn":50.40}',
    )
    expect(event).toMatchObject({
      name: 'policyterminated',
      type: 'PolicyService.Api.Events.PolicyTerminated, PolicyService.Api',
      subject: number,
    })
  })

  test('every event MUST have an id of its own', () => {
    expect(policyCreated(sold, at).id).not.toBe(policyCreated(sold, at).id)
  })

  test('nulls MUST be written, zero as 0.00', () => {
    const { body } = policyCreated(
      { ...sold, agentLogin: null, premium: centsOf(0), holder: { ...holder, taxId: null } },
      at,
    )
    expect(body).toContain('"TaxId":null')
    expect(body).toContain('"TotalPremium":0.00,"AgentLogin":null')
  })

  test('what is written MUST be read back as it was meant', () => {
    expect(policyCreatedType.parse(policyCreated(sold, at).body)).toEqual({ kind: 'PolicySold', ...sold })
    expect(policyTerminatedType.parse(policyTerminated(ended, at).body)).toEqual({ kind: 'PolicyTerminated', ...ended })
  })
})

describe('what Parley understands', () => {
  test('PolicyCreated as EasyNetQ writes it: PascalCase, five decimals', () => {
    const body =
      '{"PolicyNumber":"7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00",' +
      '"PolicyTo":"2024-06-11T00:00:00","PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"},' +
      '"TotalPremium":72.00000,"AgentLogin":"jimmy.solid"}'
    expect(policyCreatedType.parse(body)).toEqual({ kind: 'PolicySold', ...sold })
  })

  test('PolicyCreated as RawRabbit writes it: camelCase, reference markers', () => {
    const body =
      '{"$id":"1","policyNumber":"7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77","productCode":"TRI",' +
      '"policyFrom":"2024-06-01T00:00:00","policyTo":"2024-06-11T00:00:00",' +
      '"policyHolder":{"$id":"2","firstName":"Jan","lastName":"Żak","taxId":"80010112345"},' +
      '"totalPremium":72.00000,"agentLogin":"jimmy.solid"}'
    expect(policyCreatedType.parse(body)).toEqual({ kind: 'PolicySold', ...sold })
  })

  test('PolicyCreated with nothing but what identifies it', () => {
    expect(policyCreatedType.parse('{"policyNumber":"p","productCode":"NEW"}')).toEqual({
      kind: 'PolicySold',
      policyNumber: 'p',
      productCode: 'NEW',
      policyFrom: null,
      policyTo: null,
      holder: { firstName: null, lastName: null, taxId: null },
      premium: centsOf(0),
      agentLogin: null,
    })
  })

  test.each(['null', '""', '"  "'])('an agent who is %s, which is nobody', (agent) => {
    expect(
      policyCreatedType.parse(`{"PolicyNumber":"p","ProductCode":"TRI","AgentLogin":${agent}}`).agentLogin,
    ).toBeNull()
  })

  test('PolicyTerminated with the date as the caller sent it', () => {
    const body =
      '{"PolicyNumber":"p","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00","PolicyTo":"2024-06-04T23:30:00+02:00",' +
      '"PolicyHolder":null,"TotalPremium":21.60,"AmountToReturn":50.40000}'
    expect(policyTerminatedType.parse(body)).toMatchObject({
      terminatedOn: '2024-06-04',
      premiumKept: centsOf(2160),
      refund: centsOf(5040),
    })
  })

  test('HTML in any text, as text', () => {
    const body = '{"PolicyNumber":"p","ProductCode":"<b>TRI</b>","AgentLogin":"<script>alert(1)</script>"}'
    expect(policyCreatedType.parse(body)).toMatchObject({
      productCode: '<b>TRI</b>',
      agentLogin: '<script>alert(1)</script>',
    })
  })

  test.each([
    '"PolicyHolder":"Jan"',
    '"PolicyHolder":[1]',
    '"PolicyHolder":{"TaxId":80010112345,"FirstName":{},"LastName":[]}',
    `"PolicyHolder":{"FirstName":"${'x'.repeat(2_000)}"}`,
    '"PolicyFrom":"06/01/2027 00:00:00"',
    '"PolicyFrom":"/Date(1717200000000)/"',
    '"PolicyFrom":1717200000',
    '"PolicyTo":"2027-02-30"',
    '"PolicyTo":{}',
  ])('a sale with members that are not shown in any form: %s', (member) => {
    const body = `{"PolicyNumber":1234567,"ProductCode":"TRI","AgentLogin":17,"TotalPremium":72,${member}}`
    expect(policyCreatedType.parse(body)).toMatchObject({
      policyNumber: '1234567',
      agentLogin: '17',
      premium: centsOf(7200),
    })
  })

  test('a termination with members that are not shown in any form', () => {
    const body = '{"PolicyNumber":"p","ProductCode":"TRI","PolicyFrom":0,"PolicyHolder":"Jan","TotalPremium":"?"}'
    expect(policyTerminatedType.parse(body)).toMatchObject({ policyNumber: 'p', refund: centsOf(0) })
  })

  test('amounts that sums cannot hold MUST be poison that names the member and the bound, and others be exact', () => {
    const body = (amount: string) =>
      `{"PolicyNumber":"p","ProductCode":"TRI","TotalPremium":${amount},"AmountToReturn":${amount}}`
    for (const sign of ['', '-']) {
      const most = body(`${sign}1000000000.00`)
      expect(policyCreatedType.parse(most).premium).toBe(Number(`${sign}100000000000`))
      expect(policyTerminatedType.parse(most).refund).toBe(Number(`${sign}100000000000`))
      for (const amount of ['1000000000.01', '999999999999.99']) {
        const poison = (member: string) =>
          expect.objectContaining({
            name: 'PoisonMessage',
            message: `${member}: expected at most 1000000000.00 in size`,
          })
        expect(() => policyCreatedType.parse(body(sign + amount))).toThrow(poison('TotalPremium'))
        expect(() => policyTerminatedType.parse(body(sign + amount))).toThrow(poison('AmountToReturn'))
      }
    }
  })

  test.each([
    ['{"ProductCode":"TRI"}', 'PolicyNumber: expected text that is not blank, found nothing'],
    ['{"PolicyNumber":{},"ProductCode":"TRI"}', 'PolicyNumber: expected text, found an object'],
    ['{"PolicyNumber":"p"}', 'ProductCode: expected text that is not blank, found nothing'],
    ['{"PolicyNumber":"p","ProductCode":"TRI","TotalPremium":"a lot"}', 'TotalPremium: expected an amount like 72.00'],
    ['not JSON', 'The body is not JSON'],
  ])('nothing else: %s MUST be poison that names the member', (body, reason) => {
    expect(() => policyCreatedType.parse(body)).toThrow(
      expect.objectContaining({ name: 'PoisonMessage', message: expect.stringContaining(reason) }),
    )
  })
})
