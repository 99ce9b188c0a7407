import { describe, expect, test } from 'vitest'
import { parleys } from './harness.ts'
import { followRoom } from './room-reader.ts'
import { until } from './waiting.ts'

describe('rooms in two processes', () => {
  const processes = parleys(2)

  test('a member removed at one process MUST hear nothing more at the other, and their list MUST drop the room', async () => {
    const jimmy = await processes.agent('jimmy.solid', 0)
    const danny = await processes.agent('danny.solid', 1)
    const list: { name: string; member: boolean; unread: number }[] = []
    const following = danny.followsQuery(
      'subscription { roomsChanged { name unreadCount membership { role } } }',
      ({ roomsChanged }) => {
        const room = roomsChanged as { name: string; unreadCount: number; membership: unknown }
        list.push({ name: room.name, member: room.membership !== null, unread: room.unreadCount })
        return { text: room.name }
      },
    )
    await until('the list is connected', () => following.connections() === 1)
    // The subscription may begin a moment after its socket, and an addition that changes nothing is not told.
    const input = { name: 'Two places', kind: 'CLOSED' }
    const { id } = (await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', input)).room
    const added = async () => {
      await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
      await jimmy.does('addMembers', 'room { id }', { roomId: id, logins: ['danny.solid'] })
      return list.some(({ name, member }) => name === 'Two places' && member)
    }
    await until('the room is in the list', added)
    const reader = followRoom(danny, id, {})
    await until('the room is followed', () => reader.connections() === 1)
    await jimmy.sends('hello', { roomId: id })
    await until('it counts', () => list.at(-1)?.unread === 1)
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
    await jimmy.sends('gone', { roomId: id })
    expect((await reader.refused())[0]?.extensions.code).toBe('UNKNOWN_ROOM')
    expect(reader.heard.map(({ text }) => text)).not.toContain('MessageSent gone')
    await until('the list says so', () => list.at(-1)?.member === false)
  })

  test('who is typing MUST be seen at both, and end there with the message and with the membership', async () => {
    const jimmy = await processes.agent('jimmy.solid', 0)
    const danny = await processes.agent('danny.solid', 1)
    const input = { name: 'Typing', kind: 'CLOSED', logins: ['danny.solid'] }
    const { id } = (await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', input)).room
    const following = danny.followsQuery(
      `subscription { typing(roomId: "${id}") { agents { login } } }`,
      ({ typing }) => ({ text: (typing as { agents: { login: string }[] }).agents.map(({ login }) => login).join() }),
    )
    // The subscription may begin a moment after its socket; whoever comes later is told as well.
    await jimmy.does('setTyping', 'room { id }', { roomId: id })
    await until('it is seen', () => following.heard.at(-1)?.text === 'jimmy.solid')
    await jimmy.sends('done', { roomId: id })
    await until('the message ends it', () => following.heard.at(-1)?.text === '')
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
    expect((await following.refused())[0]?.extensions.code).toBe('UNKNOWN_ROOM')
  })
})
