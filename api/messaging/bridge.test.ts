import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { isUnreachable } from '../lib/errors.ts'
import { type BridgeOptions, type EventDelivery, startBridge } from './bridge.ts'
import { hasSeen, markSeen } from './inbox.ts'
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

/** The bridge on the real broker; `told` holds what a slice that uses the inbox would tell. */
async function start(over: Partial<BridgeOptions> = {}) {
  const names = await testTopology()
  cleanUp.push(names.dispose)
  const broker = await connectRabbit(names.url, { ...names, log, pauses: [20, 20, 20, 20] })
  cleanUp.push(broker.close)
  const deliveries: EventDelivery[] = []
  const told: EventDelivery[] = []
  const deliver = async (delivery: EventDelivery) => {
    deliveries.push(delivery)
    if (await database.db.transaction((tx) => markSeen(tx, delivery.inboxKey))) told.push(delivery)
  }
  const bridge = await startBridge({
    broker,
    log,
    deliver,
    hasSeen: (key) => hasSeen(database.db.sql, key),
    isOurs: async () => false,
    isUnreachable,
    isUp: async () => true,
    now: () => now,
    ...over,
  })
  cleanUp.push(async () => bridge.stop())
  const publish = (routingKey: string, body: string, properties = {}) =>
    void names.channel.publish(names.exchange, routingKey, Buffer.from(body), properties)
  const kinds = () => told.map(({ event }) => event.kind)
  const letters = async () => {
    const dead = await rabbitDeadLetters(names.url, names)
    return dead.list(100).finally(dead.close)
  }
  return { publish, deliver, deliveries, told, kinds, letters }
}

const easyNetQ = (number: string) =>
  `{"PolicyNumber":"${number}","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00","PolicyTo":"2024-06-11T00:00:00",` +
  '"PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"},"TotalPremium":72.00000,"AgentLogin":"jimmy.solid"}'
const rawRabbit = (number: string) =>
  `{"$id":"1","policyNumber":"${number}","productCode":"TRI","policyFrom":"2024-06-01T00:00:00",` +
  '"policyTo":"2024-06-11T00:00:00","policyHolder":{"$id":"2","firstName":"Jan","lastName":"Żak","taxId":"80010112345"},' +
  '"totalPremium":72.00000,"agentLogin":"jimmy.solid"}'
const ended = (number: string) =>
  `{"PolicyNumber":"${number}","ProductCode":"TRI","PolicyFrom":"2024-06-01T00:00:00","PolicyTo":"2024-06-04T00:00:00",` +
  '"PolicyHolder":{"FirstName":"Jan","LastName":"Żak","TaxId":null},"TotalPremium":21.60,"AmountToReturn":50.40000}'

describe('the bridge', () => {
  test('a sale in both shapes of the .NET services, each sent twice, MUST be told once', async () => {
    const { publish, deliveries, told } = await start()
    const number = randomUUID()
    for (const _ of [1, 2]) {
      publish('policycreated', easyNetQ(number), {
        type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api',
        correlationId: randomUUID(),
      })
      publish('policycreated', rawRabbit(number))
    }
    await expect.poll(() => deliveries).toHaveLength(4)
    expect(new Set(deliveries.map(({ inboxKey }) => inboxKey))).toEqual(new Set([`policycreated:${number}`]))
    expect(told).toEqual([
      {
        inboxKey: `policycreated:${number}`,
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

  test('garbage MUST become dead letters with the reason, and the next event be told', async () => {
    const { publish, kinds, letters } = await start()
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

  test('every kind of event MUST be told, with the time its publisher gave it', async () => {
    const { publish, told, kinds } = await start()
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
    expect(told[0]?.at).toEqual(at)
  })

  test('events that may happen again MUST be known by their message, or by their words', async () => {
    const { publish, deliveries, told } = await start()
    const payment = '{"PolicyNumber":"p","Amount":72.00}'
    for (const messageId of ['m-1', 'm-1', 'm-2', undefined, undefined])
      publish('paymentreceived', payment, { messageId })
    await expect.poll(() => deliveries).toHaveLength(5)
    expect(told.map(({ inboxKey }) => inboxKey)).toEqual([
      'message:paymentreceived:m-1',
      'message:paymentreceived:m-2',
      expect.stringMatching(/^message:paymentreceived:[\w-]{43}$/),
    ])
  })

  test('a termination MUST NOT overtake its sale, which travels in another queue', async () => {
    let looks = 0
    const { publish, kinds } = await start({
      isOurs: async () => true,
      hasSeen: (key) => {
        looks++
        return hasSeen(database.db.sql, key)
      },
    })
    const number = randomUUID()
    publish('policyterminated', ended(number.toUpperCase()))
    // One that does not wait looks once. A stranger's waits half a second: with these pauses it looks seven times.
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(7)
    expect(kinds()).toEqual([])
    publish('policycreated', easyNetQ(number))
    await expect.poll(kinds).toEqual(['PolicySold', 'PolicyTerminated'])
  })

  test('a termination whose sale nobody here knows MUST be told all the same', async () => {
    const { publish, kinds } = await start()
    publish('policyterminated', ended(randomUUID()))
    await expect.poll(kinds, { timeout: 3_000 }).toEqual(['PolicyTerminated'])
  })

  test('while the database is away nothing MUST become a dead letter', async () => {
    let up = false
    let tries = 0
    let asked = 0
    const arrived: EventDelivery[] = []
    const { publish, letters } = await start({
      isUp: async () => {
        asked++
        return up
      },
      deliver: async (delivery) => {
        tries++
        if (!up) throw new Error('connection refused')
        arrived.push(delivery)
      },
    })
    publish('policycreated', easyNetQ(randomUUID()))
    // Asked again and again whether the database is back, and not tried before it is.
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(3)
    expect(tries).toBe(1)
    up = true
    await expect.poll(() => arrived).toHaveLength(1)
    expect(await letters()).toEqual([])
  })

  test('connections that break again and again MUST cost an event neither its turn nor its life', async () => {
    let failures = 0
    const { publish, kinds, letters, deliver } = await start({
      deliver: async (delivery) => {
        if (failures++ < 8) throw Object.assign(new Error('lost'), { code: 'CONNECTION_CLOSED' })
        await deliver(delivery)
      },
    })
    publish('policycreated', easyNetQ(randomUUID()))
    publish('policycreated', easyNetQ(randomUUID()))
    await expect.poll(kinds, { timeout: 10_000 }).toEqual(['PolicySold', 'PolicySold'])
    expect(failures).toBe(10)
    expect(await letters()).toEqual([])
  })
})
