import { expect, test } from 'vitest'
import { picturesOf, withPicture } from './pictures.ts'

test('only a picture of this server MUST be loaded, wherever a token says that there is another', () => {
  const people = ['/files/pictures/1', 'https://example.com/a.png', '//example.com/a.png', 'data:,', null].map(
    (avatar, i) => ({ login: `agent ${i}`, avatar }),
  )
  expect([...picturesOf(people)]).toEqual([['agent 0', '/files/pictures/1']])
})

test('pictures MUST be others only when one of them has changed', () => {
  const before = picturesOf([{ login: 'ann', avatar: '/1' }])
  expect(withPicture(before, { login: 'ann', avatar: '/1' })).toBe(before)
  expect(withPicture(before, { login: 'bob', avatar: 'https://example.com' })).toBe(before)
  expect([...withPicture(before, { login: 'ann', avatar: '/2' })]).toEqual([['ann', '/2']])
  expect([...withPicture(before, { login: 'ann', avatar: null })]).toEqual([])
})
