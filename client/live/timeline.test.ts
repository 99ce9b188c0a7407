import { describe, expect, test } from 'vitest'
import { type Edge, opened, withNew, withOlder } from './timeline.ts'

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
    const live = withNew(withNew(opened(page(1, 3)), [edge(4)]), edges(5, 6))
    expect(live.edges).toEqual(opened(page(1, 6)).edges)
    expect(live.cursor).toBe('c6')
  })

  test('what is replayed after a reconnect MUST NOT appear twice', () => {
    const replayed = withNew(opened(page(1, 3)), edges(2, 5))
    expect(ids(replayed)).toBe('m1 m2 m3 m4 m5')
  })

  test('a burst that names one entry twice MUST show it once', () => {
    expect(ids(withNew(opened(page(1, 1)), [edge(2), edge(2)]))).toBe('m1 m2')
  })

  test('nothing new MUST leave the timeline the same object, so that nothing is drawn again', () => {
    const timeline = opened(page(1, 3))
    expect(withNew(timeline, [edge(3)])).toBe(timeline)
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
})
