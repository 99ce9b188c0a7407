import { describe, expect, test } from 'vitest'
import { callBody, readTarget } from './push.ts'

const keys = {
  p256dh: Buffer.from([4, ...new Uint8Array(64)]).toString('base64url'),
  auth: Buffer.alloc(16).toString('base64url'),
}

describe('where to push', () => {
  test('MUST be an https address at a public name', () => {
    const endpoint = 'https://fcm.googleapis.com/fcm/send/abc:def'
    expect(readTarget({ endpoint, keys })).toEqual({ endpoint, ...keys })
  })

  test.each([
    'http://fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://localhost/x',
    'https://localhost./x',
    'https://rabbit/x',
    'https://db.internal/x',
    'https://printer.local/x',
    'https://user:secret@example.com/x',
    'ftp://example.com/x',
    'example.com',
    '',
    '\0',
    `https://example.com/${'x'.repeat(2_000)}`,
  ])('%j MUST be refused', (endpoint) => {
    expect(() => readTarget({ endpoint, keys })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', fields: [expect.objectContaining({ path: 'endpoint' })] }),
    )
  })

  test('MUST have keys of the right size', () => {
    const wrong = { endpoint: 'https://example.com/x', keys: { p256dh: `${keys.p256dh}AAAA`, auth: 'a\0' } }
    expect(() => readTarget(wrong)).toThrow(
      expect.objectContaining({
        fields: [expect.objectContaining({ path: 'keys.p256dh' }), expect.objectContaining({ path: 'keys.auth' })],
      }),
    )
  })
})

test('a push MUST say the beginning of the message and where it is, and no more', () => {
  const call = {
    login: 'ann',
    roomId: 'r1',
    messageId: 'm1',
    seq: 7,
    sentAt: new Date(),
    author: 'bob',
    roomName: 'Boats',
    text: '🚤'.repeat(200),
  }
  expect(JSON.parse(callBody(call, 'Bob', false))).toEqual({
    room: 'r1',
    title: 'Bob · Boats',
    sound: false,
    body: `${'🚤'.repeat(120)}…`,
    path: '/chat/r1/m1',
  })
  expect(JSON.parse(callBody({ ...call, roomName: null }, 'Bob', true)).title).toBe('Bob')
})
