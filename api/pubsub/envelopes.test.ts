import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createEnvelopes, createMac } from './envelopes.ts'

test.each([0, 1, 32, 64, 65, 200])('with a key of %i bytes the MAC MUST be that of RFC 2104', (length) => {
  const key = Buffer.alloc(length, 0xa7)
  for (const text of ['', 'x', 'Zażółć 🚗'.repeat(100)])
    expect(createMac(key)(text)).toBe(createHmac('sha256', key).update(text).digest('base64url'))
})

test('a letter MUST come back as it was sealed, and only with the same key on the same channel', () => {
  const [ours, theirs] = [createEnvelopes(Buffer.from('ours')), createEnvelopes(Buffer.from('theirs'))]
  const letter = { from: 'one', version: 2, text: '{"message":{"text":"Żółć, \\"version\\":7"}}' }
  const sealed = Buffer.from(ours.seal('channel', letter))
  expect(ours.open('channel', sealed)).toEqual(letter)
  expect(JSON.parse(sealed.toString())).toMatchObject({ from: 'one', message: JSON.parse(letter.text) })
  expect(ours.open('other', sealed)).toEqual({ ignored: 'it is not ours' })
  expect(theirs.open('channel', sealed)).toEqual({ ignored: 'it is not ours' })
})
