import { expect, test } from 'vitest'
import { listed, type Person, withChange, withChanges } from './presence.ts'

const person = (login: string, online: boolean): Person => {
  const presence = online ? 'ACTIVE' : 'OFFLINE'
  return { login, name: login, role: 'AGENT', online, presence, lastSeenAt: null, avatar: null, status: null }
}

test('what was heard MUST count more than the list it came after', () => {
  const changed = withChanges([person('ann', false)], new Map([['ann', person('ann', true)]]))
  expect(changed).toEqual([person('ann', true)])
})

test('somebody new MUST appear, and those online MUST stand first, each group by name', () => {
  const people = [person('dan', false), person('ann', false), person('cid', true)]
  const changed = withChanges(people, new Map([['bob', person('bob', true)]]))
  expect(changed.map(({ login }) => login)).toEqual(['bob', 'cid', 'ann', 'dan'])
})

test('one change MUST give the same list as all, wherever somebody stands', () => {
  const people = withChanges(
    [person('ann', true), person('bob', false), person('cid', true), person('dan', false)],
    new Map(),
  )
  for (const login of ['aaa', 'ann', 'bob', 'bzz', 'cid', 'dan', 'zed'])
    for (const online of [true, false]) {
      const changed = person(login, online)
      expect(withChange(people, changed)).toEqual(withChanges(people, new Map([[login, changed]])))
    }
})

test('an agent MUST stand first among those she sees, and find others by any part of their names', () => {
  const people = [person('ann', true), person('bob', true), person('cid', false)]
  expect(listed(people, 'cid', '').map(({ login }) => login)).toEqual(['cid', 'ann', 'bob'])
  expect(listed(people, 'cid', ' B').map(({ login }) => login)).toEqual(['bob'])
  expect(listed(people, null, '').map(({ login }) => login)).toEqual(['ann', 'bob', 'cid'])
})
