import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'

type Hit = { snippet: string; marks: { start: number; end: number }[]; message: { id: string; room: { id: string } } }
type Found = {
  searchMessages: { edges: { cursor: string; node: Hit }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

const document = `query ($query: String!, $roomId: ID, $order: SearchOrder, $first: Int, $after: Cursor) {
  searchMessages(query: $query, roomId: $roomId, order: $order, first: $first, after: $after) {
    edges { cursor node { snippet marks { start end } message { id room { id } } } } pageInfo { hasNextPage endCursor }
  } }`
type Args = { roomId?: string; order?: 'NEWEST' | 'BEST'; first?: number; after?: string }
const search = async (agent: Agent, query: string, args: Args = {}) =>
  (await agent.ask<Found>(document, { query, ...args })).searchMessages
const texts = async (agent: Agent, query: string, args: Args = {}) =>
  (await search(agent, query, args)).edges.map(({ node }) => node.snippet)
const refusal = async (agent: Agent, query: string, args: Args = {}) =>
  (await agent.operation(document, { query, ...args })).errors?.[0]?.extensions.code

const create = async (agent: Agent, name: string, kind: string, logins: string[] = []) =>
  (await agent.does<{ room: { id: string } }>('createRoom', 'room { id }', { name, kind, logins })).room.id

describe('finding messages', () => {
  const parley = parleyHere()
  const both = async () => ({ jimmy: await parley.agent('jimmy.solid'), danny: await parley.agent('danny.solid') })

  test('a message MUST be found the moment it is sent, by words in any order, cut short, without case and accents', async () => {
    const { jimmy, danny } = await both()
    await danny.sends('Zażółć gęślą JAŹŃ, Łukasz')
    for (const query of ['zazolc', 'ŁUKASZ gesl', 'Lukasz jazn zaz', '"gęślą jaźń"', 'gesla\0Z\u0307azolc'])
      expect([query, await texts(jimmy, query)]).toEqual([query, ['Zażółć gęślą JAŹŃ, Łukasz']])
    for (const query of ['azolc', 'zazolc kot', '"jaźń gęślą"', '"zazol"', '%', "'", 'zazolc from:jimmy.solid'])
      expect([query, await texts(jimmy, query)]).toEqual([query, []])
    const [edge] = (await search(jimmy, 'gesla')).edges
    expect(edge?.node.marks.map(({ start, end }) => edge.node.snippet.slice(start, end))).toEqual(['gęślą'])
  })

  test('a room MUST be searched only for those who are in it at that moment', async () => {
    const { jimmy, danny } = await both()
    const admin = await parley.agent('admin')
    const closed = await create(jimmy, 'Secret plans', 'CLOSED', ['danny.solid'])
    const open = await create(jimmy, 'Public plans', 'OPEN')
    await jimmy.sends('periwinkle closed', { roomId: closed })
    await jimmy.sends('periwinkle open', { roomId: open })
    const all = ['periwinkle open', 'periwinkle closed']
    expect(await texts(jimmy, 'periwinkle')).toEqual(all)
    expect(await texts(jimmy, 'peri', { order: 'BEST' })).toHaveLength(2)
    expect(await texts(danny, 'periwinkle')).toEqual(['periwinkle closed'])
    for (const query of ['periwinkle', 'periwinkle in:Secret', `in:${closed}`, 'from:jimmy.solid periwinkle'])
      for (const order of ['NEWEST', 'BEST'] as const)
        expect([query, await texts(admin, query, { order })]).toEqual([query, []])
    expect(await refusal(admin, 'periwinkle', { roomId: closed })).toBe('UNKNOWN_ROOM')
    expect(await refusal(admin, 'periwinkle', { roomId: open })).toBe('FORBIDDEN')
    await jimmy.does('removeMember', 'room { id }', { roomId: closed, login: 'danny.solid' })
    expect(await texts(danny, 'periwinkle')).toEqual([])
    expect(await refusal(danny, 'periwinkle', { roomId: closed })).toBe('UNKNOWN_ROOM')
    await jimmy.does('archiveRoom', 'room { id }', { roomId: open })
    expect(await texts(jimmy, 'periwinkle')).toEqual(all)
  })

  test('filters MUST narrow what is found, with words and without', async () => {
    const { jimmy, danny } = await both()
    const room = await create(jimmy, 'Szkody komunikacyjne', 'CLOSED', ['danny.solid'])
    await jimmy.sends('one https://example.com/x', { roomId: room })
    await danny.sends('two', { roomId: room })
    const [today, tomorrow] = [0, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10))
    for (const [query, expected] of [
      ['in:szkody', ['two', 'one https://example.com/x']],
      [`in:${room} from:Danny.Solid`, ['two']],
      ['in:"szkody kom" from:me from:danny.solid', ['two', 'one https://example.com/x']],
      ['in:szkody has:link', ['one https://example.com/x']],
      ['in:szkody has:file', []],
      ['in:nowhere two', []],
      [`in:szkody before:${today}`, []],
      [`in:szkody before:${tomorrow} two`, ['two']],
      [`in:szkody after:${tomorrow}`, []],
      ['in:szkody after:2026-01-31 one', ['one https://example.com/x']],
    ] as const)
      expect([query, await texts(jimmy, query)]).toEqual([query, expected])
    expect(await texts(jimmy, 'two', { roomId: room })).toEqual(['two'])
    for (const query of ['', ' \u200b', '\0', 'before:soon', 'has:hope'])
      expect([query, await refusal(jimmy, query)]).toEqual([query, 'INVALID_INPUT'])
  })

  test('an edited message MUST be found by its new words alone, and a deleted one by none', async () => {
    const { jimmy, danny } = await both()
    const { message } = await jimmy.sends('a marmot')
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'a dormouse' })
    expect(await texts(danny, 'marmot')).toEqual([])
    expect(await texts(danny, 'dormouse')).toEqual(['a dormouse'])
    await jimmy.does('deleteMessage', 'message { id }', { messageId: message.id })
    expect(await texts(danny, 'dormouse')).toEqual([])
  })

  test.each(['NEWEST', 'BEST'] as const)(
    'pages of the %s MUST give every message once while others are sent',
    async (order) => {
      const { jimmy, danny } = await both()
      const word = `kaleidoscope${order}`
      const sent = await Promise.all(
        Array.from({ length: 23 }, (_, i) => jimmy.sends(`${word} ${'and more '.repeat(i % 3)}`)),
      )
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const { edges, pageInfo } = await search(danny, word, { first: 5, order, ...(after ? { after } : {}) })
        seen.push(...edges.map(({ node }) => node.message.id))
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
        await jimmy.sends(`${word} later`)
      }
      expect(seen).toHaveLength(23)
      expect(new Set(seen)).toEqual(new Set(sent.map(({ message }) => message.id)))
      for (const after of ['x', Buffer.from('search@1@x').toString('base64url')])
        expect(await refusal(danny, word, { order, after })).toBe('INVALID_INPUT')
    },
  )

  test('BEST MUST put a short message with the whole word before a long one that has its beginning', async () => {
    const { jimmy } = await both()
    await jimmy.sends('quokka')
    await jimmy.sends(`quokkas ${'are here and there '.repeat(20)}`)
    expect((await texts(jimmy, 'quokka', { order: 'BEST' }))[0]).toBe('quokka')
    expect((await texts(jimmy, 'quokka'))[1]).toBe('quokka')
  })
})
