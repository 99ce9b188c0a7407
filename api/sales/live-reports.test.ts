import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TopicReader } from '../feed/topic-reader.ts'
import { dayOf } from '../lib/day.ts'
import { createLiveReports } from './live-reports.ts'
import { readFilter, type SalesAsked, type SalesFilterInput, type SalesReport } from './report.ts'
import { type Board, openBoard } from './testing.ts'

let board: Board
let reads = 0
let live: ReturnType<typeof createLiveReports>
beforeAll(async () => {
  board = await openBoard()
  live = createLiveReports({
    feed: board.feed,
    read: ({ filter, unit }) => {
      reads++
      return board.sales.report(filter, unit, null)
    },
  })
})
afterAll(() => board?.close())

const asked = (filter: SalesFilterInput = {}): SalesAsked => ({ filter: readFilter(filter), unit: 'MONTH' })
const nextOf = async (reader: TopicReader<SalesReport>) => {
  const { value } = await reader.next()
  if (!value) throw new Error('The report has ended')
  return value.body
}
/** Reads on until a report has this count: what is told in quick succession may be one report. */
async function untilCount(reader: TopicReader<SalesReport>, count: number): Promise<SalesReport> {
  for (;;) {
    const report = await nextOf(reader)
    if (report.total.count === count) return report
  }
}

test('a report MUST begin as it is now, and follow what concerns it alone', async () => {
  await board.sold({ number: '1' })
  const all = await live.follow(asked())
  const danny = await live.follow(asked({ agent: 'Danny.Solid' }))
  expect((await nextOf(all)).total.count).toBe(1)
  expect((await nextOf(danny)).total.count).toBe(0)
  const [first, second] = [untilCount(all, 3), nextOf(danny)]
  await board.sold({ number: '2' })
  await board.sold({ number: '3', agent: 'danny.solid' })
  const { cursor } = await first
  // The sale of somebody else was not worth a report.
  expect((await second).total.count).toBe(1)
  expect(await board.sales.report({}, 'MONTH', cursor)).toEqual(await board.sales.report({}, 'MONTH', null))

  // A termination changes its numbers, and those with all sales not: they get no report of it.
  const standing = await live.follow(asked({ includeTerminated: false }))
  expect((await nextOf(standing)).total.count).toBe(3)
  const ended = nextOf(standing)
  const later = nextOf(all)
  const before = reads
  await board.terminated('3')
  expect((await ended).total.count).toBe(2)
  // All three were read again; only then is there something new for the others.
  await expect.poll(() => reads, { timeout: 30_000 }).toBe(before + 3)
  await board.sold({ number: '4' })
  expect((await later).total.count).toBe(4)
  await Promise.all([all.return(), danny.return(), standing.return()])
  expect(board.feed.readers()).toBe(0)
})

test('viewers of the same filter MUST share what is read, and one that comes later gets the newest', async () => {
  const readers = await Promise.all(Array.from({ length: 50 }, () => live.follow(asked({ productCode: 'HSI' }))))
  reads = 0
  for (const reader of readers) expect((await nextOf(reader)).total.count).toBe(0)
  const told = readers.map((reader) => untilCount(reader, 20))
  for (let at = 0; at < 20; at++) await board.sold({ number: `h${at}`, product: 'hsi' })
  await Promise.all(told)
  expect(reads).toBeLessThanOrEqual(20)
  const late = await live.follow(asked({ productCode: 'hsi' }))
  expect((await nextOf(late)).total.count).toBe(20)
  await Promise.all([late, ...readers].map((reader) => reader.return()))
  expect(board.feed.readers()).toBe(0)
})

test('viewers MUST get the numbers of a rebuild, and go on in another history of the topic', async () => {
  await board.sold({ number: 'c1', product: 'CAR' })
  await board.db.sql`delete from sales_total`
  const reader = await live.follow(asked({ productCode: 'CAR' }))
  expect((await nextOf(reader)).total.count).toBe(0)
  const mended = nextOf(reader)
  await board.sales.model.rebuild()
  expect((await mended).total.count).toBe(1)
  const later = nextOf(reader)
  await board.db.sql`update feed_topic set epoch = epoch + 1, past = '[]' where name = 'sales'`
  await board.sold({ number: 'c2', product: 'CAR' })
  expect((await later).total.count).toBe(2)
  // A viewer that ends twice has gone once: the next one is the first.
  await reader.return()
  await reader.return()
  const next = await live.follow(asked({ productCode: 'CAR' }))
  expect((await nextOf(next)).total.count).toBe(2)
  const heard = nextOf(next)
  await board.sold({ number: 'c3', product: 'CAR' })
  expect((await heard).total.count).toBe(3)
  await next.return()
})

test('a sale that makes a report too long MUST end its viewers with the refusal, and nothing go on', async () => {
  const byDay: SalesAsked = {
    filter: readFilter({ productCode: 'FAR', by: 'COVER_FROM', from: dayOf('2026-01-01') }),
    unit: 'DAY',
  }
  const refusal = { code: 'INVALID_INPUT', fields: [{ path: 'unit', message: expect.stringContaining('2096-06-01') }] }
  const readers = await Promise.all([live.follow(byDay), live.follow(byDay)])
  for (const reader of readers) expect((await nextOf(reader)).total.count).toBe(0)
  reads = 0
  const ended = readers.map((reader) => expect(reader.next()).rejects.toMatchObject(refusal))
  await board.sold({ number: 'far', product: 'FAR', from: '2096-06-01' })
  await Promise.all(ended)
  await expect(live.follow(byDay)).rejects.toMatchObject(refusal)
  await expect.poll(() => board.feed.readers(), { timeout: 30_000 }).toBe(0)
  expect(reads).toBe(2)

  // What can be shown again can be followed again.
  const byYear = await live.follow({ ...byDay, unit: 'YEAR' })
  expect((await nextOf(byYear)).total.count).toBe(1)
  await byYear.return()
})

test('few reports MUST be read at a time, however many are followed', async () => {
  let [reading, most] = [0, 0]
  const { follow } = createLiveReports({
    feed: board.feed,
    read: async ({ filter, unit }) => {
      most = Math.max(most, ++reading)
      return board.sales.report(filter, unit, null).finally(() => reading--)
    },
  })
  const readers = await Promise.all(Array.from({ length: 9 }, (_, at) => follow(asked({ agent: `agent-${at}` }))))
  for (const reader of readers) expect((await nextOf(reader)).total.count).toBe(0)
  expect(most).toBe(3)
  await Promise.all(readers.map((reader) => reader.return()))
})
