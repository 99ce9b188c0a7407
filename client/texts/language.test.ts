import { expect, test } from 'vitest'
import { browserLanguage } from './language.ts'

test('the language MUST be the first of the browser that the app has, and English where there is none', () => {
  expect(browserLanguage(['de-DE', 'pl-PL', 'en'])).toBe('pl')
  expect(browserLanguage(['PL'])).toBe('pl')
  expect(browserLanguage(['en-US', 'pl'])).toBe('en')
  expect(browserLanguage(['de', 'constructor'])).toBe('en')
  expect(browserLanguage([])).toBe('en')
})
