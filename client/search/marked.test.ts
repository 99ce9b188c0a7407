import { expect, test } from 'vitest'
import { marked } from './marked.ts'

const shown = (text: string, ...marks: [number, number][]) =>
  marked(
    text,
    marks.map(([start, end]) => ({ start, end })),
  ).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))

test('a text MUST be cut at its marks and lose nothing', () => {
  expect(shown('a lost key 🔑 here', [2, 6], [11, 13])).toEqual(['a ', '[lost]', ' key ', '[🔑]', ' here'])
  expect(shown('key', [0, 3])).toEqual(['[key]'])
  expect(shown('key')).toEqual(['key'])
  expect(shown('')).toEqual([])
  expect(shown('one two', [0, 3], [2, 5]).join('')).toBe('[one] two')
})
