import { expect, test } from 'vitest'
import { loadRecent, saveRecent } from './recent-emoji.ts'

test('what was used last MUST be first, each once, of each agent apart, and not without end', () => {
  const storage = aStorage()
  for (const emoji of ['👍', '🎉', '👍']) saveRecent(storage, 'ann', emoji)
  expect(loadRecent(storage, 'ann')).toEqual(['👍', '🎉'])
  expect(loadRecent(storage, 'bob')).toEqual([])
  for (let number = 0; number < 50; number++) saveRecent(storage, 'ann', `${number}`)
  expect(loadRecent(storage, 'ann')).toHaveLength(21)
})

test('what somebody else left in the store MUST be passed over', () => {
  const storage = aStorage()
  storage.setItem('parley.emoji.ann', '{"a":1}')
  expect(loadRecent(storage, 'ann')).toEqual([])
  storage.setItem('parley.emoji.ann', 'not json')
  expect(loadRecent(storage, 'ann')).toEqual([])
  storage.setItem('parley.emoji.ann', '[1,"👍"]')
  expect(loadRecent(storage, 'ann')).toEqual(['👍'])
})

function aStorage() {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }
}
