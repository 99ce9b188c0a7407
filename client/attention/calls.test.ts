import { expect, test } from 'vitest'
import type { RoomEntry } from '../rooms/room-list.ts'
import { callingRooms, callsIn, readRooms } from './calls.ts'

const room = (id: string, change: Partial<RoomEntry> = {}): RoomEntry => ({
  id,
  name: id,
  kind: 'OPEN',
  archivedAt: null,
  unreadCount: 0,
  mentionCount: 0,
  membership: { role: 'MEMBER', involvement: 'MENTIONS' },
  directMembers: [],
  lastMessage: null,
  ...change,
})
const everything = { membership: { role: 'MEMBER', involvement: 'EVERYTHING' } } as const
const nothing = { membership: { role: 'MEMBER', involvement: 'NOTHING' } } as const
const last = (id: string) => ({ lastMessage: { id, sentAt: '2026-06-01T10:00:00Z' } })

test('mentions and direct messages MUST count, also in a muted room, but not a muted direct one', () => {
  const rooms = [
    room('lively', { unreadCount: 70 }),
    room('muted', { unreadCount: 5, mentionCount: 1, ...nothing }),
    room('direct', { kind: 'DIRECT', unreadCount: 2, mentionCount: 2, ...everything }),
    room('muted direct', { kind: 'DIRECT', unreadCount: 4, mentionCount: 4, ...nothing }),
  ]
  expect(callsIn(rooms)).toBe(3)
})

test('a new message MUST call where one wants to hear everything, and be taken back once it is read', () => {
  const before = [
    room('all', { ...everything, ...last('m1') }),
    room('some', last('m1')),
    room('read', { unreadCount: 1 }),
  ]
  const now = [
    room('all', { ...everything, unreadCount: 1, ...last('m2') }),
    room('some', { unreadCount: 1, ...last('m2') }),
    room('read'),
    room('new', { ...everything, unreadCount: 1, ...last('m3') }),
  ]
  expect(callingRooms(before, now).map(({ id }) => id)).toEqual(['all', 'new'])
  expect(callingRooms(now, now)).toEqual([])
  // Marked unread again, or an own message.
  expect(callingRooms(before, [room('all', { ...everything, unreadCount: 3, ...last('m1') })])).toEqual([])
  expect(callingRooms(before, [room('all', { ...everything, ...last('m4') })])).toEqual([])
  expect(readRooms(before, now)).toEqual(['read'])
})
