import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { announcement } from './announcement.ts'

beforeAll(loadAppTexts)

const said = (login: string, text: string) => ({ text, author: { login, name: login } })

test('one message MUST be said with its author, several by their number', () => {
  expect(announcement([said('ann', 'hello')], 'bob')).toBe('ann: hello')
  expect(announcement([said('ann', 'a'), said('cid', 'b')], 'bob')).toBe('2 new messages')
})

test('own messages MUST NOT be said', () => {
  expect(announcement([said('bob', 'mine'), said('ann', 'hello')], 'bob')).toBe('ann: hello')
  expect(announcement([said('bob', 'mine')], 'bob')).toBe('')
})
