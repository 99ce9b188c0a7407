import { type Edge, type Page, type PageArgs, pageSize } from '../lib/page.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { assertContains, type History, writtenIn } from './history.ts'

/** Rows of a topic, in order, and its history. Rows beyond its head must not be among them. */
export type PageRead<Row> = { history: History; rows: Row[] }

/**
 * A page of what was written to a topic, newest at the end, as Relay defines pages. `read(after, before, limit, end)`
 * reads rows between two seqs, both left out, in order. An empty page still has an end cursor, so that a subscription
 * from there misses nothing. Throws CURSOR_EXPIRED for a cursor of another history.
 */
export async function feedPage<Row extends { seq: number }>(
  topic: string,
  args: PageArgs,
  read: (after: number, before: number, limit: number, end: 'first' | 'last') => Promise<PageRead<Row>>,
): Promise<Page<Row>> {
  const { end, size } = pageSize(args, 'last')
  const [afterCursor, beforeCursor] = [decoded(topic, args, 'after'), decoded(topic, args, 'before')]
  const after = afterCursor?.seq ?? 0
  const { history, rows } = await read(after, beforeCursor?.seq ?? Number.POSITIVE_INFINITY, size + 1, end)
  for (const given of [afterCursor, beforeCursor]) if (given) assertContains(topic, history, given)
  const before = Math.min(beforeCursor?.seq ?? Number.POSITIVE_INFINITY, history.head + 1)
  const more = rows.length > size
  const shown = !more ? rows : end === 'first' ? rows.slice(0, size) : rows.slice(1)
  const cursorAt = (seq: number) => encodeCursor(topic, { epoch: writtenIn(history, seq), seq })
  return {
    edges: edgesOf(topic, history, shown),
    hasNextPage: end === 'first' ? more : args.before != null,
    hasPreviousPage: end === 'last' ? more : args.after != null,
    emptyCursor: cursorAt(Math.max(after, before - 1)),
  }
}

/** Rows of a topic as edges. */
export function edgesOf<Row extends { seq: number }>(topic: string, history: History, rows: Row[]): Edge<Row>[] {
  return rows.map((row) => ({
    cursor: encodeCursor(topic, { epoch: writtenIn(history, row.seq), seq: row.seq }),
    node: row,
  }))
}

function decoded(topic: string, args: PageArgs, path: 'after' | 'before') {
  const cursor = args[path]
  return cursor == null ? null : decodeCursor(topic, cursor, path)
}
