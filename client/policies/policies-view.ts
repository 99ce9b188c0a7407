import type { CoverStatus, PolicyFilter, PolicySort, PolicySortField, SortDirection } from '../gql/graphql.ts'
import { dayIn, oneOf } from '../lib/address.ts'

/** Which policies the screen shows and in which order, as it stands in the address beside the search. */
export type PoliciesView = {
  status: CoverStatus | null
  product: string | null
  /** The login of who sold them. */
  agent: string | null
  /** Days, both included; null has no bound. */
  soldFrom: string | null
  soldTo: string | null
  endsFrom: string | null
  endsTo: string | null
  /** Null is the newest first, with a search the best first. */
  sort: PolicySort | null
}

export const coverStatuses: readonly CoverStatus[] = ['UPCOMING', 'IN_FORCE', 'ENDED', 'TERMINATED']
const sortFields = {
  holder: 'HOLDER',
  product: 'PRODUCT',
  from: 'POLICY_FROM',
  to: 'POLICY_TO',
  sold: 'SOLD_AT',
  premium: 'PREMIUM',
} as const satisfies Record<string, PolicySortField>
export type SortName = keyof typeof sortFields
export const sortNames = ['holder', 'product', 'from', 'to', 'sold', 'premium'] as const satisfies readonly SortName[]

const days = ['soldFrom', 'soldTo', 'endsFrom', 'endsTo'] as const

/** What an address says; what cannot be understood is as if it were not there. */
export function viewOf(params: URLSearchParams): PoliciesView {
  const day = (name: (typeof days)[number]) => dayIn(params.get(name))
  return {
    status: oneOf(coverStatuses, params.get('status')?.toUpperCase().replaceAll('-', '_') ?? null),
    product: params.get('product'),
    agent: params.get('agent'),
    soldFrom: day('soldFrom'),
    soldTo: day('soldTo'),
    endsFrom: day('endsFrom'),
    endsTo: day('endsTo'),
    sort: sortOf(params.get('sort')),
  }
}

/** `premium-desc` */
export function sortOf(text: string | null): PolicySort | null {
  const [name = null, direction = null] = text?.split('-') ?? []
  const by = oneOf(sortNames, name)
  const way = oneOf<SortDirection>(['ASC', 'DESC'], direction?.toUpperCase() ?? null)
  return by && way ? { by: sortFields[by], direction: way } : null
}

export function sortText(sort: PolicySort): string {
  const name = sortNames.find((one) => sortFields[one] === sort.by) ?? 'sold'
  return `${name}-${sort.direction === 'DESC' ? 'desc' : 'asc'}`
}

/** The parameters of an address with this view; what else stands in it, stays. */
export function withView(before: URLSearchParams, view: PoliciesView): URLSearchParams {
  const params = new URLSearchParams(before)
  const set = (name: string, value: string | null) => (value ? params.set(name, value) : params.delete(name))
  set('status', view.status?.toLowerCase().replaceAll('_', '-') ?? null)
  set('product', view.product)
  set('agent', view.agent)
  for (const day of days) set(day, view[day])
  set('sort', view.sort && sortText(view.sort))
  return params
}

export const noFilters = {
  status: null,
  product: null,
  agent: null,
  soldFrom: null,
  soldTo: null,
  endsFrom: null,
  endsTo: null,
} as const satisfies Omit<PoliciesView, 'sort'>

/** How many filters are set; a range of days is one. */
export function filtersOf(view: PoliciesView): number {
  const { status, product, agent, soldFrom, soldTo, endsFrom, endsTo } = view
  return [status, product, agent, soldFrom ?? soldTo, endsFrom ?? endsTo].filter((one) => one !== null).length
}

/** What to ask the server for. */
export function askedOf(view: PoliciesView, search: string): { filter: PolicyFilter; sort: PolicySort | null } {
  const { status, product, agent, soldFrom, soldTo, endsFrom, endsTo, sort } = view
  return {
    filter: {
      statuses: status && [status],
      productCodes: product === null ? null : [product],
      agent,
      sold: { from: soldFrom, to: soldTo },
      coverTo: { from: endsFrom, to: endsTo },
      text: search || null,
    },
    sort,
  }
}

const downFirst: readonly SortName[] = ['from', 'to', 'sold', 'premium']

/** What the next press of the head of a column does: its usual direction, then the other one, then no order. */
export function nextSort(current: PolicySort | null, name: SortName): PolicySort | null {
  const by = sortFields[name]
  const first: SortDirection = downFirst.includes(name) ? 'DESC' : 'ASC'
  if (current?.by !== by) return { by, direction: first }
  return current.direction === first ? { by, direction: first === 'ASC' ? 'DESC' : 'ASC' } : null
}

/** For assistive technology, of the head of a column. */
export function ariaSort(current: PolicySort | null, name: SortName): 'ascending' | 'descending' | 'none' {
  if (current?.by !== sortFields[name]) return 'none'
  return current.direction === 'ASC' ? 'ascending' : 'descending'
}
