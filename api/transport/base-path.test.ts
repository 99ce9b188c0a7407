import { expect, test } from 'vitest'
import { addressBelow } from './base-path.ts'

test.each([
  ['/', '/graphql?query=x', '/graphql', '?query=x'],
  ['/parley/', '/parley/graphql', '/graphql', ''],
  ['/parley/', '/graphql', '/graphql', ''],
  ['/parley/', '/parley/', '/', ''],
  ['/parley/', '/parleyland/graphql', '/parleyland/graphql', ''],
  ['/a/b/', '/a/b/chat', '/chat', ''],
  ['/', '//graphql', '//graphql', ''],
  ['/', 'http://any.example/graphql', '/graphql', ''],
])('below %s the address %s MUST be %s%s', (basePath, url, path, search) =>
  expect(addressBelow(basePath, url)).toEqual({ path, search }),
)

test('the base path without its last slash MUST be redirected to the one with it', () => {
  expect(addressBelow('/parley/', '/parley')).toBe('redirect')
  expect(addressBelow('/', '/')).toEqual({ path: '/', search: '' })
})

test('what is no address MUST be told apart', () => expect(addressBelow('/', '*')).toBeNull())
