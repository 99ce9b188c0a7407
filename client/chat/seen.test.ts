import { expect, test } from 'vitest'
import { countUnseen } from './seen.ts'

const lines = [
  { id: '1', login: 'ann' },
  { id: '2', login: 'bob' },
  { id: '3', login: 'ann' },
  { id: '4', login: 'cid' },
]

test('unread MUST be what others wrote after the last message seen', () => {
  expect(countUnseen(lines, '1', 'ann')).toBe(2)
  expect(countUnseen(lines, '4', 'ann')).toBe(0)
})

test('a browser that has never shown the room MUST NOT greet its agent with a number', () => {
  expect(countUnseen(lines, null, 'ann')).toBe(0)
})

test('when the last message seen is no longer on the page everything of others MUST count', () => {
  expect(countUnseen(lines, '0', 'ann')).toBe(2)
})
