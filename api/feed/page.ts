import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

/**
 * A page of what a topic has told, newest at the end, as Relay defines pages. `between(after, before, limit, end)`
 * reads rows between two places, both left out, in order. An empty page still says where the topic stood, so that a
 * subscription from its end cursor misses nothing.
 */
export async function feedPage<Row extends { seq: number }>(
  topic: string,
  args: PageArgs,
  head: () => Promise<number>,
  between: (after: number, before: number, limit: number, end: 'first' | 'last') => Promise<Row[]>,
): Promise<Page<Row>> {
  const { end, size } = pageSize(args, 'last')
  const after = args.after == null ? 0 : decodeCursor(topic, args.after, 'after')
  const before = args.before == null ? Number.MAX_SAFE_INTEGER : decodeCursor(topic, args.before, 'before')
  // Read before the rows: what commits in between is then in the subscription from here, not lost between the two.
  const stoodAt = await head()
  const rows = await between(after, before, size + 1, end)
  const more = rows.length > size
  const kept = !more ? rows : end === 'first' ? rows.slice(0, size) : rows.slice(1)
  return {
    edges: kept.map((row) => ({ cursor: encodeCursor(topic, row.seq), node: row })),
    hasNextPage: end === 'first' ? more : args.before != null,
    hasPreviousPage: end === 'last' ? more : args.after != null,
    emptyCursor: encodeCursor(topic, Math.max(after, Math.min(stoodAt, before - 1))),
  }
}
