import { expect, test } from 'vitest'
import { hintFor, hintsOf } from './hint.ts'

const at = '2026-06-01T10:00:00.123Z'
const entry = (seq: number, changes = {}) => ({ epoch: 3, seq, kind: 'k', body: {}, audience: null, at, ...changes })
const hint = (changes = {}) => ({ epoch: 3, seq: 2, entries: [entry(1), entry(2)], ...changes })
const { parse } = hintsOf('test')

test('a hint MUST be read as it was made', () => {
  const entries = [entry(1, { audience: ['jimmy.solid'] }), entry(2)].map((one) => ({ ...one, at: new Date(at) }))
  const made = hintFor({ entries, carried: true })
  expect(parse(JSON.parse(JSON.stringify(made)))).toEqual(made)
  expect(hintFor({ entries, carried: false })).toEqual({ epoch: 3, seq: 2, entries: [] })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'text'],
  ['a number', 42],
  ['a list', [hint()]],
  ['an empty object', {}],
  ['a hint of the first version', { seq: 2, entries: [] }],
  ['a seq as text', hint({ seq: '2' })],
  ['a negative seq', hint({ seq: -1, entries: [] })],
  ['a seq that is no whole number', hint({ seq: 1.5, entries: [] })],
  ['an epoch beyond what a number holds', hint({ epoch: 1e300 })],
  ['entries that are no list', hint({ entries: { 0: entry(1) } })],
  ['null among the entries', hint({ entries: [null] })],
  ['entries with a hole', hint({ entries: [entry(0), entry(2)] })],
  ['entries out of order', hint({ entries: [entry(2), entry(1)] })],
  ['entries that end elsewhere', hint({ entries: [entry(1)] })],
  ['an entry of another epoch', hint({ entries: [entry(2, { epoch: 4 })] })],
  ['a kind that is no text', hint({ entries: [entry(2, { kind: 7 })] })],
  ['a body that is null', hint({ entries: [entry(2, { body: null })] })],
  ['a body that is a list', hint({ entries: [entry(2, { body: [] })] })],
  ['an audience that is a text', hint({ entries: [entry(2, { audience: 'jimmy.solid' })] })],
  ['an audience of numbers', hint({ entries: [entry(2, { audience: [1] })] })],
  ['an audience that is missing', hint({ entries: [entry(2, { audience: undefined })] })],
  ['a time that is none', hint({ entries: [entry(2, { at: 'yesterday' })] })],
  ['a time as a number', hint({ entries: [entry(2, { at: 0 })] })],
])('%s MUST be no hint', (_, received) => {
  expect(parse(received)).toBeNull()
})
