export type Edge<T> = { cursor: string; node: T }
export type Page<T> = { edges: readonly Edge<T>[]; hasOlder: boolean; endCursor: string | null }

/**
 * A page and what followed it, oldest first. Cursors are opaque: the order is the order of arrival, which the server
 * guarantees, and two edges are the same when their cursors or the ids of their nodes are equal.
 */
export type Timeline<T extends { id: string }> = {
  edges: readonly Edge<T>[]
  hasOlder: boolean
  /** The cursor a subscription goes on after; not always the last edge's: an empty page may have an end cursor as well. */
  cursor: string | null
}

export function opened<T extends { id: string }>(page: Page<T>): Timeline<T> {
  return { edges: page.edges, hasOlder: page.hasOlder, cursor: page.endCursor ?? page.edges.at(-1)?.cursor ?? null }
}

/** Puts an older page before what is there. */
export function withOlder<T extends { id: string }>(timeline: Timeline<T>, page: Page<T>): Timeline<T> {
  const older = unknown(timeline.edges, page.edges)
  return { ...timeline, edges: [...older, ...timeline.edges], hasOlder: page.hasOlder }
}

/** Adds what came live or was replayed; what is known already is left where it is. */
export function withNew<T extends { id: string }>(timeline: Timeline<T>, edges: readonly Edge<T>[]): Timeline<T> {
  const cursor = edges.at(-1)?.cursor ?? timeline.cursor
  const fresh = unknown(timeline.edges, edges)
  if (fresh.length === 0) return cursor === timeline.cursor ? timeline : { ...timeline, cursor }
  return { ...timeline, edges: [...timeline.edges, ...fresh], cursor }
}

function unknown<T extends { id: string }>(known: readonly Edge<T>[], edges: readonly Edge<T>[]): Edge<T>[] {
  const cursors = new Set(known.map((edge) => edge.cursor))
  const ids = new Set(known.map((edge) => edge.node.id))
  return edges.filter((edge) => {
    if (cursors.has(edge.cursor) || ids.has(edge.node.id)) return false
    cursors.add(edge.cursor)
    ids.add(edge.node.id)
    return true
  })
}
