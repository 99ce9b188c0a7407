import { createHash, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { RedisPubSub } from 'graphql-redis-subscriptions'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { createBackoff } from '../lib/backoff.ts'
import { createOutageLog } from '../lib/outage.ts'
import { socketOf } from '../lib/redis-url.ts'
import type { OnIgnored } from './channels.ts'
import { createEnvelopes, type Envelopes } from './envelopes.ts'
import { createHandlers } from './handlers.ts'
import type { PubSub } from './pubsub.ts'

/** Publications that the server has not answered; more are dropped: a frozen server must not fill our memory. */
const maxInFlight = 10_000
/** Milliseconds between two attempts to connect. */
const pauses = { first: 100, longest: 2_000 }
/** How long, in milliseconds, a subscriber waits for the server's confirmation. */
const confirmWithin = 1_000

/**
 * Pub/sub between processes, by Redis publish/subscribe. Rejects when the first connection fails; after that it
 * reconnects for ever and reports every return by `onResume`. Only processes with the same `key`, the secret of an
 * installation, get each other's messages: one Redis may serve many, and its databases do not separate channels.
 */
export async function connectRedis(
  url: string,
  { key, logger, onIgnored }: { key: Uint8Array; logger: Logger; onIgnored: OnIgnored },
): Promise<PubSub> {
  const { publisher, subscriber } = await connectBoth(url, logger)
  const envelopes = createEnvelopes(key)
  type Opened = ReturnType<Envelopes['open']>
  const redis = new RedisPubSub({
    publisher,
    subscriber: withHandledPromises(subscriber, logger),
    // Buffers, since the library would decode the text twice.
    messageEventName: 'messageBuffer',
    serializer: (sealed) => sealed,
    deserializer: (received, { channel }): Opened =>
      envelopes.open(channel, typeof received === 'string' ? Buffer.from(received) : received),
  })
  const handlers = createHandlers(onIgnored)
  const installation = createHash('sha256').update(key).digest('base64url').slice(0, 12)
  const wide = (name: string) => `parley:${installation}:${name}`
  const self = randomUUID()
  const checks: (() => void)[] = []
  // ioredis has sent the subscriptions again when it reports `ready`; the answer to what is sent after them tells that
  // they stand.
  subscriber.on('ready', () => {
    subscriber.ping().then(
      () => {
        for (const check of checks) check()
      },
      // Closed meanwhile.
      () => {},
    )
  })
  let inFlight = 0

  return {
    // Delivered in this process directly, so its own readers do not depend on Redis at all.
    publish: ({ name, version }, message) => {
      const text = JSON.stringify(message)
      if (handlers.has(name)) setImmediate(handlers.deliver, name, { version, text })
      if (publisher.status !== 'ready' || inFlight >= maxInFlight) return
      inFlight++
      redis
        .publish(wide(name), envelopes.seal(wide(name), { from: self, version, text }))
        .catch(() => {})
        .finally(() => {
          inFlight--
        })
    },
    subscribe: async (channel, handler) => {
      const { receive, remove } = handlers.add(channel, handler)
      const subscribed = redis.subscribe<Opened>(wide(channel.name), (opened) => {
        if ('ignored' in opened) onIgnored(channel.name, opened.ignored)
        else if (opened.from !== self) receive(opened)
      })
      // A server that does not answer must not keep readers from the log: the slow tick makes up for lost hints.
      await Promise.race([subscribed, setTimeout(confirmWithin, null, { ref: false })])
      return () => {
        remove()
        subscribed.then((id) => redis.unsubscribe(id))
      }
    },
    onResume: (check) => checks.push(check),
    ready: () => publisher.status === 'ready' && subscriber.status === 'ready',
    close: async () => {
      handlers.clear()
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}

/** The two connections that Redis needs: a subscribed one takes no other commands. */
async function connectBoth(url: string, logger: Logger): Promise<{ publisher: Redis; subscriber: Redis }> {
  const outage = createOutageLog(logger, 'redis')
  const socket = socketOf(url)
  let connected = false
  let firstReason: Error | null = null
  const client = (role: string) => {
    const backoff = createBackoff(pauses)
    const options = {
      lazyConnect: true,
      connectTimeout: 5_000,
      // A subscriber must wait for the server; a publisher must not, and looks before it publishes.
      maxRetriesPerRequest: null,
      retryStrategy: () => backoff.next(),
    }
    const connection = socket ? new Redis({ ...socket, ...options }) : new Redis(url, options)
    connection.on('error', (error) => {
      if (connected) outage.failed(error, role)
      else firstReason ??= error
    })
    // A server that shuts down closes its connections without an error.
    connection.on('reconnecting', () => {
      if (connected) outage.failed('the connection was lost', role)
    })
    return connection.on('ready', () => {
      backoff.reset()
      outage.recovered(role)
    })
  }
  const publisher = client('publisher')
  const subscriber = client('subscriber')
  try {
    await Promise.all([publisher.connect(), subscriber.connect()])
    connected = true
    return { publisher, subscriber }
  } catch (error) {
    publisher.disconnect()
    subscriber.disconnect()
    // What ioredis rejects with is only that the connection is closed.
    throw firstReason ?? error
  }
}

/**
 * What graphql-redis-subscriptions needs of its subscriber. The library leaves the promises of a subscribe and an
 * unsubscribe unhandled: one that rejects, because the connection is closed or the server refuses, would end the process.
 */
function withHandledPromises(subscriber: Redis, logger: Logger): Redis {
  const onRejected = (error: Error) =>
    logger.warn({ error: error.message }, 'redis: a subscription could not be changed')
  const client = {
    on: (event: string, call: (...received: unknown[]) => void) => subscriber.on(event, call),
    subscribe: (channel: string, confirmed: () => void) =>
      subscriber.subscribe(channel).then(() => confirmed(), onRejected),
    unsubscribe: (channel: string) => subscriber.unsubscribe(channel).catch(onRejected),
    // Patterns are not used here.
    punsubscribe: () => {},
  }
  return client as unknown as Redis
}
