import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { proxyTo } from '../messaging/rabbitmq/testing.ts'
import { pubSubContract } from './pubsub-contract.ts'
import { connectRedis } from './redis.ts'

const logger = pino({ level: 'silent' })
const url = () => {
  const server = process.env.TEST_REDIS_URL
  if (!server) throw new Error('TEST_REDIS_URL is not set: run the tests with npm test, or give a Redis server')
  return server
}

pubSubContract('Redis', () => connectRedis(url(), 'test', logger))

describe('the Redis engine', () => {
  const cleanUp: (() => unknown)[] = []
  afterEach(async () => {
    for (const dispose of cleanUp.splice(0).reverse()) await dispose()
  })

  const process = async (at = url()) => {
    const pubSub = await connectRedis(at, 'test', logger)
    cleanUp.push(pubSub.close)
    return pubSub
  }
  const listenTo = async (pubSub: Awaited<ReturnType<typeof process>>, channel: string) => {
    const heard: unknown[] = []
    await pubSub.subscribe(channel, (message) => heard.push(message))
    return heard
  }
  const until = (fact: () => boolean) => expect.poll(fact, { timeout: 10_000, interval: 10 }).toBe(true)

  test('a ring MUST reach every process once, the one that rings too', async () => {
    const [one, two, three] = [await process(), await process(), await process()]
    const channel = `test:${randomUUID()}`
    const heard = [await listenTo(one, channel), await listenTo(two, channel), await listenTo(three, channel)]
    for (let n = 0; n < 50; n++) (n % 2 ? one : two).publish(channel, n)
    await until(() => heard.every((list) => list.length >= 50))
    for (const list of heard) expect([...list].sort((a, b) => Number(a) - Number(b))).toEqual([...Array(50).keys()])
  })

  test('a ring MUST stay within its installation, whoever else uses the server', async () => {
    const [one, sibling] = [await process(), await process()]
    const stranger = await connectRedis(url(), 'another', logger)
    cleanUp.push(stranger.close)
    const channel = `test:${randomUUID()}`
    const [near, far] = [await listenTo(sibling, channel), await listenTo(stranger, channel)]
    stranger.publish(channel, 'strange')
    one.publish(channel, 'own')
    await until(() => near.length > 0 && far.length > 0)
    expect([near, far]).toEqual([['own'], ['strange']])
  })

  test('everything rung after listen() has resolved MUST be heard: nothing falls between', async () => {
    const [one, two] = [await process(), await process()]
    for (let n = 0; n < 30; n++) {
      const channel = `test:${randomUUID()}`
      const heard = await listenTo(one, channel)
      two.publish(channel, n)
      await until(() => heard.length === 1)
    }
  })

  test('with the server out of reach it MUST say so, ring at home, and report when it is back', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const [far, near] = [await process(proxy.url), await process()]
    const channel = `test:${randomUUID()}`
    const heard = await listenTo(far, channel)
    let resumed = 0
    far.onResume(() => resumed++)
    proxy.refuse(true)
    proxy.cut()
    await until(() => !far.ready())
    far.publish(channel, 'at home')
    await until(() => heard.length === 1)
    near.publish(channel, 'lost')
    proxy.refuse(false)
    await until(() => far.ready() && resumed > 0)
    near.publish(channel, 'from afar')
    await until(() => heard.length === 2)
    expect(heard).toEqual(['at home', 'from afar'])
  })

  test('a server that freezes MUST keep nobody from listening or ringing at home', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const far = await process(proxy.url)
    proxy.freeze()
    const channel = `test:${randomUUID()}`
    const heard = await listenTo(far, channel)
    far.publish(channel, 'at home')
    await until(() => heard.length === 1)
  })

  test('a connection that is closed while it subscribes or unsubscribes MUST take nobody along', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const far = await process(proxy.url)
    const stop = await far.subscribe(`test:${randomUUID()}`, () => {})
    proxy.freeze()
    await far.subscribe(`test:${randomUUID()}`, () => {})
    stop()
    // A promise that is let go and fails here fails the run.
    await far.close()
    await new Promise(setImmediate)
  })

  test('a server that is not there MUST be told at the start', async () => {
    await expect(connectRedis('redis://127.0.0.1:5599', 'test', logger)).rejects.toThrow(/ECONNREFUSED|closed/)
  })
})
