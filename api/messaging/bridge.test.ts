import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commissionCalculatedType } from '../commissions/events.ts'
import { isAway } from '../db/away.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { paymentReceivedType } from '../payments/events.ts'
import { policyCreatedType, policyTerminatedType, productActivatedType, tariffChangedType } from '../policies/events.ts'
import { type BridgeOptions, startBridge } from './bridge.ts'
import { type Consumer, type EventDelivery, type HandlerOptions, on } from './consumer.ts'
import { exampleOf } from './described-event.ts'
import { rabbitDeadLetters } from './rabbitmq/dead-letters.ts'
import { connectRabbit } from './rabbitmq/rabbitmq.ts'
import { testTopology } from './rabbitmq/testing.ts'

const log = pino({ level: 'silent' })
const now = new Date('2026-01-01T12:00:00Z')
let database: TestDatabase
const cleanUp: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate inbox`
})
afterEach(async () => {
  for (const dispose of cleanUp.splice(0).reverse()) await dispose()
})
afterAll(() => database.drop())

type Happened = EventDelivery<{ kind: string }>

/** A consumer of all events that keeps what it was given: every time in `deliveries`, and in `taken` what committed. */
function recordingConsumer(name = 'notifications', before?: (event: Happened) => Promise<void>) {
  const deliveries: Happened[] = []
  const taken: Happened[] = []
  const keep: HandlerOptions<{ kind: string }> = {
    before,
    handle: async (tx, delivery) => {
      deliveries.push(delivery)
      tx.afterCommit(() => void taken.push(delivery))
    },
  }
  const consumer: Consumer = {
    name,
    handlers: [
      on(policyCreatedType, keep),
      on(policyTerminatedType, keep),
      on(productActivatedType, keep),
      on(tariffChangedType, keep),
      on(paymentReceivedType, keep),
      on(commissionCalculatedType, keep),
    ],
  }
  return { consumer, deliveries, taken, kinds: () => taken.map(({ event }) => event.kind) }
}

/** The bridge on the real broker. */
async function start(consumers: Consumer[], over: Partial<BridgeOptions> = {}) {
  const names = await testTopology()
  cleanUp.push(names.dispose)
  const broker = await connectRabbit(names.url, { ...names, log, pauses: [20, 20, 20, 20] })
  cleanUp.push(broker.close)
  const bridge = await startBridge({
    broker,
    db: database.db,
    consumers,
    log,
    isAway,
    isUp: async () => true,
    now: () => now,
    ...over,
  })
  cleanUp.push(async () => bridge.stop())
  const publish = (routingKey: string, body: string, properties = {}) =>
    void names.channel.publish(names.exchange, routingKey, Buffer.from(body), properties)
  const letters = async () => {
    const dead = await rabbitDeadLetters(names.url, names)
    return dead.list(100).finally(dead.close)
  }
  const marks = () => database.db.sql<{ consumer: string; key: string }[]>`select consumer, key from inbox order by key`
  return { bridge, names, publish, letters, marks }
}

async function startRecording(over: Partial<BridgeOptions> = {}) {
  const recording = recordingConsumer()
  return { ...recording, ...(await start([recording.consumer], over)) }
}

const easyNetQ = (number: string) =>
  `{"PolicyNumber":"${number}","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00","PolicyTo":"2024-06-11T00:00:00",` +
  '"PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"},"TotalPremium":72.00000,"AgentLogin":"jimmy.solid"}'
const rawRabbit = (number: string) =>
  `{"$id":"1","policyNumber":"${number}","productCode":"TRI","policyFrom":"2024-06-01T00:00:00",` +
  '"policyTo":"2024-06-11T00:00:00","policyHolder":{"$id":"2","firstName":"Jan","lastName":"Żak","taxId":"80010112345"},' +
  '"totalPremium":72.00000,"agentLogin":"jimmy.solid"}'
const ended = (policyNumber: string) => exampleOf(policyTerminatedType, { policyNumber })

describe('the bridge', () => {
  test('a sale in both shapes of the .NET services, each sent twice, MUST be taken in once', async () => {
    const { publish, deliveries, taken, marks, bridge } = await startRecording()
    const number = randomUUID()
    for (const _ of [1, 2]) {
      publish('policycreated', easyNetQ(number), {
        type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api',
        correlationId: randomUUID(),
      })
      publish('policycreated', rawRabbit(number.toUpperCase()))
    }
    await expect.poll(() => deliveries).toHaveLength(4)
    await expect.poll(bridge.repetitions).toBe(3)
    expect(await marks()).toEqual([{ consumer: 'notifications', key: `policycreated:${number}` }])
    expect(taken).toMatchObject([
      {
        at: now,
        event: {
          kind: 'PolicySold',
          policyNumber: number,
          productCode: 'TRI',
          policyFrom: '2024-06-01',
          policyTo: '2024-06-11',
          holder: { firstName: 'Jan', lastName: 'Żak', taxId: '80010112345' },
          premium: 7200,
          agentLogin: 'jimmy.solid',
        },
      },
    ])
  })

  test('garbage MUST become dead letters with the reason, and the next event be taken in', async () => {
    const { publish, kinds, letters } = await startRecording()
    publish('policycreated', 'this is no JSON')
    publish('policycreated', '')
    publish('policycreated', '{"ProductCode":"TRI"}')
    publish('policyterminated', '[1]')
    publish('policycreated', easyNetQ(randomUUID()))
    await expect.poll(kinds).toEqual(['PolicySold'])
    await expect.poll(letters).toHaveLength(4)
    expect((await letters()).map(({ reason }) => reason).sort()).toEqual([
      'PolicyNumber: expected text that is not blank, found nothing',
      'The body is an array: expected a JSON object',
      'The body is empty: expected a JSON object',
      'The body is not JSON: expected a JSON object',
    ])
  })

  test('every kind of event MUST be taken in, with the time its publisher gave it', async () => {
    const { publish, taken, kinds } = await startRecording()
    const at = new Date('2024-06-01T10:00:00Z')
    publish('productactivated', '{"ProductCode":"TRI"}', { timestamp: at.getTime() / 1_000 })
    await expect.poll(kinds).toEqual(['ProductActivated'])
    publish('tariffchanged', '{"ProductCode":"TRI"}')
    publish('paymentreceived', '{"PolicyNumber":"p","Amount":72.00}')
    publish('commissioncalculated', '{"Amount":7.20}')
    publish('policyterminated', ended('p'))
    await expect
      .poll(() => kinds().sort())
      .toEqual(['CommissionCalculated', 'PaymentReceived', 'PolicyTerminated', 'ProductActivated', 'TariffChanged'])
    expect(taken[0]?.at).toEqual(at)
  })

  test('events that may happen again MUST be known by their message, or else by their words and time', async () => {
    const { publish, deliveries, taken, marks, bridge } = await startRecording()
    const payment = '{"PolicyNumber":"p","Amount":72.00}'
    const timestamp = 1_717_236_000
    for (const properties of [
      { messageId: 'm-1' },
      { messageId: 'm-1' },
      { messageId: 'm-2' },
      { correlationId: 'first attempt' },
      { correlationId: 'second attempt' },
      { timestamp },
      { timestamp },
      { timestamp: timestamp + 1 },
    ])
      publish('paymentreceived', payment, properties)
    await expect.poll(() => deliveries).toHaveLength(8)
    await expect.poll(bridge.repetitions).toBe(3)
    await expect.poll(() => taken).toHaveLength(5)
    const keys = (await marks()).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['message:paymentreceived:m-1', 'message:paymentreceived:m-2']))
    expect(keys.filter((key) => /^message:paymentreceived:[\w-]{43}$/.test(key))).toHaveLength(3)
  })

  test('a consumer that fails MUST delay no other one, and only its own dead letters be replayed to it', async () => {
    let broken = true
    const payments = recordingConsumer('payments', async () => {
      if (broken) throw new Error('the payments are broken')
    })
    const policyCreatedOnly = payments.consumer.handlers.slice(0, 1)
    const notifications = recordingConsumer()
    const { publish, letters, names, marks } = await start([
      { ...payments.consumer, handlers: policyCreatedOnly },
      notifications.consumer,
    ])
    const [first, second] = [randomUUID(), randomUUID()]
    publish('policycreated', easyNetQ(first))
    publish('policycreated', easyNetQ(second))
    await expect.poll(notifications.kinds).toEqual(['PolicySold', 'PolicySold'])
    await expect.poll(letters).toHaveLength(2)
    expect((await letters()).map(({ from, reason }) => [from, reason])).toEqual([
      [`${names.queuePrefix}payments.PolicyCreated`, 'the payments are broken'],
      [`${names.queuePrefix}payments.PolicyCreated`, 'the payments are broken'],
    ])
    broken = false
    const dead = await rabbitDeadLetters(names.url, names)
    for (const { id } of await dead.list(10)) expect(await dead.replay(id)).toBe(true)
    await dead.close()
    await expect.poll(payments.kinds).toEqual(['PolicySold', 'PolicySold'])
    expect(notifications.deliveries).toHaveLength(2)
    expect(await marks()).toHaveLength(4)
  })

  test('while the database is away nothing MUST become a dead letter', async () => {
    let up = false
    let tries = 0
    let asked = 0
    const { consumer, kinds } = recordingConsumer('notifications', async () => {
      tries++
      if (!up) throw new Error('connection refused')
    })
    const { publish, letters } = await start([consumer], {
      isUp: async () => {
        asked++
        return up
      },
    })
    publish('policycreated', easyNetQ(randomUUID()))
    // Asked again and again whether the database is back, and not tried before it is.
    await expect.poll(() => asked).toBeGreaterThan(3)
    expect(tries).toBe(1)
    up = true
    await expect.poll(kinds).toHaveLength(1)
    expect(await letters()).toEqual([])
  })

  test('connections that break again and again MUST cost an event neither its turn nor an attempt', async () => {
    let failures = 0
    const { consumer, kinds } = recordingConsumer('notifications', async () => {
      if (failures++ < 8) throw Object.assign(new Error('lost'), { code: 'CONNECTION_CLOSED' })
    })
    const { publish, letters } = await start([consumer])
    publish('policycreated', easyNetQ(randomUUID()))
    publish('policycreated', easyNetQ(randomUUID()))
    await expect.poll(kinds).toEqual(['PolicySold', 'PolicySold'])
    expect(failures).toBe(10)
    expect(await letters()).toEqual([])
  })
})
