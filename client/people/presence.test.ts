import { expect, test } from 'vitest'
import { type Person, withChanges } from './presence.ts'

const person = (login: string, online: boolean): Person => ({ login, name: login, online })

test('what was heard MUST count more than the list it came after', () => {
  const changed = withChanges([person('ann', false)], new Map([['ann', person('ann', true)]]))
  expect(changed).toEqual([person('ann', true)])
})

test('somebody new MUST appear, and those online MUST stand first, each group by name', () => {
  const people = [person('dan', false), person('ann', false), person('cid', true)]
  const changed = withChanges(people, new Map([['bob', person('bob', true)]]))
  expect(changed.map(({ login }) => login)).toEqual(['bob', 'cid', 'ann', 'dan'])
})
