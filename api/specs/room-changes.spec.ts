import { describe, expect, test } from 'vitest'
import { parleyHere } from './harness.ts'
import { fold, followRoom, pageOf } from './room-reader.ts'

describe('one log for every change', () => {
  const parley = parleyHere()

  test('an edit MUST be heard in order, keep the earlier text, and be refused to others and for an older version', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const reader = followRoom(danny, 'general', { after: (await pageOf(danny, 'general')).changesAfter })
    const { message } = await jimmy.sends('teh offer')
    const edit = (text: string, version?: number) => ({ messageId: message.id, text, ...(version ? { version } : {}) })
    const fields = 'message { text version editedAt earlierVersions { version text } }'
    const edited = await jimmy.does<{ message: { editedAt: string } }>('editMessage', fields, edit('the offer', 1))
    expect(edited.message).toMatchObject({
      text: 'the offer',
      version: 2,
      earlierVersions: [{ version: 1, text: 'teh offer' }],
    })
    expect(edited.message.editedAt).not.toBeNull()
    expect(await jimmy.isRefused('editMessage', edit('another', 1))).toMatchObject({ code: 'EDIT_CONFLICT' })
    // A lost answer is asked for again.
    await jimmy.does('editMessage', fields, edit('the offer', 1))
    expect(await danny.isRefused('editMessage', edit('mine'))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await jimmy.isRefused('editMessage', edit(' '))).toMatchObject({ fields: [{ path: 'text' }] })
    await jimmy.sends('end')
    await reader.hasSeen('MessageSent teh offer', 'MessageEdited the offer', 'MessageSent end')
  })

  test('the text of a deleted message MUST be nowhere any more, also for who reads the log from before', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const { changesAfter } = await pageOf(danny, 'general')
    const live = followRoom(danny, 'general', { after: changesAfter })
    const { message } = await jimmy.sends('my PIN is 4711')
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'my PIN is 4712' })
    await danny.does('react', 'message { id }', { messageId: message.id, emoji: '😱' })
    expect(await danny.isRefused('deleteMessage', { messageId: message.id })).toMatchObject({ code: 'FORBIDDEN' })
    await jimmy.does('deleteMessage', 'message { text deletedAt }', { messageId: message.id })
    await jimmy.does('deleteMessage', 'message { text }', { messageId: message.id })
    await live.hasHeard(4)
    expect(live.changes.at(-1)).toMatchObject({ __typename: 'MessageDeleted', message: { text: '', reactions: [] } })
    for (const after of [changesAfter, null]) {
      const replay = followRoom(danny, 'general', { after: after ?? changesAfter, over: 'SSE' })
      const heard = await replay.hasHeard(4)
      expect(heard.map(({ text }) => text)).toEqual([
        'MessageSent ',
        'MessageEdited ',
        'ReactionsChanged ',
        'MessageDeleted ',
      ])
    }
    const { sql } = parley.database.db
    const [kept] = await sql<{ rows: number }[]>`
      select (select count(*) from message where text like '%PIN is 471%') + (select count(*) from message_version where text like '%PIN is 471%')
        + (select count(*) from feed_entry where body::text like '%PIN is 471%') as rows`
    expect(kept?.rows).toBe(0)
    expect(await jimmy.isRefused('editMessage', { messageId: message.id, text: 'x' })).toMatchObject({
      code: 'UNKNOWN_MESSAGE',
    })
  })

  test('reactions MUST be set and taken back once, by one emoji each, and be counted with who they are of', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const { message } = await jimmy.sends('sold!')
    const react = async (agent: typeof jimmy, emoji: string, on = true) =>
      (
        await agent.does<{ message: { reactions: unknown[] } }>(
          'react',
          'message { reactions { emoji count agents { login } } }',
          {
            messageId: message.id,
            emoji,
            on,
          },
        )
      ).message.reactions
    await react(jimmy, '🎉')
    await react(danny, '👍🏽')
    expect(await react(danny, '🎉')).toEqual([
      { emoji: '🎉', count: 2, agents: [{ login: 'jimmy.solid' }, { login: 'danny.solid' }] },
      { emoji: '👍🏽', count: 1, agents: [{ login: 'danny.solid' }] },
    ])
    await react(danny, '🎉')
    await react(danny, '👍🏽', false)
    expect(await react(jimmy, '🎉', false)).toEqual([{ emoji: '🎉', count: 1, agents: [{ login: 'danny.solid' }] }])
    for (const emoji of ['', 'a', '🎉🎉', ':tada:', '\u202e'])
      expect(await jimmy.isRefused('react', { messageId: message.id, emoji })).toMatchObject({
        fields: [{ path: 'emoji' }],
      })
  })

  test('a pin MUST be heard, be listed as long as it stands and the message is there, and be for those who keep order', async () => {
    const [jimmy, danny, admin] = [
      await parley.agent('jimmy.solid'),
      await parley.agent('danny.solid'),
      await parley.agent('admin'),
    ]
    const create = async (kind: string) =>
      (
        await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', {
          name: kind,
          kind,
          logins: [danny.login],
        })
      ).room.id
    const pinned = async (roomId: string) => {
      type Pinned = { room: { pinnedMessages: { text: string; pinnedBy: { login: string } }[] } }
      const query = 'query ($id: ID!) { room(id: $id) { pinnedMessages { text pinnedBy { login } } } }'
      const { room } = await danny.ask<Pinned>(query, { id: roomId })
      return room.pinnedMessages.map(({ text, pinnedBy }) => `${text} by ${pinnedBy.login}`)
    }
    const closed = await create('CLOSED')
    const reader = followRoom(jimmy, closed, { after: (await pageOf(jimmy, closed)).changesAfter })
    const [one, two] = [
      (await jimmy.sends('one', { roomId: closed })).message.id,
      (await jimmy.sends('two', { roomId: closed })).message.id,
    ]
    const pin = (agent: typeof danny, messageId: string) =>
      agent.does<{ message: { pinnedAt: string } }>('pinMessage', 'message { pinnedAt }', { messageId })
    const first = await pin(danny, one)
    expect(await pin(jimmy, one)).toEqual(first)
    await pin(jimmy, two)
    expect(await pinned(closed)).toEqual(['two by jimmy.solid', 'one by danny.solid'])
    await danny.does('unpinMessage', 'message { pinnedAt }', { messageId: two })
    await danny.does('unpinMessage', 'message { pinnedAt }', { messageId: two })
    expect(await pinned(closed)).toEqual(['one by danny.solid'])
    await jimmy.does('deleteMessage', 'message { id }', { messageId: one })
    expect(await pinned(closed)).toEqual([])
    await reader.hasHeard(6)
    expect(reader.changes.map(({ __typename }) => __typename)).toEqual([
      ...['MessageSent', 'MessageSent', 'PinChanged', 'PinChanged', 'PinChanged', 'MessageDeleted'],
    ])
    expect(await danny.isRefused('pinMessage', { messageId: one })).toMatchObject({ code: 'UNKNOWN_MESSAGE' })
    await pin(danny, two.toUpperCase())
    await danny.does('react', 'message { id }', { messageId: two.toUpperCase(), emoji: '🎉' })
    await jimmy.does('editMessage', 'message { id }', { messageId: two.toUpperCase(), text: 'second' })
    await jimmy.does('deleteMessage', 'message { id }', { messageId: two.toUpperCase() })
    expect(await pinned(closed)).toEqual([])
    expect(await admin.isRefused('pinMessage', { messageId: two })).toMatchObject({ code: 'UNKNOWN_MESSAGE' })

    const open = await create('OPEN')
    const { message } = await danny.sends('three', { roomId: open })
    for (const mutation of ['pinMessage', 'unpinMessage'])
      expect(await danny.isRefused(mutation, { messageId: message.id })).toMatchObject({ code: 'FORBIDDEN' })
    await pin(jimmy, message.id)
    const { message: toAll } = await danny.sends('to all')
    expect(await danny.isRefused('pinMessage', { messageId: toAll.id })).toMatchObject({ code: 'FORBIDDEN' })
    await pin(admin, toAll.id)
    expect(await pinned('general')).toEqual(['to all by admin'])
    const { errors } = await admin.operation('query ($id: ID!) { room(id: $id) { pinnedMessages { id } } }', {
      id: open,
    })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    // Administrators keep an open room in order without being in it, and do not read it by that.
    await admin.does('unpinMessage', 'message { pinnedAt }', { messageId: message.id })
    await pin(admin, message.id)
    expect(await pinned(open)).toEqual(['three by admin'])
    const mutation = 'mutation ($input: DeleteMessageInput!) { deleteMessage(input: $input) {'
    const success = '... on DeleteMessageSuccess { message { deletedAt room { messages { edges { cursor } } } } }'
    const answer = await admin.operation(`${mutation} ${success} } }`, { input: { messageId: message.id } })
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await pinned(open)).toEqual([])
    for (const [refused, input] of [
      ['editMessage', { text: 'x' }],
      ['react', { emoji: '🎉' }],
    ] as const)
      expect(await admin.isRefused(refused, { messageId: message.id, ...input })).toMatchObject({
        code: 'UNKNOWN_MESSAGE',
      })
  })

  test('a room MUST take 100 pins and no more, however many come at once', async () => {
    const jimmy = await parley.agent()
    const { room } = await jimmy.does<{ room: { id: string } }>('openDirectRoom', 'room { id }', {
      logins: ['danny.solid'],
    })
    const sent = await Promise.all(Array.from({ length: 102 }, (_, n) => jimmy.sends(`pin ${n}`, { roomId: room.id })))
    const query =
      'mutation ($input: PinMessageInput!) { pinMessage(input: $input) { __typename ... on Error { code } } }'
    const answers = await Promise.all(
      sent.map(({ message }) =>
        jimmy.ask<{ pinMessage: { code?: string } }>(query, { input: { messageId: message.id } }),
      ),
    )
    const refused = answers.flatMap(({ pinMessage }) => pinMessage.code ?? [])
    expect(refused).toEqual(['TOO_MANY_PINNED', 'TOO_MANY_PINNED'])
  })

  test('messageReceived MUST bring new messages only, and a reply MUST lead to what it answers', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const reader = await danny.follows('messages')
    const { message } = await jimmy.sends('who has the keys?')
    await danny.does('react', 'message { id }', { messageId: message.id, emoji: '🔑' })
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'who has my keys?' })
    const answer = await danny.sends('I have', { replyTo: message.id })
    await reader.hasSeen('who has the keys?', 'I have')
    const { found } = await jimmy.ask<{ found: unknown }>(
      'query ($id: ID!) { found: message(id: $id) { text replyTo { text author { login } } } }',
      { id: answer.message.id },
    )
    expect(found).toEqual({ text: 'I have', replyTo: { text: 'who has my keys?', author: { login: 'jimmy.solid' } } })
  })

  test('the page around a message MUST have it in the middle and know its ends', async () => {
    const jimmy = await parley.agent()
    const sent = []
    for (let n = 0; n < 9; n++) sent.push((await jimmy.sends(`around ${n}`)).message)
    const around = async (id: string | undefined, first: number) =>
      (
        await jimmy.ask<{ room: { messages: { edges: { node: { text: string } }[]; pageInfo: object } } }>(
          `query ($id: ID!, $first: Int) { room(id: "general") { messages(around: $id, first: $first) {
            edges { node { text } } pageInfo { hasPreviousPage hasNextPage } } } }`,
          { id, first },
        )
      ).room.messages
    const middle = await around(sent[4]?.id, 5)
    expect(middle.edges.map(({ node }) => node.text)).toEqual([2, 3, 4, 5, 6].map((n) => `around ${n}`))
    expect(middle.pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: true })
    expect((await around(sent[8]?.id, 4)).pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: false })
    const { errors } = await jimmy.operation('{ room(id: "general") { messages(around: "x") { edges { cursor } } } }')
    expect(errors?.[0]?.extensions.code).toBe('UNKNOWN_MESSAGE')
  })

  test('whoever began with a page at any moment of a random history MUST end up with what a fresh page shows', async () => {
    const agents = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid'), await parley.agent('admin')]
    const seed = 20_261_126
    const random = generator(seed)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const { room } = await (agents[0] as (typeof agents)[0]).does<{ room: { id: string } }>(
      'createRoom',
      'room { id }',
      {
        name: `History ${seed}`,
        kind: 'CLOSED',
        logins: ['danny.solid', 'admin'],
      },
    )
    const sent: { id: string; by: number }[] = []
    const step = async () => {
      const by = Math.floor(random() * agents.length)
      const agent = agents[by] as (typeof agents)[0]
      const message = pick(sent)
      const kind = random()
      if (!message || kind < 0.4)
        sent.push({ id: (await agent.sends(`m${sent.length}`, { roomId: room.id })).message.id, by })
      else if (kind < 0.65)
        await agent.operation('mutation ($input: ReactInput!) { react(input: $input) { __typename } }', {
          input: { messageId: message.id, emoji: pick(['👍', '🎉', '😀']), on: random() < 0.7 },
        })
      else if (kind < 0.77)
        await agent.operation(
          random() < 0.6
            ? 'mutation ($input: PinMessageInput!) { pinMessage(input: $input) { __typename } }'
            : 'mutation ($input: UnpinMessageInput!) { unpinMessage(input: $input) { __typename } }',
          { input: { messageId: message.id } },
        )
      else if (kind < 0.92)
        await (agents[message.by] as (typeof agents)[0]).operation(
          'mutation ($input: EditMessageInput!) { editMessage(input: $input) { __typename } }',
          { input: { messageId: message.id, text: `edited ${Math.floor(random() * 100)}` } },
        )
      else
        await (agents[message.by] as (typeof agents)[0]).operation(
          'mutation ($input: DeleteMessageInput!) { deleteMessage(input: $input) { __typename } }',
          { input: { messageId: message.id } },
        )
    }
    const readers: { page: Awaited<ReturnType<typeof pageOf>>; following: ReturnType<typeof followRoom> }[] = []
    for (let round = 0; round < 12; round++) {
      // Changes race with the page that is read.
      const [page] = await Promise.all([pageOf(pick(agents), room.id), ...Array.from({ length: 6 }, step)])
      const following = followRoom(pick(agents), room.id, {
        after: page.changesAfter,
        over: random() < 0.5 ? 'SSE' : 'WebSocket',
        alsoViewer: random() < 0.2,
      })
      readers.push({ page, following })
      if (random() < 0.5) pick(readers).following.drop()
    }
    await (agents[0] as (typeof agents)[0]).sends('the end', { roomId: room.id })
    const fresh = await pageOf(agents[0] as (typeof agents)[0], room.id)
    for (const { page, following } of readers) {
      await following.hasHeard(1)
      const isOver = () => following.heard.at(-1)?.text === 'MessageSent the end'
      for (let count = following.heard.length; !isOver(); count++) await following.hasHeard(count + 1)
      const cursors = following.heard.map(({ cursor }) => cursor)
      expect(new Set(cursors).size, `seed ${seed}`).toBe(cursors.length)
      expect(fold(page, following.changes), `seed ${seed}`).toEqual(fresh.edges.map(({ node }) => node))
    }
  })
})

/** Numbers from 0 to 1 that a seed repeats (mulberry32, public domain). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
