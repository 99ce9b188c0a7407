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
  expect(decodeCursor('room:a@b', encodeCursor('room:a@b', 7), 'after')).toBe(7)
  for (const cursor of [
    encodeCursor('room:other', 7),
    'nonsense',
    '',
    encodeCursor('room:a@b', -1),
    encodeCursor('room:a@b', 1.5),
  ])
    expect(() => decodeCursor('room:a@b', cursor, 'after')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
})

/** A list of the numbers 1 to `head`, without those that this reader may not see. */
const page = (head: number, args: PageArgs, hidden: number[] = []) =>
  feedPage(
    'list',
    args,
    async () => head,
    async (after, before, limit, end) => {
      const between = Array.from({ length: head }, (_, i) => ({ seq: i + 1 })).filter(
        ({ seq }) => seq > after && seq < before && !hidden.includes(seq),
      )
      return end === 'first' ? between.slice(0, limit) : between.slice(-limit)
    },
  )
const numbers = (found: { edges: { node: { seq: number } }[] }) => found.edges.map((edge) => edge.node.seq)
const cursor = (seq: number) => encodeCursor('list', seq)

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
  expect((await page(3, {}, [1, 2, 3])).emptyCursor).toBe(cursor(3))
  expect((await page(7, { last: 5, before: cursor(1) })).emptyCursor).toBe(cursor(0))
})
