import { expect, test } from 'vitest'
import { byName, categories, emoji } from './emoji-data.ts'
import { emoji as polish } from './emoji-polish.ts'
import { searchEmoji } from './emoji-search.ts'

const found = (query: string) => searchEmoji(emoji, query, 8).map((each) => each.emoji)

test('an emoji MUST be found by its name, by the beginning of it, and by words that describe it', () => {
  expect(found('tada')[0]).toBe('🎉')
  expect(found(':tad')[0]).toBe('🎉')
  expect(found('+1')[0]).toBe('👍')
  expect(found('celebrate')).toContain('🎉')
  expect(found('red HEART')[0]).toBe('❤️')
  expect(found('thumbs up')[0]).toBe('👍')
})

test('in Polish an emoji MUST be found by Polish words, with and without accents, and by its short name', () => {
  const foundInPolish = (query: string) => searchEmoji(polish, query, 8).map((each) => each.emoji)
  for (const query of ['tada', 'kciuk w górę', 'kciuk w gore', 'serce']) expect(foundInPolish(query)).not.toEqual([])
  expect(foundInPolish('tada')[0]).toBe('🎉')
  expect(foundInPolish('kciuk w gore')).toContain('👍')
  expect(polish.length).toBe(emoji.length)
})

test('nothing MUST be found by nothing and by what no emoji is called', () => {
  expect(found('')).toEqual([])
  expect(found(' : ')).toEqual([])
  expect(found('xyzzyx')).toEqual([])
})

test('every emoji MUST have a name, its own characters and a category', () => {
  expect(emoji.length).toBeGreaterThan(1_800)
  expect(emoji.filter(({ names }) => names.length === 0).map(({ label }) => label)).toEqual([])
  expect(new Set(emoji.map((each) => each.emoji)).size).toBe(emoji.length)
  expect(new Set(emoji.map(({ category }) => category)).size).toBe(categories.length)
  expect(byName.get('smile')?.label).toMatch(/smiling|grinning/)
})
