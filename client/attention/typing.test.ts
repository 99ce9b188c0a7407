import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { typingSentence } from './typing-sentence.ts'
import { createTypingSignal } from './typing-signal.ts'

beforeAll(loadAppTexts)

test('who is typing MUST be said of one and two by name, and of more as several', () => {
  expect([[], ['Ann'], ['Ann', 'Bob'], ['Ann', 'Bob', 'Cid']].map(typingSentence)).toEqual([
    '',
    'Ann is typing',
    'Ann and Bob are typing',
    'Several people are typing',
  ])
})

test('the others MUST be told with the first key, every three seconds, and once when one stops', () => {
  let now = 0
  const told: string[] = []
  const signal = createTypingSignal(
    (typing) => told.push(`${now} ${typing}`),
    () => now,
  )
  const wroteAt = (at: number, text: string) => {
    now = at
    signal.wrote(text)
  }
  for (const at of [1, 1_000, 2_999, 3_001, 3_500, 6_100]) wroteAt(at, 'x')
  expect(told.splice(0)).toEqual(['1 true', '3001 true', '6100 true'])
  wroteAt(6_200, '  ')
  wroteAt(6_300, '')
  signal.stop()
  expect(told.splice(0)).toEqual(['6200 false'])
  wroteAt(6_400, 'x')
  signal.finish()
  signal.stop()
  wroteAt(6_500, 'y')
  expect(told).toEqual(['6400 true', '6500 true'])
})
