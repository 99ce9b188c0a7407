import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { proxyTo } from '../messaging/rabbitmq/testing.ts'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

let way: Awaited<ReturnType<typeof proxyTo>> | undefined
// Before that of the app, and so after it: the app still needs its database to close.
afterAll(() => way?.close())
const parley = parleyHere(async ({ url }) => {
  way = await proxyTo(url)
  return { DATABASE_URL: way.url }
})

const takeAway = () => {
  way?.refuse(true)
  way?.cut()
}

const ask = (token: string, query: string, accept = 'application/json') =>
  fetch(`${parley.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })

const isReady = async () => (await fetch(`${parley.url}/readyz`)).status === 200
const unavailable = { errors: [{ extensions: { code: 'UNAVAILABLE', id: expect.any(String) } }] }
const messages = 'subscription { messageReceived { cursor } }'
const events = 'text/event-stream'

beforeEach(async () => {
  way?.refuse(false)
  await until('the database is there', isReady)
})
afterEach(() => way?.refuse(false))

describe('while the database is away', () => {
  test.each([
    ['a query', '{ me { login } }', 'application/json'],
    ['a query in the new media type', '{ me { login } }', 'application/graphql-response+json'],
    ['a mutation', 'mutation { sendMessage(input: { text: "x" }) { __typename } }', 'application/json'],
    ['a query by event stream', '{ me { login } }', events],
    ['a subscription', messages, events],
  ])('%s of somebody who cannot be looked up MUST be answered with 503', async (_, query, accept) => {
    // Not asked with before: whom it has just seen, the server believes.
    const { token } = await parley.agent()
    takeAway()
    const response = await ask(token, query, accept)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject(unavailable)
  })

  test('an event stream of somebody who is known MUST be cut without a complete, and a JSON request answered with 503', async () => {
    const { token } = await parley.agent()
    expect((await ask(token, '{ __typename }')).status).toBe(200)
    takeAway()
    const [stream, answer] = await Promise.all([ask(token, messages, events), ask(token, messages)])
    expect(stream.status).toBe(200)
    const heard: Uint8Array[] = []
    const reading = async () => {
      for await (const chunk of stream.body ?? []) heard.push(chunk)
    }
    await expect(reading()).rejects.toThrow('terminated')
    expect(Buffer.concat(heard).toString()).not.toContain('event:')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject(unavailable)
  })

  test('what needs no database MUST be answered, and everything once it is back', async () => {
    const jimmy = await parley.agent()
    takeAway()
    expect(await (await fetch(`${parley.url}/graphql?query={__typename}`)).json()).toEqual({
      data: { __typename: 'Query' },
    })
    way?.refuse(false)
    await until('it is ready again', isReady)
    await jimmy.sends('here again')
  })
})
