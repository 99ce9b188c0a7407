import type { Day } from '../lib/day.ts'
import { InvalidInput } from '../lib/errors.ts'
import { type Cents, centsOf } from '../lib/money.ts'
import { countPeriods, type DayRange, type PeriodUnit, periodStart, periodsOf } from './period.ts'

export const salesDates = ['SOLD_AT', 'COVER_FROM'] as const
/** Which day of a sale counts: the one on which it was sold, in UTC, or the first of its cover. */
export type SalesDate = (typeof salesDates)[number]

/** Which sales are counted. Null is all; the agent with an empty login is for events that name none. */
export type SalesFilter = DayRange & {
  productCode: string | null
  agent: string | null
  by: SalesDate
  /** Whether policies that were terminated since are counted as well. */
  includeTerminated: boolean
}

/** What was asked for; what is missing is as if it were not there. */
export type SalesFilterInput = { [Name in keyof SalesFilter]?: SalesFilter[Name] | null }

export type SalesAsked = { filter: SalesFilter; unit: PeriodUnit }

/** How many policies, and their premiums as agreed. */
export type Figures = { count: number; premium: Cents }

export type SalesReport = {
  /** The place in the topic of sales that the numbers belong to. */
  cursor: string
  total: Figures
  /** The greatest premium first, without those that have sold nothing. */
  byProduct: (Figures & { productCode: string })[]
  byAgent: (Figures & { login: string })[]
  /** Every period of the range, also those without a sale, the earliest first. */
  trend: (Figures & { from: Day })[]
}

/** Sums of sales, and how much of that was terminated since. */
export type Counted = { sold: number; soldPremium: Cents; terminated: number; terminatedPremium: Cents }

/** Sums of the same sales by their days, or the first days of their months, by product and by agent. */
export type CountedSales = {
  days: (Counted & { key: Day })[]
  products: (Counted & { key: string })[]
  agents: (Counted & { key: string })[]
}

/** No report has more periods: those of three years by day. */
export const maxPeriods = 1_100

/** Characters by which products and agents are told apart: an index of Postgres takes no text of any length. */
const longestKey = 200
const shortened = (text: string) => text.slice(0, longestKey).toWellFormed()

/** Product codes are the same in any case. */
export const productKey = (code: string): string => shortened(code.trim().toUpperCase())

/** Logins are the same in any case. */
export const agentKey = (login: string | null): string => shortened((login ?? '').trim().toLowerCase())

/** Throws InvalidInput for a range that ends before it begins. */
export function readFilter(given: SalesFilterInput | null): SalesFilter {
  const { productCode, agent, from = null, to = null, by, includeTerminated } = given ?? {}
  if (from !== null && to !== null && to < from)
    throw new InvalidInput([{ path: 'filter.to', message: `Must not be before filter.from, ${from}.` }])
  return {
    productCode: productCode == null ? null : productKey(productCode),
    agent: agent == null ? null : agentKey(agent),
    from,
    to,
    by: by ?? 'SOLD_AT',
    includeTerminated: includeTerminated ?? true,
  }
}

/** Throws InvalidInput that names the unit when the range has too many of its periods. */
export function assertFewPeriods(from: Day, to: Day, unit: PeriodUnit): void {
  const count = countPeriods(from, to, unit)
  if (count <= maxPeriods) return
  const range = `${from} to ${to}`
  throw new InvalidInput([
    { path: 'unit', message: `${unit} makes ${count} periods of ${range}: at most ${maxPeriods} are given.` },
  ])
}

/** Whether a sale is among those that are counted. */
export function concerns(
  filter: SalesFilter,
  sale: { productCode: string; agent: string; soldOn: string; coverFrom: string },
): boolean {
  const day = filter.by === 'COVER_FROM' ? sale.coverFrom : sale.soldOn
  return (
    (filter.productCode === null || filter.productCode === sale.productCode) &&
    (filter.agent === null || filter.agent === sale.agent) &&
    (filter.from === null || filter.from <= day) &&
    (filter.to === null || day <= filter.to)
  )
}

/**
 * The report of what was counted, less what came `later` than its place. A range without a bound begins with the first sale and ends with the last. Throws
 * InvalidInput as {@link assertFewPeriods} does.
 */
export function reportOf(
  { filter, unit }: SalesAsked,
  counted: CountedSales,
  later: CountedSales | null,
  cursor: string,
): SalesReport {
  const [products, agents, periods] = [new Sums<string>(), new Sums<string>(), new Sums<Day>()]
  const add = ({ days, products: ofProducts, agents: ofAgents }: CountedSales, sign: 1 | -1) => {
    for (const row of days) periods.add(periodStart(row.key, unit), row, sign)
    for (const row of ofProducts) products.add(row.key, row, sign)
    for (const row of ofAgents) agents.add(row.key, row, sign)
  }
  add(counted, 1)
  if (later) add(later, -1)
  const figures = (sums: Counted) => figuresOf(sums, filter.includeTerminated)
  return {
    cursor,
    total: figures(periods.total()),
    byProduct: ranked(products.list().map(([productCode, sums]) => ({ productCode, ...figures(sums) }))),
    byAgent: ranked(agents.list().map(([login, sums]) => ({ login, ...figures(sums) }))),
    trend: trendOf(periods, filter, unit).map(([from, sums]) => ({ from, ...figures(sums) })),
  }
}

function figuresOf({ sold, soldPremium, terminated, terminatedPremium }: Counted, includeTerminated: boolean): Figures {
  if (includeTerminated) return { count: sold, premium: soldPremium }
  return { count: sold - terminated, premium: centsOf(soldPremium - terminatedPremium) }
}

function ranked<Row extends Figures>(rows: Row[]): Row[] {
  return rows
    .filter(({ count, premium }) => count !== 0 || premium !== 0)
    .sort((one, other) => other.premium - one.premium || other.count - one.count)
}

function trendOf(periods: Sums<Day>, { from, to }: DayRange, unit: PeriodUnit): [Day, Counted][] {
  const sold = periods
    .list()
    .filter(([, counted]) => counted.sold !== 0)
    .map(([period]) => period)
    .sort()
  const [first, last] = [from ? periodStart(from, unit) : sold[0], to ? periodStart(to, unit) : sold.at(-1)]
  // With one bound and no sale on the right side of it there is no range.
  if (first === undefined || last === undefined || first > last) return []
  assertFewPeriods(first, last, unit)
  return periodsOf(first, last, unit).map((period) => [period, periods.of(period)])
}

const zero = centsOf(0)
const nothing: Counted = { sold: 0, soldPremium: zero, terminated: 0, terminatedPremium: zero }

/** Sums by key. */
class Sums<Key> {
  readonly #sums = new Map<Key, Counted>()

  add(key: Key, counted: Counted, sign: 1 | -1): void {
    this.#sums.set(key, plus(this.of(key), counted, sign))
  }

  of(key: Key): Counted {
    return this.#sums.get(key) ?? nothing
  }

  list(): [Key, Counted][] {
    return [...this.#sums]
  }

  total(): Counted {
    return [...this.#sums.values()].reduce((total, counted) => plus(total, counted), nothing)
  }
}

function plus(one: Counted, other: Counted, sign: 1 | -1 = 1): Counted {
  return {
    sold: one.sold + sign * other.sold,
    soldPremium: centsOf(one.soldPremium + sign * other.soldPremium),
    terminated: one.terminated + sign * other.terminated,
    terminatedPremium: centsOf(one.terminatedPremium + sign * other.terminatedPremium),
  }
}
