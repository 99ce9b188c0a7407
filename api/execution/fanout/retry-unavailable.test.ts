import { GraphQLError } from 'graphql'
import { expect, test } from 'vitest'
import { retryWhileUnavailable } from './retry-unavailable.ts'

const delivered = { data: { text: 'hello' } }
const errorOf = (code: string) => ({ data: null, errors: [new GraphQLError('no', { extensions: { code } })] })

test('an event MUST be executed again until the servers it needs can be reached', async () => {
  const attempts = [errorOf('UNAVAILABLE'), Promise.resolve(errorOf('UNAVAILABLE')), Promise.resolve(delivered)]
  expect(await retryWhileUnavailable(() => attempts.shift() ?? delivered)).toBe(delivered)
  expect(attempts).toEqual([])
})

test('any other error MUST be the result as it is', () => {
  const wrong = errorOf('INTERNAL')
  expect(retryWhileUnavailable(() => wrong)).toBe(wrong)
})

test('a result that needs no server MUST be there in the same turn', () => {
  expect(retryWhileUnavailable(() => delivered)).toBe(delivered)
})

test('an execution that must be per-viewer MUST reject at once, also while it waits', async () => {
  const attempts = [() => Promise.resolve(errorOf('UNAVAILABLE')), () => Promise.reject(new Error('per-viewer'))]
  await expect(retryWhileUnavailable(() => attempts.shift()?.() ?? delivered)).rejects.toThrow('per-viewer')
})
