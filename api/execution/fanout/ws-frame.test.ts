import type { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import * as ws from 'ws'
import { joinBytes, toBytes } from './bytes.ts'
import { frame, frameTemplateParts } from './ws-frame.ts'

// Exported, and not in the types.
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable }

/** What ws, another implementation of RFC 6455, reads out of the bytes. */
function messagesIn(bytes: string): Promise<string[]> {
  const receiver = new Receiver({ isServer: false, maxPayload: 100_000_000 })
  const messages: string[] = []
  receiver.on('message', (data: Buffer) => messages.push(data.toString('utf8')))
  return new Promise((resolve, reject) => {
    receiver.on('error', reject)
    receiver.on('finish', () => resolve(messages))
    receiver.end(Buffer.from(bytes, 'latin1'))
  })
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
  'a frame of %i bytes MUST be read as it was written',
  async (length) => {
    const text = 'x'.repeat(length)
    expect(await messagesIn(frame(toBytes(text)))).toEqual([text])
  },
)

test('any Unicode MUST survive', async () => {
  const text = 'Zażółć gęślą jaźń 🛵 ‮'
  expect(await messagesIn(frame(toBytes(text)))).toEqual([text])
})

test('template parts joined with an id MUST be the next messages of that operation, in order', async () => {
  const payloads = ['{"data":1}', `{"data":"${'ż'.repeat(40_000)}"}`, '{"data":{"a":[]}}']
  const bytes = payloads.map(toBytes)
  for (const id of ['1', 'a"b\\', 'dłuższe']) {
    const idBytes = toBytes(JSON.stringify(id))
    const messages = await messagesIn(joinBytes(frameTemplateParts(bytes, idBytes.length), idBytes))
    expect(messages.map((message) => JSON.parse(message))).toEqual(
      payloads.map((payload) => ({ id, type: 'next', payload: JSON.parse(payload) })),
    )
  }
})
