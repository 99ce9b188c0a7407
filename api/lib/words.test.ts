import { expect, test } from 'vitest'
import { fold, foldedWords, wordsOf } from './words.ts'

test.each([
  ['Łódź', 'lodz'],
  ['ŻÓŁĆ', 'zolc'],
  ['Z\u0307ak', 'zak'],
  ['Straße', 'strasse'],
  ['Øresund', 'oresund'],
  ['Ærø', 'aero'],
  ['İSTANBUL ısı', 'istanbul isi'],
  ['Đorđe Þór', 'dorde thor'],
  ['O’Neil', "o'neil"],
  ['한국', '한국'],
])('%j MUST be compared as %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test.each([
  ['P-2026-000123, please!', ['p', '2026', '000123', 'please']],
  ['https://example.com/ąę?q=1', ['https', 'example', 'com', 'ae', 'q', '1']],
  ['@jimmy.solid: 王小明 👍🏽', ['jimmy', 'solid', '王', '小', '明', '👍']],
  ['a\0b\u202ec', ['a', 'b', 'c']],
  ["%_*'\\ \u0301", []],
])('%j MUST have the words %j', (text, words) => {
  expect(wordsOf(text).map(({ word }) => word)).toEqual(words)
  expect(foldedWords(text)).toEqual(words)
})

test('a word MUST say where it stands, whatever folding makes of its length', () => {
  const text = 'Große Z\u0307aba'
  expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Große', 'Z\u0307aba'])
})

test('every character MUST have the same words in a Latin text as in one that has others', () => {
  for (let code = 0; code < 0x2100; code++) {
    const text = `A${String.fromCharCode(code)}b ${String.fromCharCode(code)}`
    expect(wordsOf(text), code.toString(16)).toEqual(wordsOf(`${text} 王`).slice(0, -1))
    expect(foldedWords(text), code.toString(16)).toEqual(wordsOf(text).map(({ word }) => word))
    expect(fold(text), code.toString(16)).toBe(fold(`${text}王`).slice(0, -1))
  }
})
