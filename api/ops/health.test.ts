import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { channelOfAnything } from '../pubsub/testing.ts'
import { createOpsHandler } from './health.ts'
import type { HealthChecks } from './health-checks.ts'
import type { Peers } from './metrics.ts'

const well: HealthChecks = {
  database: async () => 'ok',
  broker: () => true,
  pubSub: () => true,
  draining: () => false,
  connections: () => 3,
  readers: () => 2,
  ignoredMessages: () => 4,
  outbox: async () => ({ waiting: 5, parked: 1 }),
  brokerUnavailable: () => ['parley.PolicyCreated'],
  repeatedEvents: () => 7,
}
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(changes: Partial<HealthChecks> = {}, peers: Peers | null = null) {
  const ops = createOpsHandler({ ...well, ...changes }, peers)
  const server = createServer((request, response) => {
    if (!ops(request, response, request.url ?? '')) response.writeHead(404).end('not for operators')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  return (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
}

describe('readiness', () => {
  test.each<[string, Partial<HealthChecks>, number, object]>([
    ['well', {}, 200, { status: 'ready', database: 'ok', broker: 'ok', pubSub: 'ok' }],
    [
      'without its database',
      { database: () => Promise.reject(new Error('select 1')) },
      503,
      { status: 'not ready', database: 'unreachable' },
    ],
    [
      'with a database that takes no writes',
      { database: async () => 'read-only' },
      503,
      { status: 'not ready', database: 'read-only' },
    ],
    [
      'without the broker, whose events can wait',
      { broker: () => false },
      200,
      { status: 'ready', broker: 'unreachable' },
    ],
    [
      'without pub/sub, whose readers can be late',
      { pubSub: () => false },
      200,
      { status: 'ready', pubSub: 'unreachable' },
    ],
    ['draining', { draining: () => true }, 503, { status: 'draining', database: 'ok' }],
  ])('a process that is %s MUST say so', async (_, changes, status, body) => {
    const response = await (await serve(changes))('/readyz')
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(body)
  })

  test('a database that does not answer MUST be reported as unreachable within its timeout', async () => {
    const response = await (await serve({ database: () => new Promise(() => {}) }))('/readyz')
    expect(response.status).toBe(503)
  })
})

test('a process that lives MUST say so, whatever it lacks', async () => {
  const response = await (await serve({ database: () => Promise.reject(new Error()), draining: () => true }))(
    '/healthz',
  )
  expect([response.status, await response.json()]).toEqual([200, { status: 'alive' }])
})

test('metrics MUST be what is, also when one of them cannot be known', async () => {
  const text = await (await (await serve({ outbox: () => Promise.reject(new Error('away')) }))('/metrics')).text()
  expect(text).toMatch(/^parley_connections 3$/m)
  expect(text).toMatch(/^parley_topic_readers 2$/m)
  expect(text).toMatch(/^parley_broker_up 1$/m)
  expect(text).toMatch(/^parley_broker_unavailable 1$/m)
  expect(text).toMatch(/^parley_repeated_events_total 7$/m)
  expect(text).toMatch(/^parley_outbox_waiting Nan$/m)
  expect(text).toMatch(/^process_cpu_seconds_total /m)
})

test('metrics of any worker MUST be those of all: sums, and once what each knows of the same server', async () => {
  const peers = { pubSub: inMemoryPubSub(), workers: 2 }
  const one = await serve({}, peers)
  // What is no question of a worker is not answered.
  for (const thing of [null, 42, 'metrics', [], {}, { id: 7 }])
    peers.pubSub.publish(channelOfAnything('metrics'), thing)
  await serve({ connections: () => 4, broker: () => false, outbox: () => Promise.reject(new Error('away')) }, peers)
  const text = await (await one('/metrics')).text()
  expect(text).toMatch(/^parley_workers 2$/m)
  expect(text).toMatch(/^parley_connections 7$/m)
  expect(text).toMatch(/^parley_broker_up 0$/m)
  expect(text).toMatch(/^parley_broker_unavailable 1$/m)
  expect(text).toMatch(/^parley_repeated_events_total 14$/m)
  expect(text).toMatch(/^parley_outbox_waiting Nan$/m)
})

test('metrics MUST not wait for ever for a worker that does not answer', async () => {
  const ask = await serve({}, { pubSub: inMemoryPubSub(), workers: 2 })
  const text = await (await ask('/metrics')).text()
  expect(text).toMatch(/^parley_workers 1$/m)
  expect(text).toMatch(/^parley_connections 3$/m)
})

test.each(['/healthz', '/readyz', '/metrics'])(
  '%s MUST be answered alike to GET and HEAD, and to nothing else',
  async (path) => {
    for (const changes of [{}, { database: () => Promise.reject(new Error('away')) }]) {
      const ask = await serve(changes)
      const [got, headed] = [await ask(path), await ask(path, 'HEAD')]
      expect(headed.status).toBe(got.status)
      expect(await headed.text()).toBe('')
      for (const method of ['POST', 'OPTIONS', 'DELETE']) {
        const refused = await ask(path, method)
        expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
      }
    }
  },
)

test('other addresses MUST be left to others', async () => {
  const ask = await serve()
  expect((await ask('/healthz/x')).status).toBe(404)
  expect((await ask('/')).status).toBe(404)
})
