import { expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import type { BusinessEvent } from './events.ts'
import { announcement, audienceOf, contentOf, render } from './notification.ts'

const holder = { firstName: 'Jan', lastName: 'Żak', taxId: '1' }
const sold = {
  kind: 'PolicySold',
  policyNumber: '7',
  productCode: 'TRI',
  policyFrom: dayOf('2026-06-01'),
  policyTo: dayOf('2026-06-11'),
  holder,
  premium: centsOf(7_200),
  agentLogin: 'jimmy.solid',
} as const
const terminated = {
  kind: 'PolicyTerminated',
  policyNumber: '7',
  productCode: 'TRI',
  policyFrom: dayOf('2026-06-01'),
  terminatedOn: dayOf('2026-06-04'),
  holder,
  premiumKept: centsOf(2_160),
  refund: centsOf(5_040),
} as const

test.each<[string, BusinessEvent, string | null, string, number | null]>([
  ['a sale', sold, null, 'jimmy.solid just sold policy for TRI!!!', 7_200],
  ['a sale of nobody', { ...sold, agentLogin: null }, null, 'A policy for TRI was just sold!!!', 7_200],
  ['a termination', terminated, 'jimmy.solid', "jimmy.solid's policy for TRI was terminated on 2026-06-04.", 5_040],
  [
    'a termination of a stranger',
    { ...terminated, terminatedOn: null },
    null,
    'A policy for TRI was terminated.',
    5_040,
  ],
  [
    'a product',
    { kind: 'ProductActivated', productCode: 'TRI', productName: 'Safe Traveller' },
    null,
    'Safe Traveller (TRI) can be sold from now on.',
    null,
  ],
  [
    'a product without a name',
    { kind: 'ProductActivated', productCode: 'TRI', productName: null },
    null,
    'TRI can be sold from now on.',
    null,
  ],
  [
    'a tariff',
    { kind: 'TariffChanged', productCode: 'TRI', validFrom: dayOf('2026-07-01') },
    null,
    'The tariff of TRI has changed, valid from 2026-07-01.',
    null,
  ],
  [
    'a payment',
    { kind: 'PaymentReceived', policyNumber: '7', amount: centsOf(7_205), agentLogin: null },
    'jimmy.solid',
    'A payment of 72.05 EUR was received.',
    7_205,
  ],
  [
    'a commission',
    { kind: 'CommissionCalculated', amount: centsOf(720), agentLogin: null, policyNumber: '7' },
    'danny.solid',
    'A commission of 7.20 EUR was calculated for danny.solid.',
    720,
  ],
  [
    'a commission that is taken back',
    { kind: 'CommissionCalculated', amount: centsOf(-504), agentLogin: null, policyNumber: '7' },
    'danny.solid',
    'A commission of 5.04 EUR was taken back from danny.solid.',
    -504,
  ],
])('%s MUST be rendered as a sentence, with its amount', (_, event, soldBy, text, amountCents) => {
  const content = contentOf(event, soldBy)
  expect(render(content)).toBe(text)
  expect('amountCents' in content ? content.amountCents : null).toBe(amountCents)
})

test('the seller MUST be remembered where an event does not name him, and never overruled', () => {
  expect(contentOf(terminated, 'jimmy.solid')).toMatchObject({ agentLogin: 'jimmy.solid' })
  const payment = { kind: 'PaymentReceived', policyNumber: '7', amount: centsOf(1), agentLogin: 'danny.solid' } as const
  expect(contentOf(payment, 'jimmy.solid')).toMatchObject({ agentLogin: 'danny.solid' })
})

test('a commission MUST be its earner’s alone, no agent’s where nobody is known, and everything else everybody’s', () => {
  const commission = {
    kind: 'CommissionCalculated',
    amount: centsOf(720),
    agentLogin: 'danny.solid',
    policyNumber: null,
  } as const
  expect(audienceOf(contentOf(commission, null))).toEqual(['danny.solid'])
  expect(audienceOf(contentOf({ ...commission, agentLogin: 'Danny.Solid' }, null))).toEqual(['danny.solid'])
  expect(audienceOf(contentOf({ ...commission, agentLogin: null }, null))).toEqual([])
  expect(audienceOf(contentOf(sold, null))).toBeNull()
})

test('what an event says MUST stay text', () => {
  expect(render(contentOf({ ...sold, agentLogin: '<b>x</b>' }, null))).toBe('<b>x</b> just sold policy for TRI!!!')
})

test('an announcement MUST say something, and not too much', () => {
  const said = announcement(' New product ', 'admin')
  expect(said).toMatchObject({ text: 'New product', agentLogin: 'admin' })
  expect(audienceOf(said)).toBeNull()
  expect(announcement('🚗'.repeat(1_000), 'admin').text).toHaveLength(2_000)
  expect(announcement('\u202enoitacav', 'admin').text).toBe('noitacav')
  for (const text of ['', ' \n', '\u200b\u3164\u{e0041}', 'a\0b', 'x'.repeat(1_001)])
    expect(() => announcement(text, 'admin')).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'text' })] }),
    )
})
