import type { PeriodUnit, SalesDate, SalesFilter } from '../gql/graphql.ts'
import { dayIn, oneOf } from '../lib/address.ts'

/** What the screen shows, as it stands in the address. */
export type SalesView = {
  range: SalesRange
  /** Of the range `own`, `YYYY-MM-DD`; null has no bound. */
  from: string | null
  to: string | null
  product: string | null
  /** A login; empty for sales of nobody. */
  agent: string | null
  by: SalesDate
  includeTerminated: boolean
  /** Null leaves it to the range. */
  unit: PeriodUnit | null
}

export const salesRanges = ['12months', 'year', 'month', 'own'] as const
export type SalesRange = (typeof salesRanges)[number]
export const periodUnits: readonly PeriodUnit[] = ['DAY', 'WEEK', 'MONTH', 'YEAR']

/** What an address says; what cannot be understood is as if it were not there. */
export function viewOf(params: URLSearchParams): SalesView {
  return {
    range: oneOf(salesRanges, params.get('range')) ?? '12months',
    from: dayIn(params.get('from')),
    to: dayIn(params.get('to')),
    product: params.get('product'),
    agent: params.get('agent'),
    by: params.get('by') === 'cover' ? 'COVER_FROM' : 'SOLD_AT',
    includeTerminated: params.get('terminated') !== 'no',
    unit: oneOf(periodUnits, params.get('unit')?.toUpperCase() ?? null),
  }
}

/** The parameters of an address that says so, with what differs from a bare one. */
export function paramsOf({ range, from, to, product, agent, by, includeTerminated, unit }: SalesView): URLSearchParams {
  const params = new URLSearchParams()
  const set = (name: string, value: string | null) => value !== null && params.set(name, value)
  if (range !== '12months') params.set('range', range)
  if (range === 'own') {
    set('from', from)
    set('to', to)
  }
  set('product', product)
  set('agent', agent)
  if (by === 'COVER_FROM') params.set('by', 'cover')
  if (!includeTerminated) params.set('terminated', 'no')
  set('unit', unit?.toLowerCase() ?? null)
  return params
}

/** The days of a range, both included. Covers may begin later than today, sales may not. */
export function daysOf({ range, from, to, by }: SalesView, today: string): { from: string | null; to: string | null } {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7)) - 1
  const day = (ofYear: number, ofMonth: number, ofDay: number) =>
    new Date(Date.UTC(ofYear, ofMonth, ofDay)).toISOString().slice(0, 10)
  const until = (end: string) => (by === 'COVER_FROM' ? end : today)
  switch (range) {
    case '12months':
      return { from: day(year, month - 11, 1), to: until(day(year, month + 1, 0)) }
    case 'year':
      return { from: day(year, 0, 1), to: until(day(year, 11, 31)) }
    case 'month':
      return { from: day(year, month, 1), to: until(day(year, month + 1, 0)) }
    case 'own':
      return { from, to }
    default:
      return range satisfies never
  }
}

/** What to ask the server for. */
export function askedOf(view: SalesView, today: string): { filter: SalesFilter; unit: PeriodUnit } {
  const { product: productCode, agent, by, includeTerminated, unit, range } = view
  const filter = { ...daysOf(view, today), productCode, agent, by, includeTerminated }
  return { filter, unit: unit ?? (range === 'month' ? 'WEEK' : 'MONTH') }
}

/** Which part of what is shown a number is about. */
type Part = { product?: string; agent?: string; from?: string; to?: string }

/** The address of the policies behind a number of what is shown; of all of it without a part. */
export type LinkTo = (part?: Part) => string

/** The address of the policies behind a number: those of the view, and of a product, an agent or a period of it. */
export function policiesAddress(view: SalesView, today: string, within: Part = {}): string {
  const days = daysOf(view, today)
  const later = [days.from, within.from ?? null].filter((day) => day !== null).sort()
  const earlier = [days.to, within.to ?? null].filter((day) => day !== null).sort()
  const params = paramsOf({
    ...view,
    range: 'own',
    from: later.at(-1) ?? null,
    to: earlier[0] ?? null,
    product: within.product ?? view.product,
    agent: within.agent ?? view.agent,
    unit: null,
  })
  return `/sales/policies?${params}`
}
