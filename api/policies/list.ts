import { type Day, isDay } from '../lib/day.ts'
import { type FieldError, throwIfInvalid } from '../lib/errors.ts'
import type { PositionForm } from '../lib/listing.ts'
import { readUuid } from '../lib/uuid.ts'
import type { CoverStatus } from './policy.ts'

/** Days, both included; null has no bound. */
export type Days = { from: Day | null; to: Day | null }
type AskedDays = { from?: string | null; to?: string | null }

/** What somebody asks for; what is missing asks for nothing. */
export type PolicyFilterInput = {
  statuses?: readonly CoverStatus[] | null
  productCodes?: readonly string[] | null
  agent?: string | null
  sold?: AskedDays | null
  coverFrom?: AskedDays | null
  coverTo?: AskedDays | null
  text?: string | null
}

/** Which policies are listed: those that meet all that is not null. Statuses are those of `today`. */
export type PolicyCriteria = {
  today: Day
  statuses: readonly CoverStatus[] | null
  productCodes: readonly string[] | null
  /** A login, in any case. */
  soldBy: string | null
  sold: Days
  coverFrom: Days
  coverTo: Days
}

export const policySorts = ['SOLD_AT', 'POLICY_FROM', 'POLICY_TO', 'PREMIUM', 'HOLDER', 'PRODUCT', 'BEST'] as const
export type PolicySortField = (typeof policySorts)[number]
export const directions = ['ASC', 'DESC'] as const
export type PolicySort = { by: PolicySortField; direction: (typeof directions)[number] }

const longestFilter = 200
const longestText = 200

/** Throws INVALID_INPUT that names every wrong field. */
export function readCriteria(input: PolicyFilterInput, today: Day): PolicyCriteria & { text: string | null } {
  const wrong: FieldError[] = []
  const days = (field: 'sold' | 'coverFrom' | 'coverTo'): Days => {
    const day = (end: 'from' | 'to') => {
      const given = input[field]?.[end] ?? null
      if (given === null || isDay(given)) return given
      wrong.push({ path: `filter.${field}.${end}`, message: 'Expected an existing day, YYYY-MM-DD.' })
      return null
    }
    return { from: day('from'), to: day('to') }
  }
  if ((input.productCodes?.length ?? 0) > longestFilter)
    wrong.push({ path: 'filter.productCodes', message: `Must be at most ${longestFilter}.` })
  if (input.text != null && input.text.length > longestText)
    wrong.push({ path: 'filter.text', message: `Must have at most ${longestText} characters.` })
  const criteria = {
    today,
    statuses: input.statuses ?? null,
    // What no code can be finds nothing, without a question to the database, which would choke on some of it.
    productCodes: input.productCodes?.map((code) => (/^[\w-]+$/.test(code) ? code.toUpperCase() : '')) ?? null,
    soldBy: input.agent == null ? null : input.agent.replaceAll('\0', ''),
    sold: days('sold'),
    coverFrom: days('coverFrom'),
    coverTo: days('coverTo'),
    text: input.text ?? null,
  }
  throwIfInvalid(wrong)
  return criteria
}

/** A place in a list under an order: what is compared first, as text, and the number where that is the same. */
export type PolicyPosition = { key: string; id: string }

const isMoment = (key: string) => /^\d{1,14}$/.test(key)
const isWhole = (key: string) => /^\d{1,15}$/.test(key)
const keyForms: Record<PolicySortField, (key: string) => boolean> = {
  SOLD_AT: isMoment,
  POLICY_FROM: isDay,
  POLICY_TO: isDay,
  PREMIUM: isWhole,
  HOLDER: (key) => key.length <= 1_000 && !key.includes('\0'),
  PRODUCT: (key) => /^[\w-]{1,32}$/.test(key),
  // How well it matches, then when it was sold.
  BEST: (key) => /^[0-2]:\d{1,14}$/.test(key),
}

/** How positions of a list under this order stand in cursors. The key is last: it may have any sign. */
export function positionForm(by: PolicySortField): PositionForm<PolicyPosition> {
  if (by === 'SOLD_AT') return soldForm
  return {
    write: ({ key, id }) => `${id}@${key}`,
    read: (text) => {
      const at = text.indexOf('@')
      const id = readUuid(text.slice(0, at))
      const key = text.slice(at + 1)
      return id === null || !keyForms[by](key) ? null : { key, id }
    },
  }
}

// As it has always been: cursors that somebody keeps stay good.
const soldForm: PositionForm<PolicyPosition> = {
  write: ({ key, id }) => `${key}@${id}`,
  read: (text) => {
    const [key = '', given = ''] = text.split('@')
    const id = readUuid(given)
    return id === null || !isMoment(key) ? null : { key, id }
  },
}

/** What cursors begin with; only those of the same order fit. */
export function listName({ by, direction }: PolicySort): string {
  return by === 'SOLD_AT' && direction === 'DESC' ? 'policies' : `policies-${by}-${direction}`.toLowerCase()
}
