import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere, parleys } from './harness.ts'

type Edge = { cursor: string; node: { text: string } }
type Page = {
  edges: Edge[]
  pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean }
}

const pageQuery = `query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  room(id: "general") {
    messages(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { text } }
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    }
  }
}`

async function page(agent: Agent, args: Record<string, unknown>): Promise<Page> {
  return (await agent.ask<{ room: { messages: Page } }>(pageQuery, args)).room.messages
}
const texts = (edges: Edge[]) => edges.map((edge) => edge.node.text)

describe('chat in one process', () => {
  const parley = parleyHere()

  test('the end cursor of an empty room MUST miss nothing', async () => {
    const jimmy = await parley.agent()
    const empty = await page(jimmy, { last: 50 })
    expect(empty.edges).toEqual([])
    await jimmy.sends('the very first')
    const late = await jimmy.follows('messages', { after: empty.pageInfo.endCursor })
    await late.hasSeen('the very first')
  })

  test('a message MUST reach every agent once and in order, over WebSocket and SSE alike', async () => {
    const jimmy = await parley.agent('jimmy.solid')
    const danny = await (await parley.agent('danny.solid')).follows('messages', { over: 'SSE' })
    const admin = await (await parley.agent('admin')).follows('messages')
    const himself = await jimmy.follows('messages')
    for (const text of ['one', 'two', 'three']) await jimmy.sends(text)
    for (const reader of [danny, admin, himself]) await reader.hasSeen('one', 'two', 'three')
  })

  test('a message sent again with its clientId MUST be the same message', async () => {
    const jimmy = await parley.agent()
    const reader = await jimmy.follows('messages')
    const clientId = randomUUID()
    const first = await jimmy.sends('paid?', { clientId })
    const again = await jimmy.sends('paid? (typed again)', { clientId: clientId.toUpperCase() })
    expect(again).toEqual(first)
    await jimmy.sends('end')
    await reader.hasSeen('paid?', 'end')
  })

  test('a message that is sent several times at the same instant MUST become one message without a hole in the list', async () => {
    const jimmy = await parley.agent()
    const reader = await jimmy.follows('messages')
    const clientId = randomUUID()
    const answers = await Promise.all(Array.from({ length: 12 }, () => jimmy.sends('repeated', { clientId })))
    expect(new Set(answers.map(({ message, cursor }) => `${message.id} ${cursor}`)).size).toBe(1)
    await jimmy.sends('end')
    await reader.hasSeen('repeated', 'end')
  })

  test('two authors MAY use the same clientId: both messages MUST be sent', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const clientId = randomUUID()
    const [his, hers] = [await jimmy.sends('mine', { clientId }), await danny.sends('mine too', { clientId })]
    expect(his.message.id).not.toBe(hers.message.id)
  })

  test('every wrong field of a message MUST be named', async () => {
    const jimmy = await parley.agent()
    const named = async (input: unknown) =>
      (await jimmy.isRefused('sendMessage', input)).fields?.map(({ path, message }) => `${path}: ${message}`)
    expect(await named({ text: ' \n\t ', clientId: 'x' })).toEqual([
      'text: Must not be empty.',
      'clientId: Must be a UUID.',
    ])
    expect(await named({ text: 'x'.repeat(4_001) })).toEqual(['text: Must have at most 4000 characters, got 4001.'])
    expect(await named({ text: 'a\0b' })).toEqual(['text: Must not contain the NUL character.'])
  })

  test('4,000 characters MUST be sent whole, whatever they are', async () => {
    const jimmy = await parley.agent()
    const text = '🚗'.repeat(4_000)
    expect((await jimmy.sends(text)).message.text).toBe(text)
  })

  test('an unknown room MUST be refused for sending and for listening', async () => {
    const jimmy = await parley.agent()
    expect(await jimmy.isRefused('sendMessage', { text: 'anybody?', roomId: 'cellar' })).toMatchObject({
      code: 'UNKNOWN_ROOM',
      reason: 'There is no room "cellar".',
    })
    const { errors } = await jimmy.operation('subscription { messageReceived(roomId: "cellar") { cursor } }')
    expect(errors?.[0]?.extensions.code).toBe('UNKNOWN_ROOM')
    expect(await jimmy.ask('{ room(id: "cellar") { id } }')).toEqual({ room: null })
  })

  test('pages MUST concatenate to the whole list, forwards and backwards', async () => {
    const jimmy = await parley.agent()
    for (let n = 0; n < 9; n++) await jimmy.sends(`page ${n}`)
    const whole = await page(jimmy, { first: 200 })
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })

    const forwards: Edge[] = []
    for (let after: string | null = null, more = true; more; ) {
      const next: Page = await page(jimmy, { first: 4, after })
      forwards.push(...next.edges)
      after = next.pageInfo.endCursor
      more = next.pageInfo.hasNextPage
    }
    expect(forwards).toEqual(whole.edges)

    const backwards: Edge[] = []
    for (let before: string | null = null, more = true; more; ) {
      const previous: Page = await page(jimmy, { last: 4, before })
      backwards.unshift(...previous.edges)
      before = previous.pageInfo.startCursor
      more = previous.pageInfo.hasPreviousPage
    }
    expect(backwards).toEqual(whole.edges)
  })

  test('a page MUST know its ends, and hold what lies between two cursors', async () => {
    const jimmy = await parley.agent()
    const { edges } = await page(jimmy, { first: 200 })
    const [from, to] = [edges[1], edges[5]]
    const between = await page(jimmy, { first: 200, after: from?.cursor, before: to?.cursor })
    expect(between.edges).toEqual(edges.slice(2, 5))
    expect(between.pageInfo.startCursor).toBe(edges[2]?.cursor)
    expect(between.pageInfo.endCursor).toBe(edges[4]?.cursor)
    expect((await page(jimmy, { last: 2, before: edges.at(-1)?.cursor })).edges).toEqual(edges.slice(-3, -1))
    expect((await page(jimmy, { first: 2 })).edges).toEqual(edges.slice(0, 2))
    // Without arguments: the newest.
    expect(texts((await page(jimmy, {})).edges).at(-1)).toBe(texts(edges).at(-1))
  })

  test.each([
    [{ first: 1, last: 1 }, 'last'],
    [{ first: -1 }, 'first'],
    [{ last: 201 }, 'last'],
    [{ first: 1, after: 'nonsense' }, 'after'],
    [{ last: 1, before: Buffer.from('room:other@1').toString('base64url') }, 'before'],
  ])('a page that cannot be MUST be refused at its argument: %j', async (args, path) => {
    const jimmy = await parley.agent()
    const { errors } = await jimmy.operation(pageQuery, args)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] })
  })

  test('the page read at the start plus what followed MUST equal a fresh page, while others write', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const writing = Promise.all(
      [jimmy, danny].map(async (author) => {
        for (let n = 0; n < 40; n++) await author.sends(`${author.login} ${n}`)
      }),
    )
    const start = await page(danny, { first: 200 })
    const reader = await danny.follows('messages', { after: start.pageInfo.endCursor })
    await writing
    const fresh = await page(danny, { first: 200 })
    const expected = texts(fresh.edges).slice(start.edges.length)
    await reader.hasSeen(...expected)
    expect([...start.edges.map((edge) => edge.cursor), ...reader.heard.map((entry) => entry.cursor)]).toEqual(
      fresh.edges.map((edge) => edge.cursor),
    )
  })

  test('text MUST come back exactly as it was sent, markup and all', async () => {
    const jimmy = await parley.agent()
    const reader = await jimmy.follows('messages')
    const text = '<img src=x onerror="alert(1)"> & \\u0000 "q" \u2028 Żółć 漢字 🚗'
    await jimmy.sends(text)
    await reader.hasSeen(text)
    expect(texts((await page(jimmy, { last: 1 })).edges)).toEqual([text])
  })
})

describe('chat over three processes', () => {
  const parley = parleys(3)

  test('a message sent through one MUST reach the readers of all, once and in order', async () => {
    const authors = [await parley.agent('jimmy.solid', 0), await parley.agent('danny.solid', 1)]
    const readers = await Promise.all(
      [0, 1, 2].map(async (at) =>
        (await parley.agent('admin', at)).follows('messages', { over: at ? 'WebSocket' : 'SSE' }),
      ),
    )
    await Promise.all(
      authors.map(async (author) => {
        for (let n = 0; n < 25; n++) await author.sends(`${author.login} ${n}`)
      }),
    )
    const [first] = await Promise.all(readers.map((reader) => reader.hasHeard(50)))
    const order = first?.map((entry) => entry.text) ?? []
    for (const reader of readers) await reader.hasSeen(...order)
    for (const { login } of authors) {
      const own = order.filter((text) => text.startsWith(login))
      expect(own).toEqual(Array.from({ length: 25 }, (_, n) => `${login} ${n}`))
    }
  })

  test('a message that is sent through several processes MUST become one message', async () => {
    const tabs = await Promise.all([0, 1, 2].map((at) => parley.agent('jimmy.solid', at)))
    const clientId = randomUUID()
    const sent = await Promise.all(tabs.map((tab) => tab.sends('repeated', { clientId })))
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1)
  })
})
