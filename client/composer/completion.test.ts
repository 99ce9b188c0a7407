import { expect, test } from 'vitest'
import { completed, completionAt, mayMeanHere, peopleFor } from './completion.ts'

/** What can be completed where the bar stands. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const found = completionAt(marked.replace('|', ''), caret)
  return found && `${found.kind} ${found.query} ${found.from}-${found.to}`
}

test.each([
  ['@|', 'mention  0-1'],
  ['ask @jim|', 'mention jim 4-8'],
  ['ask @jimmy.so|', 'mention jimmy.so 4-13'],
  ['(@żak|)', 'mention żak 1-5'],
  ['well :ta|', 'emoji ta 5-8'],
  [':+1|', 'emoji +1 0-3'],
])('what is being written MUST be offered for completion: %j', (marked, expected) => {
  expect(at(marked)).toBe(expected)
})

test.each(['jim@exa|', 'ask @ji|mmy', 'at 10:30|', 'so :t|', 'https://ex|', 'a::ta|', '@jim |', '|@jim', 'x_@j|'])(
  'nothing MUST be offered where no name is being written: %j',
  (marked) => {
    expect(at(marked)).toBeNull()
  },
)

test('what is chosen MUST take the place of what was written, with one space behind it', () => {
  expect(completed('ask @ji', { from: 4, to: 7 }, '@jimmy.solid')).toEqual({ text: 'ask @jimmy.solid ', caret: 17 })
  expect(completed('ask @ji now', { from: 4, to: 7 }, '@jimmy.solid')).toEqual({
    text: 'ask @jimmy.solid now',
    caret: 17,
  })
})

const person = (login: string, name: string) => ({ login, name })
const members = [person('danny.solid', 'Danny Solid'), person('lucja', 'Łucja Żak')]
const agents = [...members, person('dana', 'Dana Żurek'), person('solveig', 'Solveig Dahl')]
const found = (query: string, most = 8) => peopleFor(query, members, agents, most).map(({ login }) => login)

test('members MUST be offered before others, beginnings before later words, whatever the case and the accents', () => {
  expect(found('da')).toEqual(['danny.solid', 'dana', 'solveig'])
  expect(found('SOL')).toEqual(['danny.solid', 'solveig'])
  expect(found('zu')).toEqual(['dana'])
  expect(found('lucja')).toEqual(['lucja'])
  expect(found('')).toEqual(['danny.solid', 'lucja', 'dana', 'solveig'])
  expect(found('', 2)).toEqual(['danny.solid', 'lucja'])
  expect(found('anny')).toEqual([])
})

test('@here MUST be offered while it may be meant', () => {
  expect(['', 'h', 'HER', 'here', 'hero', 'x'].map(mayMeanHere)).toEqual([true, true, true, true, false, false])
})
