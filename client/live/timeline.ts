export type Edge<T> = { cursor: string; node: T }

export type Page<T> = {
  edges: readonly Edge<T>[]
  hasOlder: boolean
  /** Missing where a page can only be the newest one. */
  hasNewer?: boolean
  endCursor: string | null
}

/**
 * What a subscription brings: a new entry; an entry as it is now, in the place of the one with its id; or something that
 * changes no entry and only moves the cursor.
 */
export type Change<T> = { cursor: string; node: T | null; replaces?: boolean }

/**
 * A page and what followed it, oldest first. Cursors are opaque: the order is the order of arrival, which the server
 * guarantees, and two edges are the same when their cursors or the ids of their nodes are equal.
 */
export type Timeline<T extends { id: string }> = {
  edges: readonly Edge<T>[]
  hasOlder: boolean
  /** There are entries between the last edge and what is new: the page stands in the middle of history. */
  hasNewer: boolean
  /** What came live while `hasNewer`: it goes to the end once everything before it has been read. */
  ahead: readonly Edge<T>[]
  /** The cursor a subscription goes on after; not always the last edge's: an empty page may have an end cursor as well. */
  cursor: string | null
}

export function opened<T extends { id: string }>(page: Page<T>): Timeline<T> {
  const { edges, hasOlder, hasNewer = false, endCursor } = page
  return { edges, hasOlder, hasNewer, ahead: [], cursor: endCursor ?? edges.at(-1)?.cursor ?? null }
}

/** Puts an older page before what is there. */
export function withOlder<T extends { id: string }>(timeline: Timeline<T>, page: Page<T>): Timeline<T> {
  const older = unknown(timeline.edges, page.edges)
  return { ...timeline, edges: [...older, ...timeline.edges], hasOlder: page.hasOlder }
}

/** Puts a newer page after what is there, and with the newest one also what came live meanwhile. */
export function withNewer<T extends { id: string }>(timeline: Timeline<T>, page: Page<T>): Timeline<T> {
  const edges = [...timeline.edges, ...unknown(timeline.edges, page.edges)]
  if (page.hasNewer) return { ...timeline, edges }
  return { ...timeline, edges: [...edges, ...unknown(edges, timeline.ahead)], hasNewer: false, ahead: [] }
}

/** An entry with what it shows of other entries, as those are now; the same entry where it shows none of them. */
export type Quoting<T> = (entry: T, replacements: ReadonlyMap<string, T>) => T

/** Adds and replaces what came live or was replayed; a new entry that is known already is left as it is. */
export function withChanges<T extends { id: string }>(
  timeline: Timeline<T>,
  changes: readonly Change<T>[],
  quoting: Quoting<T> = (entry) => entry,
): Timeline<T> {
  const cursor = changes.at(-1)?.cursor ?? timeline.cursor
  const replacements = new Map<string, T>()
  const added: Edge<T>[] = []
  for (const { cursor, node, replaces } of changes) {
    if (node && replaces) replacements.set(node.id, node)
    else if (node) added.push({ cursor, node })
  }
  const fresh = unknown([...timeline.edges, ...timeline.ahead], added)
  const end = timeline.hasNewer ? 'ahead' : 'edges'
  const edges = replaced(end === 'edges' ? joined(timeline.edges, fresh) : timeline.edges, replacements, quoting)
  const ahead = replaced(end === 'ahead' ? joined(timeline.ahead, fresh) : timeline.ahead, replacements, quoting)
  const same = edges === timeline.edges && ahead === timeline.ahead && cursor === timeline.cursor
  return same ? timeline : { ...timeline, edges, ahead, cursor }
}

const joined = <T>(edges: readonly Edge<T>[], fresh: readonly Edge<T>[]) =>
  fresh.length > 0 ? [...edges, ...fresh] : edges

function replaced<T extends { id: string }>(
  edges: readonly Edge<T>[],
  nodes: ReadonlyMap<string, T>,
  quoting: Quoting<T>,
) {
  if (nodes.size === 0) return edges
  let isChanged = false
  const now = edges.map((edge) => {
    const node = quoting(nodes.get(edge.node.id) ?? edge.node, nodes)
    if (node === edge.node) return edge
    isChanged = true
    return { ...edge, node }
  })
  return isChanged ? now : edges
}

function unknown<T extends { id: string }>(known: readonly Edge<T>[], edges: readonly Edge<T>[]): Edge<T>[] {
  if (edges.length === 0) return []
  const cursors = new Set(known.map((edge) => edge.cursor))
  const ids = new Set(known.map((edge) => edge.node.id))
  return edges.filter((edge) => {
    if (cursors.has(edge.cursor) || ids.has(edge.node.id)) return false
    cursors.add(edge.cursor)
    ids.add(edge.node.id)
    return true
  })
}
