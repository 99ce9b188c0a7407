import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { assertContains, type History, writtenIn } from './history.ts'

/**
 * A page of what was written to a topic, newest at the end, as Relay defines pages. `between(after, before, limit, end)`
 * reads rows between two seqs, both left out, in order. An empty page still has an end cursor, so that a subscription
 * from there misses nothing. Throws CURSOR_EXPIRED for a cursor of another history.
 */
export async function feedPage<Row extends { seq: number }>(
  topic: string,
  args: PageArgs,
  readHistory: () => Promise<History>,
  between: (after: number, before: number, limit: number, end: 'first' | 'last') => Promise<Row[]>,
): Promise<Page<Row>> {
  const { end, size } = pageSize(args, 'last')
  const [afterCursor, beforeCursor] = [decoded(topic, args, 'after'), decoded(topic, args, 'before')]
  // Read before the rows, which end at its head: what commits in between is in the subscription from there.
  const history = await readHistory()
  for (const given of [afterCursor, beforeCursor]) if (given) assertContains(topic, history, given)
  const after = afterCursor?.seq ?? 0
  const before = Math.min(beforeCursor?.seq ?? Number.POSITIVE_INFINITY, history.head + 1)
  const rows = await between(after, before, size + 1, end)
  const more = rows.length > size
  const shown = !more ? rows : end === 'first' ? rows.slice(0, size) : rows.slice(1)
  const cursorAt = (seq: number) => encodeCursor(topic, { epoch: writtenIn(history, seq), seq })
  return {
    edges: shown.map((row) => ({ cursor: cursorAt(row.seq), node: row })),
    hasNextPage: end === 'first' ? more : args.before != null,
    hasPreviousPage: end === 'last' ? more : args.after != null,
    emptyCursor: cursorAt(Math.max(after, before - 1)),
  }
}

function decoded(topic: string, args: PageArgs, path: 'after' | 'before') {
  const cursor = args[path]
  return cursor == null ? null : decodeCursor(topic, cursor, path)
}
