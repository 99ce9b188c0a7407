import { expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { type Notification, type NotificationContent, render } from './notification.ts'
import { restore, type StoredNotification, storedForm } from './stored.ts'

const at = new Date('2026-06-01T10:00:00Z')
const contents: NotificationContent[] = [
  { kind: 'PolicySold', policyNumber: '7', productCode: 'TRI', amountCents: centsOf(7_200), agentLogin: 'jimmy.solid' },
  { kind: 'PolicySold', policyNumber: '7', productCode: 'TRI', amountCents: centsOf(0), agentLogin: null },
  {
    kind: 'PolicyTerminated',
    policyNumber: '7',
    productCode: 'TRI',
    amountCents: centsOf(5_040),
    agentLogin: 'jimmy.solid',
    day: dayOf('2026-06-04'),
  },
  { kind: 'ProductActivated', productCode: 'TRI', productName: 'Safe (TRI) Traveller' },
  { kind: 'ProductActivated', productCode: 'TRI', productName: null },
  { kind: 'TariffChanged', productCode: 'TRI', day: null },
  { kind: 'PaymentReceived', policyNumber: '7', amountCents: centsOf(7_205), agentLogin: null },
  { kind: 'CommissionCalculated', policyNumber: null, amountCents: centsOf(720), agentLogin: 'danny.solid' },
  { kind: 'Announcement', text: 'New product', agentLogin: 'admin' },
]
/** What the log and the database give back of what they were given. */
const kept = (stored: StoredNotification): StoredNotification => JSON.parse(JSON.stringify(stored))

test.each(contents)('%# a notification MUST come back as it was written', (content) => {
  const notification: Notification = { ...content, id: 'n', at, audience: ['danny.solid'] }
  expect(restore(kept(storedForm(notification)))).toEqual(notification)
})

test.each(contents)('%# what the last version wrote MUST come back as the same content and sentence', (content) => {
  const { content: _, ...lastVersion } = storedForm({ ...content, id: 'n', at, audience: null })
  const restored = restore(kept({ ...lastVersion, content: null }))
  expect(restored).toEqual({ ...content, id: 'n', at, audience: null })
  expect(render(restored)).toBe(lastVersion.text)
})

test('processes of the last version MUST find every member that they read', () => {
  for (const content of contents) {
    const stored = kept(storedForm({ ...content, id: 'n', at, audience: null }))
    expect(stored).toMatchObject({ kind: content.kind, text: render(content), at: at.toISOString() })
    for (const member of ['amountCents', 'policyNumber', 'productCode', 'agentLogin', 'day'])
      expect(stored).toHaveProperty(member)
  }
})
