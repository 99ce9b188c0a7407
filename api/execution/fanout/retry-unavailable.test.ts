import { GraphQLError } from 'graphql'
import { expect, test } from 'vitest'
import { retryWhileUnavailable } from './retry-unavailable.ts'

const told = { data: { text: 'hello' } }
const errorOf = (code: string) => ({ data: null, errors: [new GraphQLError('no', { extensions: { code } })] })

test('an event MUST be executed again until the servers it needs can be reached', async () => {
  const attempts = [errorOf('UNAVAILABLE'), Promise.resolve(errorOf('UNAVAILABLE')), Promise.resolve(told)]
  expect(await retryWhileUnavailable(() => attempts.shift() ?? told)).toBe(told)
  expect(attempts).toEqual([])
})

test('any other error MUST be told as it is', () => {
  const wrong = errorOf('INTERNAL')
  expect(retryWhileUnavailable(() => wrong)).toBe(wrong)
})

test('what needs no server MUST be told in the same turn', () => {
  expect(retryWhileUnavailable(() => told)).toBe(told)
})

test('an execution that cannot be shared MUST say so at once, also while it waits', async () => {
  const attempts = [() => Promise.resolve(errorOf('UNAVAILABLE')), () => Promise.reject(new Error('personal'))]
  await expect(retryWhileUnavailable(() => attempts.shift()?.() ?? told)).rejects.toThrow('personal')
})
