import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { pushBrowser, pushService } from './push-service.ts'
import { until } from './waiting.ts'

const service = pushService()
beforeAll(() => service.listening)
afterAll(() => service.close())
const parley = parleyHere({ PUSH_CONTACT: 'mailto:us@example.org' }, { reach: service.reach, settle: 0 })

const subscribes = async (agent: Agent, name: string) => {
  const browser = pushBrowser(name)
  await agent.does('subscribeToPush', 'endpoint', browser.input)
  const read = () => service.pushed.filter(({ path }) => path === browser.path).map(browser.read)
  return { ...browser, pushes: read }
}
const directRoom = async (agent: Agent, login: string) =>
  (await agent.does<{ room: { id: string } }>('openDirectRoom', 'room { id }', { logins: [login] })).room.id

test('what calls an agent who does not look MUST be pushed once to every browser, and taken back once it is read', async () => {
  const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
  const [phone, laptop] = [await subscribes(danny, 'phone'), await subscribes(danny, 'laptop')]
  const room = await directRoom(jimmy, 'danny.solid')
  await jimmy.sends('Have you a minute?', { roomId: room })
  await until('both are pushed to', () => phone.pushes().length > 0 && laptop.pushes().length > 0)
  expect(phone.pushes()).toEqual([
    {
      room,
      title: 'Jimmy Solid',
      body: 'Have you a minute?',
      sound: false,
      path: expect.stringMatching(`^/chat/${room}/[0-9a-f-]+$`),
    },
  ])
  const { pushKey } = await danny.ask<{ pushKey: string }>('{ pushKey }')
  expect(service.pushed[0]?.headers).toMatchObject({
    authorization: expect.stringMatching(`^vapid t=[^ ]+, k=${pushKey}$`),
    'content-encoding': 'aes128gcm',
    ttl: '43200',
    urgency: 'high',
    topic: expect.stringMatching(/^[\w-]{32}$/),
  })

  const { cursor } = await jimmy.sends('It can wait', { roomId: room })
  await until('the next is pushed', () => phone.pushes().length === 2)
  await danny.does('markRoomRead', 'room { id }', { roomId: room, upTo: cursor })
  await until('it is taken back', () => phone.pushes().length === 3 && laptop.pushes().length === 3)
  expect(phone.pushes()[2]).toEqual({ read: room })

  // A mention calls in a muted room, and the rest does not.
  await danny.does('setInvolvement', 'room { id }', { roomId: 'general', involvement: 'NOTHING' })
  await jimmy.sends('for everybody')
  const { message } = await jimmy.sends('@danny.solid for you')
  await until('the mention is pushed', () => phone.pushes().length === 4)
  expect(phone.pushes()[3]).toMatchObject({ title: 'Jimmy Solid · All agents', body: '@danny.solid for you' })
  await jimmy.does('deleteMessage', 'message { id }', { messageId: message.id })
  await until('what is deleted is taken back', () => phone.pushes().length === 5 && laptop.pushes().length === 5)
  expect(phone.pushes()[4]).toEqual({ read: 'general' })

  // A browser that has gone is forgotten, and so is one whose session has ended.
  service.gone.add(phone.path)
  await jimmy.sends('@danny.solid again')
  await until('the phone is forgotten', async () => {
    const rows = await parley.database.db.sql`select from push_target where endpoint = ${phone.input.endpoint}`
    return rows.length === 0
  })
  await until('the laptop is pushed to', () => laptop.pushes().length === 6)
  await danny.ask('mutation { logout }')
  await jimmy.sends('@danny.solid a secret')
  await until('the laptop is forgotten', async () => {
    const rows = await parley.database.db.sql`select from push_target where login = 'danny.solid'`
    return rows.length === 0
  })
  expect(laptop.pushes()).toHaveLength(6)
})

test('a browser MUST be pushed to for whoever subscribed last, unless it has unsubscribed', async () => {
  const [jimmy, admin] = [await parley.agent('jimmy.solid'), await parley.agent('admin')]
  const browser = await subscribes(jimmy, 'shared')
  await admin.does('subscribeToPush', 'endpoint', browser.input)
  await jimmy.does('unsubscribeFromPush', 'endpoint', { endpoint: browser.input.endpoint })
  const owner = async () =>
    (
      await parley.database.db.sql<{ login: string }[]>`
      select login from push_target where endpoint = ${browser.input.endpoint}`
    )[0]?.login
  expect(await owner()).toBe('admin')
  await admin.does('unsubscribeFromPush', 'endpoint', { endpoint: browser.input.endpoint })
  expect(await owner()).toBeUndefined()
  const refused = await admin.isRefused('subscribeToPush', { ...browser.input, endpoint: 'https://127.0.0.1:9200/x' })
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'endpoint' }] })
})
