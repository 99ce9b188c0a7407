import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { contentDisposition } from './content-disposition.ts'
import { sendPieces } from './downloads.ts'
import { requestedRange } from './ranges.ts'

test('of a large file only a few pieces MUST be read for a reader who takes nothing, and the rest as it takes', async () => {
  const piece = Buffer.alloc(262_144)
  let read = 0
  const pieces = (async function* () {
    for (; read < 100; read++) yield piece
  })()
  let taken = 0
  let takeNext = () => {}
  const reader = new Writable({
    highWaterMark: 16_384,
    write: (_, __, done) => {
      takeNext = () => {
        taken++
        done()
      }
    },
  })
  const sent = sendPieces(pieces, reader)
  // Whatever could be read ahead has been by now: nothing here waits for anything but the reader.
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
  }
  await settle()
  expect(read).toBeLessThanOrEqual(4)
  for (let n = 0; n < 10; n++) {
    takeNext()
    await settle()
  }
  expect(taken).toBe(10)
  expect(read).toBeLessThanOrEqual(14)
  reader.destroy()
  await expect(sent).rejects.toThrow()
})

test.each<[string | undefined, ReturnType<typeof requestedRange>]>([
  [undefined, null],
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=90-', { start: 90, end: 100 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-0', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=0-1', null],
  ['bytes=a-b', null],
])('the range %s of 100 bytes MUST be %j', (header, range) => expect(requestedRange(header, 100)).toEqual(range))

test.each([
  ['a.png', `inline; filename="a.png"; filename*=UTF-8''a.png`],
  ['say "hi".txt', `inline; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`],
  ['żółw (1).jpg', `inline; filename="____w (1).jpg"; filename*=UTF-8''%C5%BC%C3%B3%C5%82w%20%281%29.jpg`],
  ["it's 100%.md", `inline; filename="it's 100_.md"; filename*=UTF-8''it%27s%20100%25.md`],
])('%s MUST be named so that every client reads it', (name, header) =>
  expect(contentDisposition('inline', name)).toBe(header.replace('____w', '___w')),
)
