import { expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { type AccountEntry, balanceOn, type EntryKind, overdueSince } from './account.ts'

const createdAt = new Date('2026-01-01T10:00:00Z')
const entry = (kind: EntryKind, euro: number, on = '2026-01-01'): AccountEntry => ({
  kind,
  amount: centsOf(euro * 100),
  effectiveOn: dayOf(on),
  createdAt,
})
const today = dayOf('2026-11-30')

test.each([
  ['a payment that came in MUST raise the balance', entry('IN', 10), 1_000],
  ['a payment that went out MUST lower the balance', entry('OUT', 10), -1_000],
  ['a payment that is expected MUST lower the balance', entry('EXPECTED', 10), -1_000],
])('%s', (_, only, balance) => {
  expect(balanceOn(today, [only])).toBe(balance)
})

test('a balance MUST count what is effective on or before its day and nothing else', () => {
  const entries = [
    entry('EXPECTED', 10, '2026-01-01'),
    entry('EXPECTED', 15, '2026-10-01'),
    entry('IN', 25, '2026-05-01'),
  ]
  const on = (day: string) => balanceOn(dayOf(day), entries)
  expect([on('2025-12-31'), on('2026-01-01'), on('2026-05-01'), on('2026-10-01')]).toEqual([0, -1_000, 1_500, 0])
})

test.each([
  ['nothing is due yet', [entry('EXPECTED', 10, '2027-01-01')], null],
  ['all is paid', [entry('EXPECTED', 10), entry('IN', 10, '2026-03-01')], null],
  ['more is paid than is due', [entry('EXPECTED', 10), entry('IN', 11)], null],
  ['nothing is paid', [entry('EXPECTED', 10, '2026-02-01')], '2026-02-01'],
  ['a part is paid', [entry('EXPECTED', 10, '2026-02-01'), entry('IN', 9)], '2026-02-01'],
  [
    'the first is paid and the second is not',
    [entry('EXPECTED', 15, '2026-10-01'), entry('EXPECTED', 10), entry('IN', 12)],
    '2026-10-01',
  ],
  ['it is paid too late', [entry('EXPECTED', 10, '2026-02-01'), entry('IN', 10, '2026-12-24')], '2026-02-01'],
])('where %s, the account MUST say since when it is overdue', (_, entries, since) => {
  expect(overdueSince(today, { status: 'ACTIVE', entries })).toBe(since)
})

test('the account of a terminated policy MUST NOT be overdue', () => {
  expect(overdueSince(today, { status: 'TERMINATED', entries: [entry('EXPECTED', 10), entry('OUT', 5)] })).toBeNull()
})
