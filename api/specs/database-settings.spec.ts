import { afterAll, expect, test } from 'vitest'
import { hostile } from '../db/hostile-role.testing.ts'
import { testRole } from '../db/testing.ts'
import { parleyHere } from './harness.ts'

let role: Awaited<ReturnType<typeof testRole>> | undefined
// Before that of the app, and so after it: a role is dropped when nothing is its own any more.
afterAll(() => role?.drop())
const parley = parleyHere(async (database) => {
  role = await testRole(database, ...hostile)
  return { DATABASE_URL: role.url }
})

test('whatever settings its role was given, Parley MUST write and read what it always does', async () => {
  const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
  const messages = await danny.follows('messages')
  const news = await danny.follows('notifications')
  const texts = Array.from({ length: 50 }, (_, n) => `zażółć 😀 \\n ' " NULL ${n}`)
  await Promise.all(texts.map((text) => jimmy.sends(text)))
  expect((await messages.hasHeard(50)).map(({ text }) => text).sort()).toEqual(texts.sort())

  const policy = await jimmy.buys(await jimmy.offers())
  expect(policy).toMatchObject({ policyFrom: '2096-06-01', policyTo: '2096-06-11', totalPremium: { amount: '72.00' } })
  const found = await jimmy.ask<{ policies: { edges: { node: { number: string } }[] } }>(
    '{ policies(search: "żak jan", first: 10) { edges { node { number } } } }',
  )
  expect(found.policies.edges).toEqual([{ node: { number: policy.number } }])
  expect(await jimmy.terminates(policy, '2096-06-04')).toMatchObject({ refund: { amount: '50.40' } })
  await news.hasSeen(
    'jimmy.solid just sold policy for TRI!!!',
    "jimmy.solid's policy for TRI was terminated on 2096-06-04.",
  )
  const { room } = await danny.ask<{ room: { messages: { edges: { node: { sentAt: string } }[] } } }>(
    '{ room(id: "general") { messages(last: 1) { edges { node { sentAt } } } } }',
  )
  const sentAt = new Date(room.messages.edges[0]?.node.sentAt ?? 0).getTime()
  expect(Math.abs(Date.now() - sentAt)).toBeLessThan(60 * 60 * 1_000)
  expect(parley.log().filter(({ level }) => level >= 40)).toEqual([])
})
