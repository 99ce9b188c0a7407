import { expect, test } from 'vitest'
import { ariaSort, askedOf, filtersOf, nextSort, viewOf, withView } from './policies-view.ts'

const full =
  'search=jan&status=in-force&product=TRI&agent=jimmy.solid&soldFrom=2026-01-01&soldTo=2026-02-01&endsTo=2027-01-01&sort=premium-desc'

test('an address MUST say the same after it was read and written', () => {
  expect(`${withView(new URLSearchParams('search=jan'), viewOf(new URLSearchParams(full)))}`).toBe(full)
  expect(filtersOf(viewOf(new URLSearchParams(full)))).toBe(5)
  expect(`${withView(new URLSearchParams(full), viewOf(new URLSearchParams()))}`).toBe('search=jan')
})

test('what an address says wrongly MUST be as if it were not there', () => {
  const wrong = new URLSearchParams('status=old&soldFrom=2026-02-30&endsTo=x&sort=colour-desc')
  expect(viewOf(wrong)).toEqual(viewOf(new URLSearchParams()))
  expect(viewOf(new URLSearchParams('sort=premium')).sort).toBeNull()
})

test('the filter MUST ask for what the view shows', () => {
  expect(askedOf(viewOf(new URLSearchParams(full)), 'jan')).toEqual({
    filter: {
      statuses: ['IN_FORCE'],
      productCodes: ['TRI'],
      agent: 'jimmy.solid',
      sold: { from: '2026-01-01', to: '2026-02-01' },
      coverTo: { from: null, to: '2027-01-01' },
      text: 'jan',
    },
    sort: { by: 'PREMIUM', direction: 'DESC' },
  })
})

test('the head of a column MUST sort by it, then the other way round, then no more', () => {
  const first = nextSort({ by: 'HOLDER', direction: 'ASC' }, 'premium')
  const second = nextSort(first, 'premium')
  expect([first?.direction, second?.direction, nextSort(second, 'premium')]).toEqual(['DESC', 'ASC', null])
  expect([ariaSort(second, 'premium'), ariaSort(second, 'holder')]).toEqual(['ascending', 'none'])
})
