import { expect, test } from 'vitest'
import { type Destination, destinationsFor, matchOf } from './destinations.ts'

const to = (label: string, change: Partial<Destination> = {}): Destination => ({
  key: `room:${label}`,
  kind: 'room',
  label,
  also: '',
  unread: 0,
  ...change,
})
const labels = (found: Destination[]) => found.map(({ label }) => label)

test('a destination MUST be found by the beginnings of its words, in any order, whatever their case and accents', () => {
  for (const query of ['motor', 'MOT cl', 'cl mot', 'mocl', 'mc', ' motor  claims ', 'Mótor'])
    expect([query, matchOf(query, to('Motor claims')) > 0]).toEqual([query, true])
  for (const query of ['otor', 'clm', 'motors', 'mm', 'claims x', '#', ''])
    expect([query, matchOf(query, to('Motor claims'))]).toEqual([query, 0])
  expect(matchOf('lodz', to('Łódź'))).toBe(4)
  expect(matchOf('jimmy.s', to('Jimmy Solid', { also: 'jimmy.solid' }))).toBeGreaterThan(0)
})

test('the best fit MUST come first, and among equal ones where one has just been', () => {
  const all = [
    to('Claims'),
    to('Motor claims'),
    to('Clara', { key: 'person:clara', kind: 'person' }),
    to('Catalogue', { also: 'claims' }),
  ]
  expect(labels(destinationsFor('cla', all, []))).toEqual(['Claims', 'Clara', 'Motor claims', 'Catalogue'])
  expect(labels(destinationsFor('cla', all, ['person:clara', 'room:Motor claims']))).toEqual([
    'Clara',
    'Claims',
    'Motor claims',
    'Catalogue',
  ])
})

test('without a query everything MUST be offered: recent places first, then what is unread', () => {
  const all = [to('a'), to('b', { unread: 2 }), to('Sell', { key: 'screen:/sell', kind: 'screen' }), to('c')]
  expect(labels(destinationsFor(' ', all, ['screen:/sell', 'room:c']))).toEqual(['Sell', 'c', 'b', 'a'])
})
