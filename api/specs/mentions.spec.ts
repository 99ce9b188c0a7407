import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere, parleys } from './harness.ts'
import { until } from './waiting.ts'

type Told = { kind: string; text: string; message?: { id: string; text: string } }
const told = async (agent: Agent): Promise<Told[]> => {
  const { notifications } = await agent.ask<{ notifications: { edges: { node: Told }[] } }>(
    '{ notifications(last: 100) { edges { node { kind text ... on Mentioned { message { id text } } } } } }',
  )
  return notifications.edges.map(({ node }) => node).filter(({ kind }) => kind === 'MENTIONED')
}
const texts = async (agent: Agent) => (await told(agent)).map(({ text }) => text)
const counts = async (agent: Agent, id: string) =>
  (
    await agent.ask<{ room: { unreadCount: number; mentionCount: number } }>(
      'query ($id: ID!) { room(id: $id) { unreadCount mentionCount } }',
      { id },
    )
  ).room
const create = async (agent: Agent, name: string, logins: string[]) =>
  (await agent.does<{ room: { id: string } }>('createRoom', 'room { id }', { name, kind: 'CLOSED', logins })).room.id
/** What the agent has been told ends with this, so nothing else is on its way. */
const hasBeenTold = (agent: Agent, last: string) =>
  until(`${agent.login} is told ${last}`, async () => (await texts(agent)).at(-1)?.includes(last))

describe('a mention', () => {
  const parley = parleyHere()
  const three = async () => ({
    jimmy: await parley.agent('jimmy.solid'),
    danny: await parley.agent('danny.solid'),
    admin: await parley.agent('admin'),
  })

  test('MUST count at once and be told to those mentioned alone, administrators included', async () => {
    const { jimmy, danny, admin } = await three()
    const id = await create(jimmy, 'Motor claims', ['danny.solid'])
    const live = await danny.follows('notifications')
    const others = await admin.follows('notifications')
    const sent = await jimmy.sends('(@Danny.SOLID), look; not @jimmy.solid, not @admin', { roomId: id })
    expect(await counts(danny, id)).toEqual({ unreadCount: 1, mentionCount: 1 })
    await live.hasSeen('Jimmy Solid mentioned you in Motor claims: (@Danny.SOLID), look; not @jimmy.solid, not @admin')
    expect((await told(danny)).at(-1)?.message?.id).toBe(sent.message.id)
    await jimmy.sends('nobody, only an address: a@danny.solid, and code: `@danny.solid @here`', { roomId: id })
    expect(await counts(danny, id)).toEqual({ unreadCount: 2, mentionCount: 1 })
    await admin.announces('for all')
    await others.hasSeen('for all')
    expect(await texts(admin)).toEqual([])
    expect(await texts(jimmy)).toEqual([])
    await danny.does('markRoomRead', 'room { id }', { roomId: id, upTo: sent.cursor })
    expect(await counts(danny, id)).toEqual({ unreadCount: 1, mentionCount: 0 })
    await danny.does('markRoomUnread', 'room { id }', { roomId: id, from: sent.cursor })
    expect((await counts(danny, id)).mentionCount).toBe(1)
  })

  test('of an edit MUST be told once to those it adds, and one that is taken back MUST NOT count', async () => {
    const { jimmy, danny, admin } = await three()
    const id = await create(jimmy, 'Edits', ['danny.solid', 'admin'])
    const { message } = await jimmy.sends('@danny.solid first', { roomId: id })
    await hasBeenTold(danny, 'first')
    const edit = (text: string) => jimmy.does('editMessage', 'message { id }', { messageId: message.id, text })
    await edit('@danny.solid and @admin second')
    await hasBeenTold(admin, 'second')
    await edit('third')
    expect((await counts(danny, id)).mentionCount).toBe(0)
    await edit('@danny.solid @admin fourth')
    expect((await counts(danny, id)).mentionCount).toBe(1)
    await jimmy.sends('@danny.solid @admin the end', { roomId: id })
    await hasBeenTold(danny, 'the end')
    await hasBeenTold(admin, 'the end')
    for (const agent of [danny, admin])
      expect((await texts(agent)).filter((text) => text.includes('in Edits'))).toEqual([
        'Jimmy Solid mentioned you in Edits: @danny.solid @admin fourth',
        'Jimmy Solid mentioned you in Edits: @danny.solid @admin the end',
      ])
  })

  test('MUST show no text once its message is deleted, also to whoever reads on from before it', async () => {
    const { jimmy, danny } = await three()
    const id = await create(jimmy, 'Deleted', ['danny.solid'])
    const before = await danny.follows('notifications')
    const stand = (
      await danny.ask<{ notifications: { pageInfo: { endCursor: string } } }>(
        '{ notifications(last: 0) { pageInfo { endCursor } } }',
      )
    ).notifications.pageInfo.endCursor
    const { message } = await jimmy.sends('@danny.solid a secret', { roomId: id })
    await before.hasHeard(1)
    await jimmy.does('deleteMessage', 'message { id }', { messageId: message.id })
    expect((await counts(danny, id)).mentionCount).toBe(0)
    expect((await told(danny)).at(-1)).toMatchObject({
      text: 'Jimmy Solid mentioned you in Deleted.',
      message: { text: '' },
    })
    const after = await danny.follows('notifications', { after: stand })
    await after.hasSeen('Jimmy Solid mentioned you in Deleted.')
  })

  test('MUST be gone for whoever is no member any more, in lists, counts and replays', async () => {
    const { jimmy, danny } = await three()
    const id = await create(jimmy, 'Left', ['danny.solid'])
    const { edges } = (
      await danny.ask<{ notifications: { edges: { cursor: string }[] } }>(
        '{ notifications(last: 1) { edges { cursor } } }',
      )
    ).notifications
    const live = await danny.follows('notifications')
    await jimmy.sends('@danny.solid for members', { roomId: id })
    await live.hasHeard(1)
    await jimmy.does('removeMember', 'room { id }', { roomId: id, login: 'danny.solid' })
    await jimmy.sends('@danny.solid he is away', { roomId: id })
    expect((await texts(danny)).filter((text) => text.includes('in Left'))).toEqual([])
    const again = await danny.follows('notifications', { after: edges[0]?.cursor ?? null })
    const other = await create(jimmy, 'Other', ['danny.solid'])
    await jimmy.sends('@danny.solid here', { roomId: other })
    await until('the next is heard', () => again.heard.some(({ text }) => text.includes('in Other')))
    expect(again.heard.filter(({ text }) => text.includes('in Left'))).toEqual([])
    expect(live.heard.filter(({ text }) => text.includes('away'))).toEqual([])
  })

  test('in a direct room everything MUST count as one, and nothing be told', async () => {
    const { jimmy, danny } = await three()
    const { room } = await jimmy.does<{ room: { id: string } }>('openDirectRoom', 'room { id }', {
      logins: ['danny.solid'],
    })
    await jimmy.sends('hello', { roomId: room.id })
    await jimmy.sends('@danny.solid @here', { roomId: room.id })
    expect(await counts(danny, room.id)).toEqual({ unreadCount: 2, mentionCount: 2 })
    const id = await create(jimmy, 'After direct', ['danny.solid'])
    await jimmy.sends('@danny.solid after', { roomId: id })
    await hasBeenTold(danny, 'after')
    expect((await texts(danny)).filter((text) => text.includes('@here'))).toEqual([])
  })

  test('@here MUST mention the members who are online, and ask first above 10 members', async () => {
    const { jimmy, danny, admin } = await three()
    const id = await create(jimmy, 'Few', ['danny.solid', 'admin'])
    await danny.follows('notifications')
    const online = '{ agents { login online } }'
    await until(
      'danny alone is online',
      async () => {
        const { agents } = await jimmy.ask<{ agents: { login: string; online: boolean }[] }>(online)
        return (
          agents
            .filter((agent) => agent.online)
            .map(({ login }) => login)
            .join() === 'danny.solid'
        )
      },
      40_000,
    )
    await jimmy.sends('@here now', { roomId: id })
    await hasBeenTold(danny, '@here now')
    expect([(await counts(danny, id)).mentionCount, (await counts(admin, id)).mentionCount]).toEqual([1, 0])

    const { sql } = parley.database.db
    await sql`insert into agent (login, name, role, deactivated_at)
      select 'extra.' || n, 'Extra', 'AGENT', now() from generate_series(1, 10) as n`
    // Whose account has ended is called no more.
    await jimmy.sends('@here the few', { roomId: 'general' })
    await hasBeenTold(danny, '@here the few')
    await sql`update agent set deactivated_at = null where name = 'Extra'`
    const ask = { text: '@here all', clientId: crypto.randomUUID() }
    expect(await jimmy.isRefused('sendMessage', ask)).toMatchObject({ code: 'CONFIRM_HERE' })
    const { message } = await jimmy.sends('quiet')
    const edit = { messageId: message.id, text: '@here loud' }
    const refusal = await jimmy.isRefused('editMessage', edit)
    expect(refusal.reason).toMatch(/\b\d\d members/)
    await jimmy.does('sendMessage', 'cursor', { ...ask, confirmHere: true })
    await jimmy.does('editMessage', 'message { id }', { ...edit, confirmHere: true })
    await hasBeenTold(danny, '@here loud')
    expect((await counts(danny, 'general')).mentionCount).toBe(3)
  })
})

describe('over several processes', () => {
  const parley = parleys(2)

  test('a mention whose process is killed before it was told MUST be told once by another', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid', 0), await parley.agent('danny.solid', 1)]
    const { sql } = parley.database.db
    await (await parley.agent('admin', 1)).announces('so that there is a topic')
    // Nobody can tell anything while this transaction holds the topic.
    const release = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holding = sql.begin(async (tx) => {
      await tx`select from feed_topic where name = 'notifications' for update`
      held.resolve()
      await release.promise
    })
    await held.promise
    for (let n = 0; n < 5; n++) await jimmy.sends(`@danny.solid ${n}`)
    expect((await counts(danny, 'general')).mentionCount).toBe(5)
    await parley.process(0).kill('SIGKILL')
    parley.urls.splice(0, 1)
    release.resolve()
    await holding
    await hasBeenTold(danny, ' 4')
    expect(await texts(danny)).toEqual(
      Array.from({ length: 5 }, (_, n) => `Jimmy Solid mentioned you in All agents: @danny.solid ${n}`),
    )
    const [left] = await sql<{ count: number }[]>`select count(*) as count from mention_outbox`
    expect(left?.count).toBe(0)
  })
})
