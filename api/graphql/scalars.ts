import { GraphQLError } from 'graphql'
import { isDay } from '../lib/day.ts'
import { type Cents, formatMoney } from '../lib/money.ts'
import { builder } from './builder.ts'

const refuse = (name: string, expected: string, value: unknown): never => {
  throw new GraphQLError(`${name} must be ${expected}, got ${shown(value)}.`)
}

// `JSON.stringify` of lists within lists has no stack for some thousand of them.
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(JSON.stringify(value)).slice(0, 80)
}

builder.scalarType('Date', {
  description: 'A calendar date, YYYY-MM-DD.',
  serialize: (value) => value,
  parseValue: (value) =>
    typeof value === 'string' && isDay(value) ? value : refuse('Date', 'an existing day as YYYY-MM-DD', value),
})

builder.scalarType('DateTime', {
  description: 'A moment, ISO 8601 in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const moment = typeof value === 'string' ? new Date(value) : new Date(Number.NaN)
    return Number.isNaN(moment.getTime()) ? refuse('DateTime', 'an ISO 8601 moment', value) : moment
  },
})

builder.scalarType('Decimal', {
  description: 'An exact decimal number as text, for example "72.00".',
  serialize: (value) => value,
  parseValue: (value) =>
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : refuse('Decimal', 'a decimal as text', value),
})

builder.scalarType('Cursor', {
  description: 'A position in a feed or list, opaque to clients. Pages, subscriptions and recovery share it.',
  serialize: (value) => value,
  parseValue: (value) => (typeof value === 'string' ? value : refuse('Cursor', 'text from an earlier answer', value)),
})

builder.scalarType('JSON', {
  description: 'Any JSON value. What it must be is said by whoever takes it.',
  serialize: (value) => value,
  parseValue: (value) => value,
})

/** Whole euro cents inside, an exact decimal on the wire. */
export const Money = builder.objectRef<{ cents: Cents }>('Money').implement({
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', resolve: (money) => formatMoney(money.cents) }),
    currencyCode: t.string({ resolve: () => 'EUR' }),
  }),
})
