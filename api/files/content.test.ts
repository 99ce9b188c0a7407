import { expect, test } from 'vitest'
import { inChunks, readRange } from './content.ts'

const collect = async (chunks: AsyncIterable<Buffer>): Promise<string[]> => {
  const all: string[] = []
  for await (const chunk of chunks) all.push(chunk.toString())
  return all
}
async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
async function* broken(...texts: string[]) {
  yield* pieces(...texts)
  throw new Error('The connection was lost')
}

test.each<[string[], string, string[]]>([
  [['abcdefgh'], '', ['abcd', 'efgh']],
  [['a', 'b', 'c', 'd', 'e'], '', ['abcd', 'e']],
  [['abcdefghi', 'j'], '', ['abcd', 'efgh', 'ij']],
  [['cd', 'ef'], 'ab', ['abcd', 'ef']],
  [['c'], 'ab', ['abc']],
  [[], 'ab', []],
  [[''], '', []],
])('%j after %j MUST become chunks of four bytes', async (given, begun, chunks) => {
  expect(await collect(inChunks(pieces(...given), 4, Buffer.from(begun)))).toEqual(chunks)
})

test('what came before a stream broke off MUST be given, and then its error', async () => {
  const chunks = inChunks(broken('abcd', 'ef'), 4)
  expect((await chunks.next()).value?.toString()).toBe('abcd')
  expect((await chunks.next()).value?.toString()).toBe('ef')
  await expect(chunks.next()).rejects.toThrow('The connection was lost')
  await expect(collect(inChunks(broken(), 4, Buffer.from('ab')))).rejects.toThrow('The connection was lost')
})

test('a stream MUST NOT be read further than the chunk that is asked for', async () => {
  let read = 0
  const endless = (async function* () {
    for (;;) {
      read++
      yield Buffer.from('ab')
    }
  })()
  const chunks = inChunks(endless, 4)
  await chunks.next()
  await chunks.next()
  expect(read).toBe(4)
  await chunks.return(undefined)
})

test('a range MUST be read from its chunks alone, and fail when one has gone', async () => {
  const kept = ['abcd', 'efgh', 'ij']
  const asked: number[] = []
  const get = async (number: number, from: number, to: number) => {
    asked.push(number)
    return kept[number] === undefined ? null : Buffer.from(kept[number].slice(from, to))
  }
  expect(await collect(readRange({ start: 3, end: 9 }, 4, get))).toEqual(['d', 'efgh', 'i'])
  expect(await collect(readRange({ start: 5, end: 6 }, 4, get))).toEqual(['f'])
  expect(asked).toEqual([0, 1, 2, 1])
  await expect(collect(readRange({ start: 0, end: 11 }, 4, get))).rejects.toThrow('removed')
})
