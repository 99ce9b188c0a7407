import { expect, test } from 'vitest'
import { centsOf } from '../lib/money.ts'
import { paymentReceived, paymentReceivedType } from './events.ts'

const at = new Date('2026-06-01T10:00:00.000Z')

test('PaymentReceived MUST be understood with and without an agent', () => {
  expect(paymentReceivedType.parse('{"PolicyNumber":"p","Amount":"72.00","AgentLogin":"jimmy.solid"}')).toEqual({
    kind: 'PaymentReceived',
    policyNumber: 'p',
    amount: 7200,
    agentLogin: 'jimmy.solid',
  })
  expect(paymentReceivedType.parse('{"PolicyNumber":"p","Amount":72}').agentLogin).toBeNull()
})

test('PaymentReceived MUST be refused as poison that names what is missing', () => {
  expect(() => paymentReceivedType.parse('{"Amount":1}')).toThrow(
    expect.objectContaining({ name: 'PoisonMessage', message: expect.stringContaining('PolicyNumber') }),
  )
})

test('a payment MUST be written as the .NET services write it, and be read back as it was', () => {
  const payment = { policyNumber: 'p-1', amount: centsOf(7200), agentLogin: 'jimmy.solid' }
  const { name, type, subject, body } = paymentReceived(payment, at)
  expect({ name, type, subject, body }).toEqual({
    name: 'paymentreceived',
    type: 'PaymentService.Api.Events.PaymentReceived, PaymentService.Api',
    subject: 'p-1',
    body: '{"PolicyNumber":"p-1","Amount":72.00,"AgentLogin":"jimmy.solid"}',
  })
  expect(paymentReceivedType.parse(body)).toEqual({ kind: 'PaymentReceived', ...payment })
})
