import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import { feedPage } from '../feed/page.ts'
import { type PageArgs, pageSize } from './page.ts'

test.each<[PageArgs, object]>([
  [{}, { end: 'last', size: 50 }],
  [{ first: 3 }, { end: 'first', size: 3 }],
  [{ last: 0 }, { end: 'last', size: 0 }],
  [
    { first: 200, last: null },
    { end: 'first', size: 200 },
  ],
])('%j MUST be a page', (args, page) => {
  expect(pageSize(args, 'last')).toEqual(page)
})

test.each<[PageArgs, string]>([
  [{ first: 1, last: 1 }, 'last'],
  [{ first: -1 }, 'first'],
  [{ last: 201 }, 'last'],
])('%j MUST be refused at its argument', (args, path) => {
  expect(() => pageSize(args, 'first')).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path })] }),
  )
})

test('a cursor MUST be good for its own list alone', () => {
  for (const position of [
    { epoch: 0, seq: 7 },
    { epoch: Number.MAX_SAFE_INTEGER, seq: 7 },
  ])
    expect(decodeCursor('room:a@b', encodeCursor('room:a@b', position), 'after')).toEqual(position)
  for (const cursor of [
    encodeCursor('room:other', { epoch: 0, seq: 7 }),
    'nonsense',
    '',
    encodeCursor('room:a@b', { epoch: 0, seq: -1 }),
    encodeCursor('room:a@b', { epoch: 0, seq: 1e20 }),
    encodeCursor('room:a@b', { epoch: -1, seq: 1 }),
  ])
    expect(() => decodeCursor('room:a@b', cursor, 'after')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
})

test('a cursor that was given out before there were epochs MUST be good', () => {
  const cursor = Buffer.from('room:general@12').toString('base64url')
  expect(decodeCursor('room:general', cursor, 'after')).toEqual({ epoch: 0, seq: 12 })
})

/** A list of the numbers 1 to `head`, without those that this reader may not see. */
const page = (head: number, args: PageArgs, hidden: number[] = []) =>
  feedPage('list', args, async (after, before, limit, end) => {
    const between = Array.from({ length: head }, (_, i) => ({ seq: i + 1 })).filter(
      ({ seq }) => seq > after && seq < before && !hidden.includes(seq),
    )
    const rows = end === 'first' ? between.slice(0, limit) : between.slice(-limit)
    return { history: { epoch: 5, oldest: 1, head, past: [[4, 3]] }, rows }
  })
const numbers = (found: { edges: { node: { seq: number } }[] }) => found.edges.map((edge) => edge.node.seq)
const cursor = (seq: number, epoch = 5) => encodeCursor('list', { epoch, seq })

test('a page MUST hold what was asked for, in order, and know whether there is more', async () => {
  const first = await page(5, { first: 2 })
  expect([numbers(first), first.hasNextPage, first.hasPreviousPage]).toEqual([[1, 2], true, false])
  const next = await page(5, { first: 3, after: cursor(2) })
  expect([numbers(next), next.hasNextPage, next.hasPreviousPage]).toEqual([[3, 4, 5], false, true])
  const last = await page(5, { last: 2 })
  expect([numbers(last), last.hasNextPage, last.hasPreviousPage]).toEqual([[4, 5], false, true])
  const before = await page(5, { last: 9, before: cursor(4) })
  expect([numbers(before), before.hasNextPage, before.hasPreviousPage]).toEqual([[1, 2, 3], true, false])
})

test('an empty page MUST say where the list stood, so that nothing is missed from there', async () => {
  expect((await page(0, {})).emptyCursor).toBe(cursor(0))
  expect((await page(7, { last: 0 })).emptyCursor).toBe(cursor(7))
  expect((await page(7, { first: 5, after: cursor(7) })).emptyCursor).toBe(cursor(7))
  // Everything there is may be for somebody else.
  expect((await page(3, {}, [1, 2, 3])).emptyCursor).toBe(cursor(3, 4))
  expect((await page(7, { last: 5, before: cursor(1) })).emptyCursor).toBe(cursor(0))
})

test('a cursor of an earlier epoch MUST be good as far as this history shares it, and expired beyond', async () => {
  expect(numbers(await page(5, { after: cursor(3, 4) }))).toEqual([4, 5])
  for (const args of [{ after: cursor(4, 4) }, { before: cursor(4, 4) }, { after: cursor(1, 3) }, { after: cursor(6) }])
    await expect(page(5, args)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
  expect(numbers(await page(2, { after: cursor(0, 3) }))).toEqual([1, 2])
})
