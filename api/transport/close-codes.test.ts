import { expect, test } from 'vitest'
import { closeReason } from './close-codes.ts'

test.each(['short', 'x'.repeat(200), 'ż'.repeat(100), '👍'.repeat(50), `x${'’'.repeat(60)}`])(
  'the reason %j MUST fit into a close frame, in whole characters',
  (text) => {
    const reason = closeReason(text)
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
    expect(text.startsWith(reason)).toBe(true)
    expect(reason.length).toBeGreaterThanOrEqual(Math.min(text.length, 30))
  },
)
