import { expect, test } from 'vitest'
import { nameFor, type RoomEntry, unreadOf, withRoom } from './room-list.ts'
import { inOrder, sectionsOf } from './room-sections.ts'

const room = (id: string, change: Partial<RoomEntry> = {}): RoomEntry => ({
  id,
  name: id,
  kind: 'OPEN',
  archivedAt: null,
  unreadCount: 0,
  mentionCount: 0,
  membership: { role: 'MEMBER', involvement: 'MENTIONS' },
  lastMessage: null,
  ...change,
})
const muted = { role: 'MEMBER', involvement: 'NOTHING' } as const

test('every room MUST stand in one section: unread before drafts before the rest', () => {
  const rooms = [
    room('b'),
    room('a'),
    room('written', { unreadCount: 0 }),
    room('new', { unreadCount: 2 }),
    room('ann', { kind: 'DIRECT' }),
    room('muted', { unreadCount: 9, membership: muted }),
  ]
  const order = inOrder(sectionsOf(rooms, (id) => id === 'written' || id === 'new')).map(({ id }) => id)
  expect(order).toEqual(['new', 'written', 'a', 'b', 'muted', 'ann'])
  expect(unreadOf(rooms)).toBe(2)
})

test('a room that one has left or that was archived MUST leave the list, and any other stand in its place as it is now', () => {
  const rooms = [room('a'), room('b')]
  expect(withRoom(rooms, room('a', { unreadCount: 3 }))[0]?.unreadCount).toBe(3)
  expect(withRoom(rooms, room('a', { membership: null })).map(({ id }) => id)).toEqual(['b'])
  expect(withRoom(rooms, room('b', { archivedAt: '2026-01-01T00:00:00Z' })).map(({ id }) => id)).toEqual(['a'])
  expect(withRoom(rooms, room('c')).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('a direct room MUST be called by the others', () => {
  expect(nameFor({ kind: 'DIRECT', name: 'Ann Ash, Bob Birch' }, 'Bob Birch')).toBe('Ann Ash')
  expect(nameFor({ kind: 'DIRECT', name: 'Bob Birch' }, 'Bob Birch')).toBe('Bob Birch')
  expect(nameFor({ kind: 'OPEN', name: 'Bob Birch, and others' }, 'Bob Birch')).toBe('Bob Birch, and others')
})
