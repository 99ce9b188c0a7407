import { describe, expect, test } from 'vitest'
import { type Edge, opened, withChanges, withNewer, withOlder } from './timeline.ts'

const edge = (number: number): Edge<{ id: string }> => ({ cursor: `c${number}`, node: { id: `m${number}` } })
const edges = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => edge(from + at))
const page = (from: number, to: number, hasOlder = true) => ({
  edges: edges(from, to),
  hasOlder,
  endCursor: `c${to}`,
})
const ids = ({ edges }: { edges: readonly Edge<{ id: string }>[] }) => edges.map(({ node }) => node.id).join(' ')

describe('a timeline', () => {
  test('the page plus what followed it MUST equal a fresh page', () => {
    const live = withChanges(withChanges(opened(page(1, 3)), [edge(4)]), edges(5, 6))
    expect(live.edges).toEqual(opened(page(1, 6)).edges)
    expect(live.cursor).toBe('c6')
  })

  test('what is replayed after a reconnect MUST NOT appear twice', () => {
    const replayed = withChanges(opened(page(1, 3)), edges(2, 5))
    expect(ids(replayed)).toBe('m1 m2 m3 m4 m5')
  })

  test('a burst that names one entry twice MUST show it once', () => {
    expect(ids(withChanges(opened(page(1, 1)), [edge(2), edge(2)]))).toBe('m1 m2')
  })

  test('nothing new MUST leave the timeline the same object, so that nothing is drawn again', () => {
    const timeline = opened(page(1, 3))
    expect(withChanges(timeline, [edge(3)])).toBe(timeline)
  })

  test('an older page MUST go before everything and say whether there is more', () => {
    const whole = withOlder(opened(page(4, 6)), page(1, 3, false))
    expect(ids(whole)).toBe('m1 m2 m3 m4 m5 m6')
    expect(whole.hasOlder).toBe(false)
    expect(whole.cursor).toBe('c6')
  })

  test('an older page that overlaps MUST NOT repeat what is shown', () => {
    expect(ids(withOlder(opened(page(3, 5)), page(1, 4)))).toBe('m1 m2 m3 m4 m5')
  })

  test('an empty page MUST go on from its end where it has one', () => {
    expect(opened({ edges: [], hasOlder: false, endCursor: 'c0' }).cursor).toBe('c0')
    expect(opened({ edges: [], hasOlder: false, endCursor: null }).cursor).toBeNull()
  })

  test('an entry that has changed MUST stand in its place as it is now, and only there', () => {
    const changed = { id: 'm2', text: 'edited' }
    const timeline = withChanges(opened(page(1, 3)), [{ cursor: 'c4', node: changed, replaces: true }])
    expect(ids(timeline)).toBe('m1 m2 m3')
    expect(timeline.edges[1]).toEqual({ cursor: 'c2', node: changed })
    expect(timeline.cursor).toBe('c4')
    const elsewhere = withChanges(timeline, [{ cursor: 'c5', node: { id: 'm0' }, replaces: true }])
    expect(elsewhere.edges).toBe(timeline.edges)
  })

  test('an entry that changes in the burst it came in MUST be shown as it is now', () => {
    const changed = { id: 'm2', text: 'edited' }
    const burst = [edge(2), { cursor: 'c3', node: changed, replaces: true }, { cursor: 'c4', node: null }]
    const timeline = withChanges(opened(page(1, 1)), burst)
    expect(timeline.edges.map(({ node }) => node)).toEqual([{ id: 'm1' }, changed])
    expect(timeline.cursor).toBe('c4')
  })

  test('what comes while the middle of history is shown MUST stand at the end once everything before it is read', () => {
    const middle = { ...page(3, 5), hasNewer: true, endCursor: 'c9' }
    const live = withChanges(opened(middle), [
      edge(10),
      edge(11),
      { cursor: 'c12', node: { id: 'm10' }, replaces: true },
    ])
    expect(ids(live)).toBe('m3 m4 m5')
    const more = withNewer(live, { ...page(6, 8), hasNewer: true })
    expect(ids(more)).toBe('m3 m4 m5 m6 m7 m8')
    const whole = withNewer(more, { ...page(9, 10), hasNewer: false })
    expect(ids(whole)).toBe('m3 m4 m5 m6 m7 m8 m9 m10 m11')
    expect(ids(withChanges(whole, [edge(12)]))).toBe('m3 m4 m5 m6 m7 m8 m9 m10 m11 m12')
  })

  test('what an entry shows of another MUST change with that one, also when the other is not shown', () => {
    type Said = { id: string; text?: string; quoted?: Said }
    const quoting = (entry: Said, replacements: ReadonlyMap<string, Said>) => {
      const quoted = entry.quoted && replacements.get(entry.quoted.id)
      return quoted ? { ...entry, quoted } : entry
    }
    const answer = { cursor: 'c2', node: { id: 'm2', quoted: { id: 'm0', text: 'secret' } } }
    const timeline = withChanges<Said>(opened(page(1, 1)), [answer], quoting)
    const deleted = { id: 'm0', text: '' }
    const after = withChanges(timeline, [{ cursor: 'c3', node: deleted, replaces: true }], quoting)
    expect(after.edges[1]?.node.quoted).toBe(deleted)
    expect(after.edges[0]).toBe(timeline.edges[0])
  })
})
