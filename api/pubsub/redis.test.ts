import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { proxyTo } from '../messaging/rabbitmq/testing.ts'
import type { Channel } from './channels.ts'
import type { PubSub } from './pubsub.ts'
import { pubSubContract } from './pubsub-contract.ts'
import { connectRedis } from './redis.ts'
import { channelOfAnything, garbage } from './testing.ts'

const logger = pino({ level: 'silent' })
const url = () => {
  const server = process.env.TEST_REDIS_URL
  if (!server) throw new Error('TEST_REDIS_URL is not set: run the tests with npm test, or give a Redis server')
  return server
}
const key = Buffer.from('the key of one installation')
const onIgnored = () => {}

pubSubContract('Redis', () => connectRedis(url(), { key, logger, onIgnored }))

describe('the Redis engine', () => {
  const cleanUp: (() => unknown)[] = []
  afterEach(async () => {
    for (const dispose of cleanUp.splice(0).reverse()) await dispose()
  })

  const process = async (at = url(), more: Partial<Parameters<typeof connectRedis>[1]> = {}) => {
    const pubSub = await connectRedis(at, { key, logger, onIgnored, ...more })
    cleanUp.push(pubSub.close)
    return pubSub
  }
  const subscribe = async (pubSub: PubSub, channel: Channel<unknown>) => {
    const received: unknown[] = []
    await pubSub.subscribe(channel, (message) => received.push(message))
    return received
  }
  const until = (fact: () => boolean) => expect.poll(fact).toBe(true)

  test('a message MUST reach every process once, its publisher too', async () => {
    const [one, two, three] = [await process(), await process(), await process()]
    const channel = channelOfAnything()
    const received = [await subscribe(one, channel), await subscribe(two, channel), await subscribe(three, channel)]
    for (let n = 0; n < 50; n++) (n % 2 ? one : two).publish(channel, n)
    await until(() => received.every((list) => list.length >= 50))
    for (const list of received) expect([...list].sort((a, b) => Number(a) - Number(b))).toEqual([...Array(50).keys()])
  })

  test('a server MUST be reached by a Unix socket, too', async () => {
    const { hostname, port, username, password } = new URL(url())
    const directory = await mkdtemp(join(tmpdir(), 'parley-redis-'))
    const path = join(directory, 'redis.sock')
    const socket = createServer((near) => {
      const far = connect(Number(port || 6_379), hostname)
      near.pipe(far).pipe(near)
      for (const [end, other] of [[near, far] as const, [far, near] as const])
        end.on('error', () => {}).on('close', () => other.destroy())
    })
    await new Promise<void>((listening) => socket.listen(path, listening))
    cleanUp.push(
      () => rm(directory, { recursive: true }),
      () => void socket.close(),
    )
    const [near, far] = [await process(`unix://${username}:${password}@${path}`), await process()]
    const channel = channelOfAnything()
    const received = [await subscribe(near, channel), await subscribe(far, channel)]
    near.publish(channel, 'by the socket')
    await until(() => received.every((list) => list.length > 0))
    expect(received).toEqual([['by the socket'], ['by the socket']])
  })

  test('a message MUST stay within its installation, whoever else uses the server', async () => {
    const [one, sibling] = [await process(), await process()]
    const stranger = await process(url(), { key: Buffer.from('that of another') })
    const channel = channelOfAnything()
    const [near, far] = [await subscribe(sibling, channel), await subscribe(stranger, channel)]
    stranger.publish(channel, 'strange')
    one.publish(channel, 'own')
    await until(() => near.length > 0 && far.length > 0)
    expect([near, far]).toEqual([['own'], ['strange']])
  })

  test('everything published after subscribe() has resolved MUST be delivered: nothing falls between', async () => {
    const [one, two] = [await process(), await process()]
    for (let n = 0; n < 30; n++) {
      const channel = channelOfAnything()
      const received = await subscribe(one, channel)
      two.publish(channel, n)
      await until(() => received.length === 1)
    }
  })

  test('with the server out of reach it MUST say so, deliver in its own process, and report when it is back', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const [far, near] = [await process(proxy.url), await process()]
    const channel = channelOfAnything()
    const received = await subscribe(far, channel)
    let resumed = 0
    far.onResume(() => resumed++)
    proxy.refuse(true)
    proxy.cut()
    await until(() => !far.ready())
    far.publish(channel, 'at home')
    await until(() => received.length === 1)
    near.publish(channel, 'lost')
    proxy.refuse(false)
    await until(() => far.ready() && resumed > 0)
    near.publish(channel, 'from afar')
    await until(() => received.length === 2)
    expect(received).toEqual(['at home', 'from afar'])
  })

  test('a server that freezes MUST keep nobody from subscribing or publishing in the same process', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const far = await process(proxy.url)
    proxy.freeze()
    const channel = channelOfAnything()
    const received = await subscribe(far, channel)
    far.publish(channel, 'at home')
    await until(() => received.length === 1)
  })

  test('a connection that is closed while it subscribes or unsubscribes MUST not end the process', async () => {
    const proxy = await proxyTo(url())
    cleanUp.push(proxy.close)
    const far = await process(proxy.url)
    const stop = await far.subscribe(channelOfAnything(), () => {})
    proxy.freeze()
    await far.subscribe(channelOfAnything(), () => {})
    stop()
    // A promise that is let go and fails here fails the run.
    await far.close()
    await new Promise(setImmediate)
  })

  test('a server that is not there MUST be reported at the start', async () => {
    await expect(process('redis://127.0.0.1:5599')).rejects.toThrow(/ECONNREFUSED|closed/)
  })

  test('garbage from whoever can publish on the server MUST be ignored and counted, and what follows it arrive', async () => {
    const ignored: string[] = []
    const sibling = await process()
    const reader = await process(url(), { onIgnored: (name) => ignored.push(name) })
    const channel = channelOfAnything()
    const received = await subscribe(reader, channel)
    const stranger = new Redis(url())
    cleanUp.push(() => stranger.disconnect())
    const [wide = ''] = await stranger.pubsub('CHANNELS', `*${channel.name}`).then((names) => names.map(String))
    // What a process publishes, to forge from.
    const spied = Promise.withResolvers<string>()
    const spy = new Redis(url())
    cleanUp.push(() => spy.disconnect())
    await spy.subscribe(wide)
    spy.on('message', (_, text) => spied.resolve(text))
    sibling.publish(channel, { text: 'good' })
    const sealed = await spied.promise
    const forged = [
      sealed.replace('good', 'evil'),
      sealed.replace(/"from":"[^"]*"/, `"from":"${randomUUID()}"`),
      sealed.replace('"version":1', '"version":0'),
      sealed.replace(/"mac":"[^"]*",/, ''),
      sealed.slice(0, -1),
      `${sealed} `,
      // As an older Parley would have sent it.
      JSON.stringify({ from: randomUUID(), message: { text: 'old' } }),
    ]
    for (const text of [...garbage, ...forged]) await stranger.publish(wide, text)
    await stranger.publish(wide, Buffer.from([0xff, 0xfe, 0x00, 0x80]))
    // A newer Parley of the same installation.
    sibling.publish({ ...channel, version: 2 }, { text: 'new' })
    sibling.publish(channel, { text: 'good again' })
    await until(() => received.length > 1)
    expect(received).toEqual([{ text: 'good' }, { text: 'good again' }])
    expect(ignored).toEqual(Array(garbage.length + forged.length + 2).fill(channel.name))
  })

  test('a message MUST mean nothing on another channel', async () => {
    const ignored: string[] = []
    const [sibling, reader] = [await process(), await process(url(), { onIgnored: (name) => ignored.push(name) })]
    const [here, there] = [channelOfAnything(), channelOfAnything()]
    const received = await subscribe(reader, there)
    const spy = new Redis(url())
    cleanUp.push(() => spy.disconnect())
    const carried = Promise.withResolvers<void>()
    spy.on('pmessage', (_, from, text) => {
      const other = new Redis(url())
      cleanUp.push(() => other.disconnect())
      other.publish(from.replace(here.name, there.name), text).then(() => carried.resolve())
    })
    await spy.psubscribe(`*${here.name}`)
    sibling.publish(here, 'replayed')
    await carried.promise
    sibling.publish(there, 'own')
    await until(() => received.length > 0)
    expect([received, ignored]).toEqual([['own'], [there.name]])
  })
})
