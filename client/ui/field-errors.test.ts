import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { asSentence, fieldErrors } from './field-errors.ts'

beforeAll(loadAppTexts)

test('a complaint of the API MUST become a sentence that names the field as its form does', () => {
  expect(asSentence('The message', 'Must not be empty.')).toBe('The message must not be empty.')
  expect(asSentence('The first name', 'Must have at most 100 characters, got 101.')).toBe(
    'The first name must have at most 100 characters, got 101.',
  )
  expect(asSentence('“Area”', 'Expected a whole number from 1 to 1,000,000, got "0".')).toBe(
    '“Area” must be a whole number from 1 to 1,000,000.',
  )
  expect(asSentence('“Area”', 'Answer this once.')).toBe('Answer this once.')
})

test('errors MUST keep their paths, and their messages where the form has no name for the field', () => {
  const fields = [
    { path: 'a', message: 'Must not be empty.' },
    { path: 'b', message: 'Must not be empty.' },
  ]
  expect(fieldErrors(fields, (path) => (path === 'a' ? 'The city' : null))).toEqual({
    a: 'The city must not be empty.',
    b: 'Must not be empty.',
  })
})
