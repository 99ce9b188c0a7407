import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { connect } from 'amqplib'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { brokerContract, envelope, ids, lettersOf, recorder } from '../broker-contract.ts'
import { rabbitDeadLetters } from './dead-letters.ts'
import { connectRabbit } from './rabbitmq.ts'
import { proxyTo, testTopology } from './testing.ts'
import type { Topology } from './topology.ts'

const log = pino({ level: 'silent' })
const pauses = [20, 20, 20, 20]

brokerContract('RabbitMQ', async () => {
  const names = await testTopology()
  return {
    open: () => connectRabbit(names.url, { ...names, log, pauses }),
    deadLetters: () => rabbitDeadLetters(names.url, names),
    dispose: names.dispose,
  }
})

describe('the RabbitMQ engine', () => {
  const cleanUp: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const dispose of cleanUp.splice(0).reverse()) await dispose()
  })

  async function start({ cloudEvents = false } = {}) {
    const names = await testTopology()
    cleanUp.push(names.dispose)
    const proxy = await proxyTo(names.url)
    cleanUp.push(proxy.close)
    const broker = await connectRabbit(proxy.url, { ...names, log, pauses, cloudEvents })
    cleanUp.push(broker.close)
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    const queue = `${names.queuePrefix}PolicyCreated`
    const server = {
      open: async () => broker,
      deadLetters: () => rabbitDeadLetters(names.url, names),
      dispose: async () => {},
    }
    return { names, proxy, broker, seen, queue, server }
  }

  test('where CloudEvents are on, the same message MUST be one in binary mode, with the id that it has without', async () => {
    const { names, broker, seen } = await start({ cloudEvents: true })
    const { queue } = await names.channel.assertQueue('', { exclusive: true })
    await names.channel.bindQueue(queue, names.exchange, 'policycreated')
    const at = new Date('2024-06-01T10:00:00.500Z')
    const sent = envelope('policycreated', { id: 'id-1', type: 'A.B, C', body: '{"Ż":72.00}', at })
    await broker.publish({ ...sent, subject: 'policy-1' })
    const message = await names.channel.get(queue)
    if (!message) throw new Error('nothing was published')
    expect(message.content.toString()).toBe('{"Ż":72.00}')
    expect(message.properties).toMatchObject({
      type: 'A.B, C',
      messageId: 'id-1',
      contentType: 'application/json',
      headers: {
        timestamp_in_ms: at.getTime(),
        'cloudEvents:specversion': '1.0',
        'cloudEvents:id': 'id-1',
        'cloudEvents:source': '/parley',
        'cloudEvents:type': 'A.B',
        'cloudEvents:time': '2024-06-01T10:00:00.500Z',
        'cloudEvents:subject': 'policy-1',
      },
    })
    await expect.poll(() => ids(seen.seen)).toEqual(['id-1'])
  })

  test('what it publishes MUST be understood by the .NET services and survive a restart of the broker', async () => {
    const { names, broker } = await start()
    const { queue } = await names.channel.assertQueue('', { exclusive: true })
    await names.channel.bindQueue(queue, names.exchange, 'policycreated')
    const at = new Date('2024-06-01T10:00:00.500Z')
    await broker.publish(envelope('policycreated', { id: 'id-1', type: 'A.B, C', body: '{"Ż":72.00}', at }))
    const message = await names.channel.get(queue)
    if (!message) throw new Error('nothing was published')
    expect(message.content.toString()).toBe('{"Ż":72.00}')
    expect(message.properties).toMatchObject({
      type: 'A.B, C',
      messageId: 'id-1',
      contentType: 'application/json',
      deliveryMode: 2,
      timestamp: 1717236000,
    })
    expect(Object.keys(message.properties.headers ?? {}).filter((name) => /cloudevents/i.test(name))).toEqual([])
  })

  test('a broker that cannot be reached MUST be named, without its password, by the first connection', async () => {
    const started = connectRabbit('amqp://parley:sesame@127.0.0.1:1/house', { log })
    await expect(started).rejects.toThrow(/amqp:\/\/parley:…@127\.0\.0\.1:1\/house.*ECONNREFUSED/)
  })

  test('a cut connection MUST be made again, and everything arrives', async () => {
    const { proxy, broker, seen } = await start()
    await broker.publish(envelope('policycreated', { id: 'before' }))
    await seen.reached(1)
    proxy.cut()
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'after' }))
    // The acknowledgement of the first may have been cut off.
    await until(() => ids(seen.seen).includes('after'))
    expect(new Set(ids(seen.seen))).toEqual(new Set(['before', 'after']))
    await until(() => broker.ready())
  })

  test('a broker that is away for a while MUST be found when it is back', async () => {
    const { proxy, broker, seen } = await start()
    proxy.refuse(true)
    proxy.cut()
    await until(() => !broker.ready())
    await expect(broker.publish(envelope('policycreated'))).rejects.toThrow('RabbitMQ is not connected')
    proxy.refuse(false)
    await until(() => broker.ready())
    await broker.publish(envelope('policycreated', { id: 'after' }))
    expect(ids(await seen.reached(1))).toEqual(['after'])
  })

  test('events MUST be consumed as soon as the broker is back when it was away at the time of consuming', async () => {
    const { proxy, broker } = await start()
    proxy.refuse(true)
    proxy.cut()
    await until(() => !broker.ready())
    const seen = recorder()
    await broker.consume(['PolicyTerminated'], seen.record)
    proxy.refuse(false)
    await until(() => broker.ready())
    await broker.publish(envelope('policyterminated', { id: 'late' }))
    expect(ids(await seen.reached(1))).toEqual(['late'])
  })

  test('a frozen broker MUST be noticed, and publishing not hang', { timeout: 120_000 }, async () => {
    const { proxy, broker, seen } = await start()
    proxy.freeze()
    await expect(broker.publish(envelope('policycreated', { id: 'lost in the ice' }))).rejects.toThrow()
    await expect.poll(() => broker.ready(), { timeout: 60_000 }).toBe(true)
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'after' }))
    expect(ids(await seen.reached(1))).toContain('after')
  })

  test('a queue that is deleted while it is consumed MUST be declared and consumed again', async () => {
    const { names, broker, seen, queue } = await start()
    await names.channel.deleteQueue(queue)
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'after' }))
    expect(ids(await seen.reached(1))).toEqual(['after'])
  })

  test('what was taken from a queue before it was deleted MUST still be handled', async () => {
    const { names, broker } = await start()
    const begun = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const seen = recorder()
    await broker.consume(['TariffChanged'], async (event) => {
      begun.resolve()
      await go.promise
      await seen.record(event)
    })
    const queue = `${names.queuePrefix}TariffChanged`
    const sent = Array.from({ length: 5 }, (_, n) => envelope('tariffchanged', { id: `taken ${n}` }))
    for (const event of sent) await broker.publish(event)
    await begun.promise
    await expect.poll(async () => (await names.channel.checkQueue(queue)).messageCount).toBe(0)
    await names.channel.deleteQueue(queue)
    await publishUntilTaken(broker.publish, envelope('tariffchanged', { id: 'after' }))
    go.resolve()
    expect(ids(await seen.reached(6))).toEqual([...ids(sent), 'after'])
  })

  test('a channel that the broker closes MUST be opened again', async () => {
    const { names, broker, seen } = await start()
    // Publishing to an exchange that is gone closes the channel.
    await names.channel.deleteExchange(names.exchange)
    await expect(broker.publish(envelope('policycreated'))).rejects.toThrow()
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'after' }))
    expect(ids(await seen.reached(1))).toEqual(['after'])
  })

  test('a handler that was busy when the connection broke MUST NOT overlap with the redelivery', async () => {
    const { names, proxy } = await start()
    const busy = await connectRabbit(proxy.url, { ...names, log, pauses })
    cleanUp.push(busy.close)
    const begun = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const seen = recorder()
    let running = 0
    let most = 0
    await busy.consume(['TariffChanged'], async (event) => {
      most = Math.max(most, ++running)
      begun.resolve()
      await go.promise
      running--
      await seen.record(event)
    })
    await busy.publish(envelope('tariffchanged', { id: 'one' }))
    await begun.promise
    proxy.cut()
    await until(() => !busy.ready())
    await until(() => busy.ready())
    await publishUntilTaken(busy.publish, envelope('tariffchanged', { id: 'two' }))
    go.resolve()
    expect(ids(await seen.reached(3))).toEqual(['one', 'one', 'two'])
    expect(most).toBe(1)
  })

  test('a message without any property MUST be handled', async () => {
    const { names, seen } = await start()
    names.channel.publish(names.exchange, 'policycreated', Buffer.from('\uFEFF{"$id":"1"}'))
    const [got] = await seen.reached(1)
    expect(got).toEqual({ id: null, name: 'policycreated', type: null, body: '{"$id":"1"}', at: null })
  })

  test('a property that cannot be encoded MUST refuse the event instead of breaking the connection', async () => {
    const { broker } = await start()
    const published = broker.publish(envelope('policycreated', { type: 'x'.repeat(300) }))
    await expect(published).rejects.toMatchObject({ name: 'PublishRejected', forNow: false })
    await broker.publish(envelope('policycreated'))
  })

  test('a dead letter MUST say why, and from where, in its headers, and keep the message as it was', async () => {
    const { names, broker, server } = await start()
    await broker.consume(['TariffChanged'], async () => {
      throw new Error('ProductCode: expected text')
    })
    const bytes = gzipSync('{"a":1}')
    names.channel.publish(names.exchange, 'tariffchanged', bytes, {
      messageId: 'm-1',
      contentEncoding: 'gzip',
      expiration: '60000',
      headers: { tenant: 'north', CC: [`${names.queuePrefix}PolicyCreated`] },
    })
    await lettersOf(server, 1)
    const letter = await names.channel.get(`${names.queuePrefix}dead`)
    if (!letter) throw new Error('no dead letter')
    expect([...letter.content]).toEqual([...bytes])
    expect(letter.properties).toMatchObject({
      messageId: 'm-1',
      contentEncoding: 'gzip',
      deliveryMode: 2,
      expiration: undefined,
    })
    expect(letter.properties.headers).toMatchObject({
      tenant: 'north',
      'parley-reason': 'ProductCode: expected text',
      'parley-queue': `${names.queuePrefix}TariffChanged`,
      'parley-exchange': names.exchange,
      'parley-routing-key': 'tariffchanged',
      'parley-attempts': 5,
    })
    expect(letter.properties.headers).not.toHaveProperty('CC')
  })

  test('a body that is not what it is said to be MUST be a dead letter as it came, and be told no handler', async () => {
    const { names, seen, server } = await start()
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d])
    names.channel.publish(names.exchange, 'policycreated', bytes, { messageId: 'm-1' })
    const [letter] = await lettersOf(server, 1)
    expect(letter).toMatchObject({ attempts: 1, reason: expect.stringContaining('not UTF-8'), envelope: { id: 'm-1' } })
    const dead = await names.channel.get(`${names.queuePrefix}dead`)
    expect(dead && [...dead.content]).toEqual([...bytes])
    expect(seen.seen).toEqual([])
  })

  test('a message whose headers leave no room for the reason MUST be a dead letter without them', async () => {
    const { names, server } = await start()
    const properties = { messageId: 'm-1', headers: { trace: 'x'.repeat(65_300) } }
    names.channel.publish(names.exchange, 'policycreated', Buffer.from([0xff]), properties)
    expect(await lettersOf(server, 1)).toMatchObject([
      { reason: expect.stringContaining('not UTF-8'), envelope: { id: 'm-1' } },
    ])
  })

  test('dead letters MUST be written again after their queue was deleted', async () => {
    const { names, broker, server } = await start()
    await names.channel.deleteQueue(`${names.queuePrefix}dead`)
    await broker.consume(['TariffChanged'], async () => {
      throw new Error('no')
    })
    await broker.publish(envelope('tariffchanged'))
    expect(await lettersOf(server, 1)).toHaveLength(1)
  })
})

// Names that begin with `amq.` may be configured by nobody (403), as everything by a user without rights.
describe('a broker that somebody else has set up', () => {
  const cleanUp: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const dispose of cleanUp.splice(0).reverse()) await dispose()
  })

  async function given() {
    const names = await testTopology()
    cleanUp.push(names.dispose)
    const open = async (over: Partial<Topology> = {}) => {
      const broker = await connectRabbit(names.url, { ...names, log, pauses, ...over })
      cleanUp.push(broker.close)
      return broker
    }
    return { names, open }
  }

  test('a queue with other arguments MUST be used as it is', async () => {
    const { names, open } = await given()
    const queue = `${names.queuePrefix}PolicyCreated`
    await names.channel.assertQueue(queue, { durable: true, arguments: { 'x-max-length': 100 } })
    const broker = await open()
    const seen = recorder()
    await broker.consume(['PolicyCreated', 'PolicyTerminated'], seen.record)
    await broker.publish(envelope('policycreated', { id: 'created' }))
    await broker.publish(envelope('policyterminated', { id: 'terminated' }))
    expect(ids(await seen.reached(2)).sort()).toEqual(['created', 'terminated'])
    expect(broker.unavailable()).toEqual([])
  })

  test('a queue that cannot be used MUST cost that one only, and be consumed when it can', async () => {
    const { names, open } = await given()
    const taken = `${names.queuePrefix}PolicyCreated`
    const other = await connect(names.url)
    other.on('error', () => {})
    await (await other.createChannel()).assertQueue(taken, { exclusive: true, durable: false })
    const broker = await open()
    const seen = recorder()
    await broker.consume(['PolicyCreated', 'PolicyTerminated'], seen.record)
    expect(broker.unavailable()).toEqual([taken])
    expect(broker.ready()).toBe(true)
    await broker.publish(envelope('policyterminated', { id: 'terminated' }))
    expect(ids(await seen.reached(1))).toEqual(['terminated'])
    await other.close()
    await until(() => broker.unavailable().length === 0)
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'created' }))
    expect(ids(await seen.reached(2))).toEqual(['terminated', 'created'])
  })

  test('a consumer that the broker refuses MUST NOT cost the connection, which a second close of its channel would', async () => {
    const { names } = await given()
    const lines: string[] = []
    const listening = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
    const queue = `${names.queuePrefix}PolicyCreated`
    await names.channel.assertQueue(queue, { durable: true })
    // Nobody else may consume it then (403).
    await names.channel.consume(queue, () => {}, { exclusive: true })
    const broker = await connectRabbit(names.url, { ...names, log: listening, pauses })
    cleanUp.push(broker.close)
    const seen = recorder()
    await broker.consume(['PolicyCreated', 'PolicyTerminated'], seen.record)
    await until(() => lines.filter((line) => line.includes('cannot be consumed')).length >= 3)
    await broker.publish(envelope('policyterminated', { id: 'terminated' }))
    expect(ids(await seen.reached(1))).toEqual(['terminated'])
    expect(broker.unavailable()).toEqual([queue])
    expect(lines.filter((line) => line.includes('rabbitmq: away'))).toEqual([])
  })

  test('an exchange of another type MUST be used as it is', async () => {
    const { names, open } = await given()
    await names.channel.assertExchange(names.exchange, 'direct', { durable: false })
    const broker = await open()
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    await broker.publish(envelope('policycreated', { id: 'created' }))
    expect(ids(await seen.reached(1))).toEqual(['created'])
    expect(broker.unavailable()).toEqual([])
  })

  test('an exchange that is there and may not be configured MUST be used', async () => {
    const { names, open } = await given()
    const broker = await open({ exchange: 'amq.direct' })
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    names.channel.publish('amq.direct', 'policycreated', Buffer.from('{}'), { messageId: 'theirs' })
    await broker.publish(envelope('policycreated', { id: 'ours' }))
    expect(ids(await seen.reached(2)).sort()).toEqual(['ours', 'theirs'])
    expect(broker.unavailable()).toEqual([])
  })

  test('an exchange that refuses what is published MUST be logged when that begins and when it ends, not at each attempt', async () => {
    const { names } = await given()
    const lines: { level: number; msg: string }[] = []
    const listening = pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line)) })
    // As to a user without the right to write: publishing closes the channel (403).
    await names.channel.assertExchange(names.exchange, 'topic', { durable: true, internal: true })
    const broker = await connectRabbit(names.url, { ...names, log: listening, pauses })
    cleanUp.push(broker.close)
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    const about = () => lines.filter(({ msg }) => /channel/.test(msg))
    while (about().length < 4) {
      await expect(broker.publish(envelope('policycreated'))).rejects.toMatchObject({ name: 'Error' })
      await new Promise(setImmediate)
    }
    expect(broker.unavailable()).toEqual([names.exchange])
    await names.channel.deleteExchange(names.exchange)
    await publishUntilTaken(broker.publish, envelope('policycreated', { id: 'taken' }))
    // 30 is pino's level info.
    expect(about().flatMap(({ level, msg }) => (level >= 30 ? [msg] : []))).toEqual([
      'rabbitmq: the broker closed a channel for publishing, opening another one',
      'rabbitmq: the broker takes messages on a new channel',
    ])
    expect(broker.unavailable()).toEqual([])
  })

  test('an exchange that is missing and may not be declared MUST stop nothing but publishing, until it is there', async () => {
    const { names, open } = await given()
    const broker = await open({ exchange: 'amq.parley-missing' })
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    expect(broker.unavailable()).toEqual(['amq.parley-missing'])
    expect(broker.ready()).toBe(true)
    // Not rejected: the events wait in the outbox.
    await expect(broker.publish(envelope('policycreated'))).rejects.toMatchObject({ name: 'Error' })
    names.channel.sendToQueue(`${names.queuePrefix}PolicyCreated`, Buffer.from('{}'), { messageId: 'sent past it' })
    expect(ids(await seen.reached(1))).toEqual(['sent past it'])
  })

  test('queues that may not be declared MUST neither end the process nor keep it from starting', async () => {
    const { names, open } = await given()
    const broker = await open({ queuePrefix: 'amq.parley.' })
    await broker.consume(['PolicyCreated', 'PolicyTerminated'], async () => {})
    expect(broker.unavailable()).toEqual(['amq.parley.PolicyCreated', 'amq.parley.PolicyTerminated'])
    const { queue } = await names.channel.assertQueue('', { exclusive: true })
    await names.channel.bindQueue(queue, names.exchange, 'policycreated')
    await broker.publish(envelope('policycreated', { id: 'for others' }))
    expect((await names.channel.get(queue)) || null).toMatchObject({ properties: { messageId: 'for others' } })
  })
})

async function publishUntilTaken<Event>(publish: (event: Event) => Promise<void>, event: Event): Promise<void> {
  for (;;) {
    try {
      return await publish(event)
    } catch {
      await sleep(50)
    }
  }
}

const until = (event: () => boolean) => expect.poll(event).toBe(true)
