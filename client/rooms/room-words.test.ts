import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { kindText, rightsIn } from './room-words.ts'

beforeAll(loadAppTexts)

const open = { id: 'r', kind: 'OPEN', archivedAt: null, membership: { role: 'MEMBER' } } as const

test('what is offered in a room MUST follow its kind, its state and the role of whoever looks', () => {
  const nothing = { mayManage: false, mayRename: false, mayAdd: false, mayLeave: false }
  expect(rightsIn(open, 'AGENT')).toEqual({ ...nothing, mayAdd: true, mayLeave: true })
  expect(rightsIn({ ...open, kind: 'CLOSED' }, 'AGENT')).toEqual({ ...nothing, mayLeave: true })
  const all = { mayManage: true, mayRename: true, mayAdd: true, mayLeave: true }
  expect(rightsIn({ ...open, kind: 'CLOSED' }, 'ADMIN')).toEqual(all)
  const owned = { ...open, kind: 'CLOSED', membership: { role: 'OWNER' } } as const
  expect(rightsIn(owned, 'AGENT')).toEqual(all)
  expect(rightsIn({ ...owned, archivedAt: '2026-01-01T00:00:00Z' }, 'AGENT')).toEqual({
    ...all,
    mayRename: false,
    mayAdd: false,
  })
  expect(rightsIn({ ...open, kind: 'DIRECT' }, 'ADMIN')).toEqual(nothing)
  expect(rightsIn({ ...open, id: 'general' }, 'ADMIN')).toEqual(nothing)
  expect(rightsIn({ ...open, membership: null }, 'ADMIN')).toEqual(nothing)
})

test('the room of everybody MUST NOT be called open to whoever joins', () => {
  expect(kindText({ id: 'general', kind: 'OPEN' })).toBe('Everybody is in it')
  expect(kindText(open)).toBe('Open: anybody may join')
})
