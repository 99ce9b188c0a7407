import { expect, test } from 'vitest'
import { nameFor, type RoomEntry, unreadOf, withRoom } from './room-list.ts'
import { inOrder, isUnread, sectionsOf } from './room-sections.ts'

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
const muted = { role: 'MEMBER', involvement: 'NOTHING' } as const
const lastAt = (sentAt: string) => ({ id: sentAt, sentAt })

test('every room MUST stand in one section: mentions before what is unread before drafts before the rest', () => {
  const rooms = [
    room('b'),
    room('a'),
    room('written', { unreadCount: 0 }),
    room('new', { unreadCount: 2, lastMessage: lastAt('2026-03-02T10:00:00Z') }),
    room('to me', { kind: 'DIRECT', unreadCount: 1, mentionCount: 1, lastMessage: lastAt('2026-03-01T10:00:00Z') }),
    room('ann', { kind: 'DIRECT' }),
    room('muted', { unreadCount: 9, membership: muted }),
    room('muted, with my name', { unreadCount: 9, mentionCount: 3, membership: muted }),
  ]
  const order = inOrder(sectionsOf(rooms, (id) => id === 'written' || id === 'new')).map(({ id }) => id)
  expect(order).toEqual(['muted, with my name', 'to me', 'new', 'written', 'a', 'b', 'muted', 'ann'])
  expect(rooms.filter(isUnread).map(({ id }) => id)).toEqual(['new', 'to me', 'muted, with my name'])
  expect(unreadOf(rooms)).toBe(3)
})

test('a room that one has left or that was archived MUST leave the list, and any other stand in its place as it is now', () => {
  const rooms = [room('a'), room('b')]
  expect(withRoom(rooms, room('a', { unreadCount: 3 }))[0]?.unreadCount).toBe(3)
  expect(withRoom(rooms, room('a', { membership: null })).map(({ id }) => id)).toEqual(['b'])
  expect(withRoom(rooms, room('b', { archivedAt: '2026-01-01T00:00:00Z' })).map(({ id }) => id)).toEqual(['a'])
  expect(withRoom(rooms, room('c')).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('a direct room MUST be called by the others, whatever their names contain', () => {
  const [ann, bob, cid] = [
    { login: 'ann', name: 'Ash, Ann' },
    { login: 'bob', name: 'Bob' },
    { login: 'cid', name: 'Bob' },
  ] as const
  const name = 'Ash, Ann, Bob, Bob'
  expect(nameFor({ name, directMembers: [ann, bob] }, 'bob')).toBe('Ash, Ann')
  expect(nameFor({ name, directMembers: [ann, bob, cid] }, 'bob')).toBe('Ash, Ann, Bob')
  expect(nameFor({ name, directMembers: [] }, 'bob')).toBe(name)
})
