import { expect, test } from 'vitest'
import { createPendingSockets } from './pending-sockets.ts'

test('sockets of one address MUST be bounded, and those of another be let in', () => {
  const pending = createPendingSockets(2)
  const first = pending.add('a')
  expect(pending.add('a')).not.toBeNull()
  expect(pending.add('a')).toBeNull()
  expect(pending.add('b')).not.toBeNull()
  first?.()
  expect(pending.add('a')).not.toBeNull()
})

test('a socket that is acknowledged and closed MUST be counted once', () => {
  const pending = createPendingSockets(2)
  const [first] = [pending.add('a'), pending.add('a')]
  first?.()
  first?.()
  expect(pending.add('a')).not.toBeNull()
  expect(pending.add('a')).toBeNull()
})

test('sockets of all addresses MUST be bounded', () => {
  const pending = createPendingSockets(1)
  const added = Array.from({ length: 11 }, (_, n) => pending.add(String(n)))
  expect(added.filter((done) => done === null)).toHaveLength(1)
})
