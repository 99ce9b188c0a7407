import { expect, test } from 'vitest'
import { mayPinIn, rightsOn } from './rights.ts'

const now = Date.parse('2026-06-01T12:00:00Z')
const message = { author: { login: 'ann' }, editableUntil: '2026-06-01T12:00:01Z' }
const ann = { login: 'ann', role: 'AGENT', inRoom: 'MEMBER' } as const
const bob = { ...ann, login: 'bob' }

test('a message MUST be edited by its author alone, and only in its time', () => {
  expect(rightsOn(message, ann, now).edit).toBe(true)
  expect(rightsOn(message, ann, now + 1_000).edit).toBe(false)
  expect(rightsOn({ ...message, editableUntil: null }, ann, now + 1_000).edit).toBe(true)
  expect(rightsOn(message, { ...bob, role: 'ADMIN', inRoom: 'OWNER' }, now).edit).toBe(false)
})

test('a message MUST be deleted by its author, an owner of the room or an administrator, at any time', () => {
  expect(rightsOn(message, ann, now + 1e9).delete).toBe(true)
  expect(rightsOn(message, bob, now).delete).toBe(false)
  expect(rightsOn(message, { ...bob, inRoom: 'OWNER' }, now).delete).toBe(true)
  expect(rightsOn(message, { ...bob, role: 'ADMIN', inRoom: null }, now).delete).toBe(true)
})

test('a message MUST be pinned by every member, and in an open room by its owners and administrators', () => {
  for (const kind of ['CLOSED', 'DIRECT'] as const) expect(mayPinIn(kind, ann)).toBe(true)
  expect(mayPinIn('OPEN', ann)).toBe(false)
  expect(mayPinIn('OPEN', { ...ann, inRoom: 'OWNER' })).toBe(true)
  expect(mayPinIn('OPEN', { ...ann, role: 'ADMIN' })).toBe(true)
})
