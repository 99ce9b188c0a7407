import { expect, test } from 'vitest'
import type { Following } from './following.ts'
import { parleys } from './harness.ts'
import { until } from './waiting.ts'

const all = parleys(2)

const isReady = async (url: string) => (await fetch(`${url}/readyz`)).ok
const processesAreReady = () =>
  until('the processes have their database again', async () =>
    (await Promise.all(all.urls.map(isReady))).every(Boolean),
  )

test('a database restored under open clients MUST end what they follow as expired, and lose nothing from then on', async () => {
  const [jimmy, danny, admin] = [
    await all.agent('jimmy.solid', 0),
    await all.agent('danny.solid', 1),
    await all.agent('admin', 0),
  ]
  await jimmy.sends('kept')
  await admin.announces('kept news')
  const restore = await all.database.backUp()
  await processesAreReady()
  const followed: Following[] = []
  for (const agent of [jimmy, danny]) {
    for (const over of ['WebSocket', 'SSE'] as const) {
      followed.push(await agent.follows('messages', { over }), await agent.follows('notifications', { over }))
    }
  }
  for (const text of ['lost 1', 'lost 2']) await jimmy.sends(text)
  for (const text of ['lost 1', 'lost 2']) await admin.announces(text)
  for (const following of followed) await following.hasSeen('lost 1', 'lost 2')

  await restore()
  await processesAreReady()
  // More than was lost, and at once: the heads pass the cursors of the clients.
  for (const text of ['new 1', 'new 2', 'new 3']) await jimmy.sends(text)
  for (const text of ['new 1', 'new 2', 'new 3']) await admin.announces(text)
  for (const following of followed) {
    const [error] = await following.refused()
    expect(error?.extensions.code).toBe('CURSOR_EXPIRED')
    // Nobody was given an entry of the new history as if it followed what was lost.
    expect(following.heard.map(({ text }) => text)).toEqual(['lost 1', 'lost 2'])
  }

  for (const agent of [jimmy, danny]) {
    const { room } = await agent.ask<{
      room: { messages: { edges: { node: { text: string } }[]; pageInfo: { endCursor: string } } }
    }>('{ room(id: "general") { messages { edges { node { text } } pageInfo { endCursor } } } }')
    const { edges, pageInfo } = room.messages
    expect(edges.slice(0, 4).map(({ node }) => node.text)).toEqual(['kept', 'new 1', 'new 2', 'new 3'])
    const following = await agent.follows('messages', { after: pageInfo.endCursor })
    await jimmy.sends(`after, for ${agent.login}`)
    await following.hasHeard(1)
    expect(following.heard[0]?.text).toBe(`after, for ${agent.login}`)
  }
})
