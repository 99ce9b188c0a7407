import { Writable } from 'node:stream'
import { GraphQLError } from 'graphql'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { isAway } from '../db/away.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { createMask } from './error-masking.ts'

function masking() {
  const logged: { level: number; id?: string; err?: { message: string } }[] = []
  const memory = new Writable({
    write: (line, _, done) => {
      logged.push(JSON.parse(String(line)))
      done()
    },
  })
  return { mask: createMask(pino({ level: 'debug' }, memory), isAway), logged }
}
/** As graphql-js wraps what a resolver throws. */
const thrownAt = (cause: Error) => new GraphQLError(cause.message, { cause, path: ['policies', 0] })

test('a refusal MUST keep its code and its words, and not be logged', () => {
  const { mask, logged } = masking()
  const refused = mask(thrownAt(new DomainError('OFFER_EXPIRED', 'Offer 7 has expired.')))
  expect(refused.toJSON()).toMatchObject({
    message: 'Offer 7 has expired.',
    path: ['policies', 0],
    extensions: { code: 'OFFER_EXPIRED' },
  })
  const fields = [{ path: 'text', message: 'Must not be empty.' }]
  expect(mask(thrownAt(new InvalidInput(fields))).extensions).toEqual({ code: 'INVALID_INPUT', fields })
  expect(logged).toEqual([])
})

test('what graphql-js reports of a bad request MUST reach the client, with a code', () => {
  const { mask, logged } = masking()
  expect(mask(new GraphQLError('Syntax Error'), 'GRAPHQL_PARSE_FAILED').toJSON()).toMatchObject({
    message: 'Syntax Error',
    extensions: { code: 'GRAPHQL_PARSE_FAILED' },
  })
  const nested = new GraphQLError('Variable "$id" got an invalid value', {
    cause: new GraphQLError('ID cannot be that'),
  })
  expect(mask(nested).message).toBe('Variable "$id" got an invalid value')
  expect(logged).toEqual([])
})

test('a bug MUST be logged once with an id, and the client see that id alone, however often it is masked', () => {
  const { mask, logged } = masking()
  const bug = thrownAt(new Error('select secret from drawer: at drawer.ts:7'))
  const masked = mask(bug)
  expect(mask(masked)).toBe(masked)
  expect(mask(bug)).toBe(masked)
  expect(masked.toJSON()).toMatchObject({ message: 'Something went wrong.', extensions: { code: 'INTERNAL' } })
  expect(JSON.stringify(masked)).not.toContain('secret')
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({
    level: 50,
    id: masked.extensions.id,
    err: { message: expect.stringContaining('secret') },
  })
})

test.each(['ECONNREFUSED', 'CONNECTION_CLOSED', '57P01', '08006'])(
  'a server that is away (%s) MUST be UNAVAILABLE, which may be tried again',
  (code) => {
    const { mask, logged } = masking()
    const masked = mask(thrownAt(Object.assign(new Error('connect to db.internal'), { code })))
    expect(masked.toJSON()).toMatchObject({ extensions: { code: 'UNAVAILABLE' } })
    expect(JSON.stringify(masked)).not.toContain('db.internal')
    expect(logged).toHaveLength(1)
  },
)

test.each([undefined, null, 'text', 7, {}])('%j thrown as an error MUST be masked like any other', (thrown) => {
  const { mask, logged } = masking()
  expect(mask(thrown).message).toBe('Something went wrong.')
  expect(logged).toHaveLength(1)
})
