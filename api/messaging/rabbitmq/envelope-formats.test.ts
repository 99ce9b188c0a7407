import { expect, test } from 'vitest'
import { openEnvelope } from './envelope-formats.ts'

const payment = { PolicyNumber: 'p', Amount: 72 }
const body = JSON.stringify(payment)
const at = '2024-06-01T10:00:00.000Z'
const open = (text: unknown, contentType = '', headers: Record<string, unknown> = {}) =>
  openEnvelope({
    text: () => (typeof text === 'string' ? text : JSON.stringify(text)),
    contentType,
    headers: new Map(Object.entries(headers)),
  })

const cloudEvent = {
  specversion: '1.0',
  id: 'e-1',
  source: '/payments',
  type: 'com.example.PaymentReceived',
  time: '2024-06-01T10:00:00Z',
}
const known = { id: '/payments e-1', type: 'com.example.PaymentReceived', at: new Date(at), body }
const massTransit = {
  messageId: 'm-1',
  messageType: ['urn:message:Insurance.Payments:PaymentReceived'],
  sentTime: '2024-06-01T10:00:00Z',
  message: payment,
}
const nServiceBus = {
  'nservicebus.messageid': 'n-1',
  'nservicebus.enclosedmessagetypes': 'Insurance.PaymentReceived, Insurance; Insurance.IEvent, Insurance',
  'nservicebus.timesent': '2024-06-01 10:00:00:000000 Z',
  'nservicebus.contenttype': 'application/json',
}

test('a message without an envelope MUST be its own body', () => {
  expect(open(body)).toEqual({ body })
  expect(open('no JSON', 'application/json')).toEqual({ body: 'no JSON' })
  const mentions = { specversion: '1.0', ProductCode: 'TRI', messageType: 'x' }
  expect(open(mentions)).toEqual({ body: JSON.stringify(mentions) })
})

test('a structured CloudEvent MUST be opened, also where its content type is missing', () => {
  const event = { ...cloudEvent, datacontenttype: 'application/json', data: payment }
  expect(open(event, 'application/cloudevents+json; charset=utf-8')).toEqual(known)
  expect(open(event)).toEqual(known)
  expect(open([event], 'application/cloudevents-batch+json')).toEqual(known)
  const { data: _, ...withoutData } = event
  const inBase64 = { ...withoutData, data_base64: Buffer.from(body).toString('base64') }
  expect(open(inBase64, 'application/cloudevents+json')).toEqual(known)
  expect(open({ ...event, data: body }, 'application/cloudevents+json')).toEqual(known)
})

test.each(['cloudevents:', 'cloudevents_', 'ce-', 'ce_'])('a binary CloudEvent MUST be opened: %s', (prefix) => {
  const headers = Object.fromEntries(Object.entries(cloudEvent).map(([name, value]) => [prefix + name, value]))
  expect(open(body, 'application/json', headers)).toEqual(known)
})

test('a CloudEvent of our own MUST be known by its id alone, as the same event without attributes is', () => {
  const ours = { ...cloudEvent, source: '/parley' }
  const headers = Object.fromEntries(Object.entries(ours).map(([name, value]) => [`cloudevents:${name}`, value]))
  expect(open(body, 'application/json', headers).id).toBe('e-1')
  expect(open({ ...ours, data: payment }).id).toBe('e-1')
})

test('MassTransit’s envelope MUST be opened, also where its content type is missing', () => {
  const opened = { id: 'm-1', type: 'urn:message:Insurance.Payments:PaymentReceived', at: new Date(at), body }
  expect(open(massTransit, 'application/vnd.masstransit+json')).toEqual(opened)
  expect(open(massTransit)).toEqual(opened)
})

test.each([[payment], [[payment]]])('NServiceBus’ message MUST be opened: %j', (message) => {
  expect(open(message, '', nServiceBus)).toEqual({
    id: 'n-1',
    type: 'Insurance.PaymentReceived, Insurance',
    at: new Date(at),
    body,
  })
})

test.each<[unknown, string, Record<string, unknown>, string]>([
  [
    { ...cloudEvent, specversion: '0.3', data: {} },
    'application/cloudevents+json',
    {},
    'CloudEvents envelope of version 0.3',
  ],
  [
    cloudEvent,
    'application/cloudevents+json',
    {},
    'CloudEvents envelope of type com.example.PaymentReceived without data',
  ],
  [
    { ...cloudEvent, datacontenttype: 'application/xml', data: '<a/>' },
    'application/cloudevents+json',
    {},
    'A CloudEvents envelope with data as application/xml: expected JSON',
  ],
  [{ ...cloudEvent, data_base64: '{}' }, 'application/cloudevents+json', {}, 'data_base64 is not base64'],
  [[1, 2], 'application/cloudevents-batch+json', {}, 'A CloudEvents batch of 2 events'],
  ['<a/>', 'application/cloudevents+xml', {}, 'A CloudEvents envelope as application/cloudevents+xml'],
  ['no JSON', 'application/cloudevents+json', {}, 'A CloudEvents envelope that is not a JSON object'],
  ['x', 'application/vnd.masstransit+aes', {}, 'A MassTransit envelope as application/vnd.masstransit+aes'],
  [{ ...massTransit, message: null }, 'application/vnd.masstransit+json', {}, 'PaymentReceived without a message'],
  [
    '<a/>',
    '',
    { ...nServiceBus, 'nservicebus.contenttype': 'text/xml' },
    'An NServiceBus message of Insurance.PaymentReceived, Insurance as text/xml',
  ],
  [[payment, payment], '', nServiceBus, 'An NServiceBus message with 2 messages in it'],
  [
    `{"specversion":"1.0","id":"1","source":"/","data":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    'application/cloudevents+json',
    {},
    'nested too deep',
  ],
])('%# an envelope that cannot be opened MUST be refused by its name', (text, contentType, headers, reason) => {
  expect(() => open(text, contentType, headers)).toThrow(
    expect.objectContaining({ name: 'PoisonMessage', message: expect.stringContaining(reason) }),
  )
})
