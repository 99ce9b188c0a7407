import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { pageOf } from './room-reader.ts'
import { until } from './waiting.ts'

type Counted = { unreadCount: number; membership: { readUpTo: string | null; involvement: string } }
const counted = 'unreadCount membership { readUpTo involvement }'
const room = async (agent: Agent, id: string) =>
  (await agent.ask<{ room: Counted }>(`query ($id: ID!) { room(id: $id) { ${counted} } }`, { id })).room
const unread = async (agent: Agent, id: string) => (await room(agent, id)).unreadCount

describe('what is unread', () => {
  const parley = parleyHere()
  const closedRoom = async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const made = await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', {
      name: 'Counting',
      kind: 'CLOSED',
      logins: ['danny.solid'],
    })
    return { jimmy, danny, id: made.room.id }
  }

  test('everybody but the author MUST have a message to read, and marking MUST only go forward', async () => {
    const { jimmy, danny, id } = await closedRoom()
    const sent = []
    for (const text of ['one', 'two', 'three']) sent.push(await jimmy.sends(text, { roomId: id }))
    expect([await unread(jimmy, id), await unread(danny, id)]).toEqual([0, 3])
    const mark = async (cursor: string | undefined) =>
      (await danny.does<{ room: Counted }>('markRoomRead', `room { ${counted} }`, { roomId: id, upTo: cursor })).room
    expect(await mark(sent[1]?.cursor)).toMatchObject({ unreadCount: 1, membership: { readUpTo: sent[1]?.cursor } })
    expect(await mark(sent[0]?.cursor)).toMatchObject({ unreadCount: 1, membership: { readUpTo: sent[1]?.cursor } })
    const wrong = await danny.isRefused('markRoomRead', { roomId: id, upTo: 'x' })
    expect(wrong.fields).toEqual([expect.objectContaining({ path: 'upTo' })])
    // A position that is not there yet must not silence the room for ever.
    const [topic, seq] = Buffer.from(sent[2]?.cursor ?? '', 'base64url')
      .toString()
      .split(/@/)
    const beyond = `${topic}@${seq?.replace(/^\d+/, '999999')}`
    expect(await mark(Buffer.from(beyond).toString('base64url'))).toMatchObject({ unreadCount: 0 })
    await jimmy.sends('four', { roomId: id })
    expect(await unread(danny, id)).toBe(1)
  })

  test('a message MUST be made unread on purpose, own ones not counting, and deleted ones neither', async () => {
    const { jimmy, danny, id } = await closedRoom()
    const first = await jimmy.sends('from here', { roomId: id })
    await danny.sends('mine', { roomId: id })
    expect(await unread(danny, id)).toBe(1)
    const last = await jimmy.sends('last', { roomId: id })
    await danny.does('markRoomRead', 'room { id }', { roomId: id, upTo: last.cursor })
    await danny.does('markRoomUnread', 'room { id }', { roomId: id, from: first.cursor })
    expect(await unread(danny, id)).toBe(2)
    const markUnread = () => danny.does('markRoomUnread', 'room { id }', { roomId: id, from: first.cursor })
    for (let n = 0; n < 10; n++) {
      await Promise.all([
        danny.sends(`mine, too ${n}`, { roomId: id }),
        markUnread(),
        danny.sends('and', { roomId: id }),
      ])
      expect(await unread(danny, id)).toBe(2)
    }
    await jimmy.does('deleteMessage', 'message { id }', { messageId: last.message.id })
    expect(await unread(danny, id)).toBe(1)
    await danny.does('markRoomRead', 'room { id }', { roomId: id, upTo: first.cursor })
    expect(await unread(danny, id)).toBe(0)
    await danny.does('markRoomUnread', 'room { id }', { roomId: id, from: last.cursor })
    const { membership } = await room(danny, id)
    expect(membership.readUpTo).toBe(first.cursor)
  })

  test('whoever joins MUST begin with nothing unread, also somebody new in the room of everybody', async () => {
    const { jimmy, id } = await closedRoom()
    await jimmy.sends('before', { roomId: id })
    await jimmy.does('addMembers', 'room { id }', { roomId: id, logins: ['admin'] })
    const admin = await parley.agent('admin')
    expect(await unread(admin, id)).toBe(0)
    await jimmy.sends('to everybody')
    const { sql } = parley.database.db
    await sql`insert into agent (login, name, role) values ('new.comer', 'New Comer', 'AGENT')`
    const [mark] = await sql<{ readNumber: number }[]>`
      select read_number from room_reading where login = 'new.comer' and room_id = 'general'`
    expect(mark?.readNumber).toBeGreaterThan(0)
  })

  test('the list MUST hear of messages, reading and joining, with exact counts in the end, on every device', async () => {
    const { jimmy, danny, id } = await closedRoom()
    const listOf = (agent: Agent) => {
      const rooms = new Map<string, Counted & { lastMessage: { text: string } | null }>()
      const following = agent.followsQuery(
        `subscription { roomsChanged { id ${counted} lastMessage { text } } }`,
        ({ roomsChanged }) => {
          const changed = roomsChanged as Counted & { id: string; lastMessage: { text: string } | null }
          rooms.set(changed.id, changed)
          return { text: changed.id }
        },
      )
      return { rooms, following }
    }
    const [phone, desk] = [listOf(danny), listOf(danny)]
    await until('both are connected', () => phone.following.connections() + desk.following.connections() === 2)
    let changes = 0
    // The subscription may begin a moment after its socket.
    const begun = async () => {
      changes++
      await jimmy.sends('are you there?', { roomId: id })
      return [phone, desk].every(({ rooms }) => rooms.has(id))
    }
    await until('both lists are followed', begun)
    for (let n = 0; n < 20; n++) await jimmy.sends(`burst ${n}`, { roomId: id })
    const { cursor } = await jimmy.sends('last', { roomId: id })
    const truth = await unread(danny, id)
    for (const { rooms } of [phone, desk])
      await until(
        'the list is right',
        () => rooms.get(id)?.unreadCount === truth && rooms.get(id)?.lastMessage?.text === 'last',
      )
    await danny.does('markRoomRead', 'room { id }', { roomId: id, upTo: cursor })
    for (const { rooms } of [phone, desk]) await until('it is read', () => rooms.get(id)?.unreadCount === 0)
    changes += 20 + 1 + 1
    expect(phone.following.heard.length).toBeLessThanOrEqual(changes)
    await danny.does('setInvolvement', 'room { id }', { roomId: id, involvement: 'EVERYTHING' })
    await until('it is set', () => desk.rooms.get(id)?.membership.involvement === 'EVERYTHING')
    expect((await room(danny, 'general')).membership.involvement).toBe('MENTIONS')
    expect((await pageOf(danny, id)).edges.length).toBeGreaterThan(20)
  })
})
