import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()

const create = async (agent: Agent, name: string, logins: string[]) =>
  (await agent.does<{ room: { id: string } }>('createRoom', 'room { id }', { name, kind: 'CLOSED', logins })).room.id
/** Whom an agent is told of, list by list. */
const follow = (agent: Agent, roomId: string) =>
  agent.followsQuery(`subscription { typing(roomId: ${JSON.stringify(roomId)}) { agents { login } } }`, (data) => ({
    text: (data.typing as { agents: { login: string }[] }).agents.map(({ login }) => login).join(' '),
  }))
const types = (agent: Agent, roomId: string, more: { typing?: boolean } = {}) =>
  agent.does('setTyping', 'room { id }', { roomId, ...more })
const isSeen = (agent: Agent, heard: { text: string }[]) =>
  until(`${agent.login} is seen to type`, () => heard.some(({ text }) => text.includes(agent.login)))

describe('typing', () => {
  test('MUST be shown to the members until the message comes, the stop, or nothing more', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const id = await create(jimmy, 'Typing', ['danny.solid'])
    const { heard } = follow(danny, id)
    const there = follow(jimmy, id).heard
    await types(jimmy, id)
    await isSeen(jimmy, heard)
    await types(danny, id)
    await isSeen(danny, there)
    await jimmy.sends('here it is', { roomId: id })
    await until('the message ends it', () => heard.at(-1)?.text === '')
    await types(danny, id, { typing: false })
    await until('the stop ends it', () => there.at(-1)?.text === '')
    // Nobody is told of themselves.
    expect(new Set(heard.map(({ text }) => text))).toEqual(new Set(['jimmy.solid', '']))
    const { sql } = parley.database.db
    const [kept] = await sql<{ entries: number }[]>`
      select count(*) as entries from feed_entry where topic = ${`room:${id}`}`
    expect(kept?.entries).toBe(2)
  })

  test('MUST be for members alone, and end for whoever is removed', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const admin = await parley.agent('admin')
    const id = await create(jimmy, 'Members', ['danny.solid'])
    expect((await follow(admin, id).refused())[0]?.extensions.code).toBe('UNKNOWN_ROOM')
    expect(await admin.isRefused('setTyping', { roomId: id })).toMatchObject({ code: 'UNKNOWN_ROOM' })
    const reader = follow(danny, id)
    await types(jimmy, id)
    await isSeen(jimmy, reader.heard)
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
    expect((await reader.refused())[0]?.extensions.code).toBe('UNKNOWN_ROOM')
    await jimmy.does('archiveRoom', 'room { id }', { roomId: id })
    expect(await jimmy.isRefused('setTyping', { roomId: id })).toMatchObject({ code: 'ROOM_ARCHIVED' })
  })

  test('MUST NOT be shown of who does not want it, and have a rate', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const reader = follow(await parley.agent('admin'), 'general')
    await jimmy.does('setPreferences', 'preferences { showTyping }', { showTyping: false })
    await types(jimmy, 'general')
    await types(danny, 'general')
    await isSeen(danny, reader.heard)
    expect(reader.heard.filter(({ text }) => text.includes('jimmy'))).toEqual([])
    await until('it is too often', async () => {
      const { data } = await jimmy.operation<{ setTyping: { code?: string } }>(
        'mutation { setTyping(input: { roomId: "general" }) { ... on Error { code } } }',
      )
      return data.setTyping.code === 'RATE_LIMITED'
    })
  })
})

describe('preferences', () => {
  test('MUST be those of an agent on all devices, and leave what is not changed', async () => {
    const danny = await parley.agent('danny.solid')
    const fields =
      'showTyping sounds desktopNotifications doNotDisturbUntil timeZone language quiet quietChangesAt quietHours { weekday from to }'
    const read = async (agent: Agent) =>
      (await agent.ask<{ preferences: Record<string, unknown> }>(`{ preferences { ${fields} } }`)).preferences
    const untouched = {
      showTyping: true,
      sounds: false,
      desktopNotifications: true,
      doNotDisturbUntil: null,
      timeZone: null,
      language: null,
      quiet: false,
      quietChangesAt: null,
      quietHours: [],
    }
    expect(await read(danny)).toEqual(untouched)
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const quietHours = [{ weekday: 'FRIDAY', from: '22:00', to: '07:00' }]
    await danny.does('setPreferences', 'preferences { quiet }', {
      quietHours,
      timeZone: 'Europe/Warsaw',
      language: 'PL',
    })
    const { preferences } = await danny.does<{ preferences: { quiet: boolean } }>(
      'setPreferences',
      'preferences { quiet }',
      { doNotDisturbUntil: until },
    )
    expect(preferences.quiet).toBe(true)
    expect(await read(await parley.agent('danny.solid'))).toMatchObject({
      sounds: false,
      doNotDisturbUntil: until,
      quiet: true,
      quietHours,
      timeZone: 'Europe/Warsaw',
      language: 'PL',
    })
    await danny.does('setPreferences', 'preferences { quiet }', {
      doNotDisturbUntil: null,
      quietHours: [],
      language: null,
    })
    expect(await read(danny)).toEqual({ ...untouched, timeZone: 'Europe/Warsaw' })
    expect(await read(await parley.agent('admin'))).toEqual(untouched)
    const refused = await danny.isRefused('setPreferences', { timeZone: 'Moon/Base' })
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'timeZone' }] })
  })
})
