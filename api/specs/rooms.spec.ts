import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { followRoom, pageOf } from './room-reader.ts'

type Room = {
  id: string
  name: string
  kind: string
  members: { login: string }[]
  membership: { role: string } | null
}
const fields = 'room { id name kind members { login } membership { role } }'
const create = async (agent: Agent, input: Record<string, unknown>) =>
  (await agent.does<{ room: Room }>('createRoom', fields, input)).room
const logins = (room: Room) => room.members.map(({ login }) => login)
const names = async (agent: Agent) =>
  (await agent.ask<{ rooms: { name: string }[] }>('{ rooms { name } }')).rooms.map(({ name }) => name)

describe('rooms', () => {
  const parley = parleyHere()
  const three = async () => ({
    jimmy: await parley.agent('jimmy.solid'),
    danny: await parley.agent('danny.solid'),
    admin: await parley.agent('admin'),
  })

  test('an open room MUST be found and joined by anybody, and read only by its members', async () => {
    const { jimmy, danny } = await three()
    const { id } = await create(jimmy, { name: 'Motor claims', kind: 'OPEN', about: 'What to do after a crash' })
    await jimmy.sends('first', { roomId: id })
    const found = async (search: string) =>
      (
        await danny.ask<{ directory: { edges: { node: Room }[] } }>(
          'query ($s: String) { directory(search: $s) { edges { node { id name membership { role } } } } }',
          { s: search },
        )
      ).directory.edges.map(({ node }) => node)
    expect(await found('crash MOTOR')).toEqual([{ id, name: 'Motor claims', membership: null }])
    expect(await found('100%')).toEqual([])
    // Of a room that is not read nothing is counted.
    const { room } = await danny.ask<{ room: { unreadCount: number } }>(`{ room(id: "${id}") { unreadCount } }`)
    expect(room.unreadCount).toBe(0)

    const { errors } = await danny.operation(`{ room(id: "${id}") { name messages { edges { cursor } } } }`)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await danny.isRefused('sendMessage', { roomId: id, text: 'no' })).toMatchObject({ code: 'FORBIDDEN' })
    const joined = await danny.does<{ room: Room }>('joinRoom', fields, { roomId: id })
    expect(logins(joined.room)).toEqual(['jimmy.solid', 'danny.solid'])
    expect((await pageOf(danny, id)).edges.map(({ node }) => node.text)).toEqual(['first'])
    expect(await names(danny)).toContain('Motor claims')
    await danny.does('leaveRoom', 'room { id membership { role } }', { roomId: id })
    expect(await names(danny)).not.toContain('Motor claims')
  })

  test('a policy MUST be discussed in one room, which only those who may see the policy come into', async () => {
    const { jimmy, danny, admin } = await three()
    const { number } = await jimmy.buys(await jimmy.offers())
    const discuss = async (agent: Agent) =>
      (await agent.does<{ room: Room }>('openPolicyDiscussion', fields, { policyNumber: number })).room
    const opened = await Promise.all([discuss(jimmy), discuss(admin), discuss(jimmy)])
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1)
    const room = await discuss(admin)
    expect(room).toMatchObject({ kind: 'CLOSED', name: expect.stringMatching(/^P-\d{4}-\d{4}-\d$/) })
    expect(logins(room).toSorted()).toEqual(['admin', 'jimmy.solid'])
    expect(await danny.isRefused('openPolicyDiscussion', { policyNumber: number })).toMatchObject({
      code: 'UNKNOWN_POLICY',
    })
  })

  test('a closed room MUST NOT exist for whoever is not in it, on any road', async () => {
    const { jimmy, danny, admin } = await three()
    const { id } = await create(jimmy, { name: 'Board', kind: 'CLOSED', logins: ['admin'] })
    const { message, cursor } = await jimmy.sends('secret', { roomId: id })
    const nothing = { data: { room: null } }
    expect(await danny.operation(`{ room(id: "${id}") { id name } }`)).toEqual(nothing)
    expect(await danny.operation(`{ message(id: "${message.id}") { text } }`)).toEqual({ data: { message: null } })
    expect(await names(danny)).not.toContain('Board')
    const unknown = await danny.isRefused('sendMessage', { roomId: 'made-up', text: 'x' })
    for (const [mutation, input] of [
      ['sendMessage', { roomId: id, text: 'x' }],
      ['joinRoom', { roomId: id }],
      ['leaveRoom', { roomId: id }],
      ['addMembers', { roomId: id, logins: ['danny.solid'] }],
      ['removeMember', { roomId: id, login: 'jimmy.solid' }],
      ['setMemberRole', { roomId: id, login: 'danny.solid', owner: true }],
      ['renameRoom', { roomId: id, name: 'Mine' }],
      ['archiveRoom', { roomId: id }],
      ['markRoomRead', { roomId: id, upTo: cursor }],
      ['markRoomUnread', { roomId: id, from: cursor }],
      ['setInvolvement', { roomId: id, involvement: 'EVERYTHING' }],
    ] as const) {
      const refusal = await danny.isRefused(mutation, input)
      expect([mutation, refusal.code, refusal.reason]).toEqual([
        mutation,
        'UNKNOWN_ROOM',
        unknown.reason.replace('made-up', id),
      ])
    }
    for (const [mutation, input] of [
      ['editMessage', { messageId: message.id, text: 'x' }],
      ['deleteMessage', { messageId: message.id }],
      ['react', { messageId: message.id, emoji: '👍' }],
    ] as const)
      expect(await danny.isRefused(mutation, input)).toMatchObject({ code: 'UNKNOWN_MESSAGE' })
    for (const field of ['messageReceived', 'roomChanged']) {
      const { errors } = await danny.operation(
        `subscription { ${field}(roomId: "${id}", after: "${cursor}") { cursor } }`,
      )
      expect([field, errors?.[0]?.extensions.code]).toEqual([field, 'UNKNOWN_ROOM'])
    }
    // A reply does not lead out of a room.
    expect(await danny.isRefused('sendMessage', { text: 'look', replyTo: message.id })).toMatchObject({
      fields: [{ path: 'replyTo' }],
    })
    expect((await pageOf(admin, id)).edges.map(({ node }) => node.text)).toEqual(['secret'])
  })

  test('an administrator MUST be able to change a closed room without reading it, and no direct one', async () => {
    const { jimmy, danny, admin } = await three()
    const { id } = await create(jimmy, { name: 'Pilots', kind: 'CLOSED' })
    const { errors } = await admin.operation(`{ room(id: "${id}") { name messages { edges { cursor } } } }`)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const renamed = await admin.does<{ room: { name: string } }>('renameRoom', 'room { name }', {
      roomId: id,
      name: 'Crew',
    })
    expect(renamed.room.name).toBe('Crew')
    const direct = await jimmy.does<{ room: Room }>('openDirectRoom', fields, { logins: ['danny.solid'] })
    expect(await admin.operation(`{ room(id: "${direct.room.id}") { id } }`)).toEqual({ data: { room: null } })
    expect(await admin.isRefused('archiveRoom', { roomId: direct.room.id })).toMatchObject({ code: 'UNKNOWN_ROOM' })
    await danny.sends('only us', { roomId: direct.room.id })
  })

  test('the same people MUST always have the same direct room, and it MUST NOT get wider', async () => {
    const { jimmy, danny } = await three()
    const open = (agent: Agent, others: string[]) =>
      agent.does<{ room: Room }>('openDirectRoom', fields, { logins: others })
    const opened = await Promise.all([
      open(jimmy, ['danny.solid', 'admin']),
      open(danny, ['admin', 'jimmy.solid', 'admin']),
      open(jimmy, ['jimmy.solid', 'admin', 'danny.solid']),
    ])
    expect(new Set(opened.map(({ room }) => room.id)).size).toBe(1)
    const [{ room }] = opened
    expect([room.name, room.kind, logins(room).sort()]).toEqual([
      expect.stringContaining('Danny Solid'),
      'DIRECT',
      ['admin', 'danny.solid', 'jimmy.solid'],
    ])
    expect((await open(jimmy, ['admin'])).room.id).not.toBe(room.id)
    type Listed = { rooms: { id: string; directMembers: { login: string }[] }[] }
    const { rooms } = await danny.ask<Listed>('{ rooms { id directMembers { login } } }')
    const members = new Map(rooms.map(({ id, directMembers }) => [id, directMembers.map(({ login }) => login).sort()]))
    expect(members.get(room.id)).toEqual(['admin', 'danny.solid', 'jimmy.solid'])
    expect(members.get('general')).toEqual([])
    for (const [mutation, input] of [
      ['addMembers', { roomId: room.id, logins: ['danny.solid'] }],
      ['removeMember', { roomId: room.id, login: 'admin' }],
      ['leaveRoom', { roomId: room.id }],
      ['renameRoom', { roomId: room.id, name: 'x' }],
    ] as const)
      expect(await jimmy.isRefused(mutation, input)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await jimmy.isRefused('openDirectRoom', { logins: ['jimmy.solid'] })).toMatchObject({
      fields: [{ path: 'logins' }],
    })
    expect(await jimmy.isRefused('openDirectRoom', { logins: ['admin', 'jimmy.solid', 'nobody'] })).toMatchObject({
      fields: [{ path: 'logins.2' }],
    })

    // Logins in any case, and of an account that has ended where there is the room already.
    expect((await open(jimmy, ['Danny.Solid', 'ADMIN', 'danny.solid'])).room.id).toBe(room.id)
    const { sql } = parley.database.db
    await sql`insert into agent (login, login_key, name, role) values ('ewa.gone', 'ewa.gone', 'Ewa', 'AGENT')`
    const withEwa = await open(jimmy, ['ewa.gone'])
    await sql`update agent set deactivated_at = now() where login = 'ewa.gone'`
    expect((await open(jimmy, ['ewa.gone'])).room.id).toBe(withEwa.room.id)
    expect(await danny.isRefused('openDirectRoom', { logins: ['ewa.gone'] })).toMatchObject({
      fields: [{ path: 'logins.0' }],
    })
  })

  test('the room of everybody MUST stay as it is', async () => {
    const { admin } = await three()
    for (const [mutation, input] of [
      ['leaveRoom', { roomId: 'general' }],
      ['removeMember', { roomId: 'general', login: 'jimmy.solid' }],
      ['renameRoom', { roomId: 'general', name: 'x' }],
      ['archiveRoom', { roomId: 'general' }],
    ] as const)
      expect(await admin.isRefused(mutation, input)).toMatchObject({ code: 'FORBIDDEN' })
    const { room } = await admin.ask<{ room: Room }>('{ room(id: "general") { members { login } } }')
    expect(logins(room).sort()).toEqual(['admin', 'danny.solid', 'jimmy.solid'])
  })

  test('an archived room MUST be readable and take nothing, until it is opened again', async () => {
    const { jimmy, danny } = await three()
    const { id } = await create(jimmy, { name: 'Campaign', kind: 'OPEN', logins: ['danny.solid'] })
    const { message } = await danny.sends('kept', { roomId: id })
    expect(await danny.isRefused('archiveRoom', { roomId: id })).toMatchObject({ code: 'FORBIDDEN' })
    await jimmy.does('archiveRoom', 'room { archivedAt }', { roomId: id })
    for (const [mutation, input] of [
      ['removeMember', { roomId: id, login: 'danny.solid' }],
      ['setMemberRole', { roomId: id, login: 'danny.solid', owner: true }],
    ] as const)
      expect(await jimmy.isRefused(mutation, input)).toMatchObject({ code: 'ROOM_ARCHIVED' })
    for (const [mutation, input] of [
      ['sendMessage', { roomId: id, text: 'x' }],
      ['editMessage', { messageId: message.id, text: 'x' }],
      ['react', { messageId: message.id, emoji: '👍' }],
      ['addMembers', { roomId: id, logins: ['admin'] }],
    ] as const)
      expect(await danny.isRefused(mutation, input)).toMatchObject({ code: 'ROOM_ARCHIVED' })
    expect((await pageOf(danny, id)).edges).toHaveLength(1)
    expect(await names(danny)).not.toContain('Campaign')
    await jimmy.does('archiveRoom', 'room { archivedAt }', { roomId: id, archived: false })
    await danny.sends('again', { roomId: id })
  })

  test('a room MUST keep an owner, and wrong texts MUST be named', async () => {
    const { jimmy, danny } = await three()
    const { id } = await create(jimmy, { name: 'Heirs', kind: 'CLOSED', logins: ['danny.solid'] })
    expect(await danny.isRefused('renameRoom', { roomId: id, name: 'x' })).toMatchObject({ code: 'FORBIDDEN' })
    await jimmy.does('leaveRoom', 'room { id }', { roomId: id })
    await danny.does('renameRoom', 'room { id }', { roomId: id, name: 'Mine now' })
    const wrong = await danny.isRefused('createRoom', { name: ' \u200b', about: 'x'.repeat(251) })
    expect(wrong.fields?.map(({ path }) => path)).toEqual(['name', 'about'])
    const asDirect = 'mutation ($kind: RoomKind!) { createRoom(input: { name: "x", kind: $kind }) {'
    const { data } = await danny.operation(`${asDirect} ... on InvalidInput { fields { path } } } }`, {
      kind: 'DIRECT',
    })
    expect(data).toEqual({ createRoom: { fields: [{ path: 'kind' }] } })
    const about = async (text: string) =>
      (await danny.does<{ room: { about: string } }>('renameRoom', 'room { about }', { roomId: id, about: text })).room
    for (const nothing of ['\u200b'.repeat(20_000), '\u0007', '\0', '\u202e'])
      expect(await about(nothing)).toEqual({ about: '' })
    expect(await about(' a \u202eline ')).toEqual({ about: 'a line' })
    for (const input of [{}, { name: null, about: null }])
      expect(await danny.isRefused('renameRoom', { roomId: id, ...input })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  test('what changes nothing of a room MUST be no entry of it and none of the audit log', async () => {
    const { jimmy } = await three()
    const { id } = await create(jimmy, { name: 'Still', about: 'a line', logins: ['Danny.SOLID', 'danny.solid'] })
    const { sql } = parley.database.db
    const written = async () => {
      const [row] = await sql<{ entries: number; audited: number }[]>`
        select (select count(*) from feed_entry where topic = ${`room:${id}`}) as entries,
               (select count(*) from audit_entry where subject = ${id}) as audited`
      return row
    }
    const stays = async (mutation: string, input: Record<string, unknown>) => {
      const before = await written()
      await jimmy.does(mutation, 'room { id }', { roomId: id, ...input })
      expect([mutation, input, await written()]).toEqual([mutation, input, before])
    }
    await stays('archiveRoom', { archived: false })
    await stays('renameRoom', { name: ' Still', about: 'a line ' })
    await stays('setMemberRole', { login: 'danny.solid', owner: false })
    await stays('addMembers', { logins: ['danny.solid'] })
    await stays('removeMember', { login: 'admin' })
    await stays('removeMember', { login: 'nobody' })
    for (const login of ['admin', 'nobody', 'no\0body'])
      expect(await jimmy.isRefused('setMemberRole', { roomId: id, login, owner: true })).toMatchObject({
        fields: [{ path: 'login' }],
      })

    await jimmy.does('setMemberRole', 'room { id }', { roomId: id, login: 'DANNY.solid', owner: true })
    await stays('setMemberRole', { login: 'danny.solid', owner: true })
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'Danny.Solid' })
    // A room keeps an owner: she stays the only one.
    await stays('setMemberRole', { login: 'jimmy.solid', owner: false })
    await jimmy.does('archiveRoom', 'room { id }', { roomId: id })
    await stays('archiveRoom', { archived: true })
    expect(await written()).toEqual({ entries: 4, audited: 4 })
  })

  test('a clientId that was used in another room MUST be refused, and show nothing of that room', async () => {
    const { jimmy, danny } = await three()
    const { id } = await create(jimmy, { name: 'Left behind', kind: 'CLOSED', logins: ['danny.solid'] })
    const clientId = randomUUID()
    await danny.sends('in the closed room', { roomId: id, clientId })
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
    const refused = await danny.isRefused('sendMessage', { text: 'elsewhere', clientId })
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [expect.objectContaining({ path: 'clientId' })] })
  })

  test.each(['WebSocket', 'SSE'] as const)(
    'a removed member MUST hear nothing more over %s, live or replayed, and others everything',
    async (over) => {
      const { jimmy, danny, admin } = await three()
      const { id } = await create(jimmy, { name: `Removal ${over}`, kind: 'CLOSED', logins: ['danny.solid', 'admin'] })
      const { changesAfter } = await pageOf(jimmy, id)
      const shared = followRoom(danny, id, { after: changesAfter, over })
      const alone = followRoom(danny, id, { after: changesAfter, over, alsoViewer: true })
      const others = followRoom(admin, id, { after: changesAfter, over })
      await jimmy.sends('one', { roomId: id })
      for (const reader of [shared, alone, others]) await reader.hasSeen('MessageSent one')
      // Sent without waiting: whatever is under way, nothing after the removal arrives.
      const removal = jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
      await removal
      await Promise.all(['two', 'three'].map((text) => jimmy.sends(text, { roomId: id })))
      for (const reader of [shared, alone]) {
        const [error] = await reader.refused()
        expect(error?.extensions.code).toBe('UNKNOWN_ROOM')
        expect(reader.heard.map(({ text }) => text)).toEqual(['MessageSent one'])
      }
      await others.hasHeard(4)
      const replay = followRoom(danny, id, { after: changesAfter, over })
      expect((await replay.refused())[0]?.extensions.code).toBe('UNKNOWN_ROOM')

      // Whoever comes back reads on through the removal.
      await jimmy.does('addMembers', 'room { id }', { roomId: id, logins: ['danny.solid'] })
      const back = followRoom(danny, id, { after: changesAfter, over })
      const backAlone = followRoom(danny, id, { after: changesAfter, over, alsoViewer: true })
      for (const reader of [back, backAlone]) {
        const heard = await reader.hasHeard(5)
        expect(heard.map(({ text }) => text)).toEqual([
          'MessageSent one',
          'MembersChanged',
          expect.stringMatching(/^MessageSent t/),
          expect.stringMatching(/^MessageSent t/),
          'MembersChanged',
        ])
      }
    },
  )
})
