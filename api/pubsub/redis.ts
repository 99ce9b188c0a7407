import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { RedisPubSub } from 'graphql-redis-subscriptions'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { inMemoryPubSub } from './in-memory.ts'
import type { PubSub } from './pubsub.ts'

/** Rings beyond this many unanswered ones are dropped: a frozen server must not fill our memory. */
const maxInFlight = 10_000
/** How long, in milliseconds, a listener waits for the server's confirmation. */
const confirmWithin = 1_000

/**
 * Pub/sub between processes, by Redis publish/subscribe. Rejects when the first connection fails; after that it
 * reconnects for ever and reports every return by `onResume`. Only processes that name the same `installation` hear each
 * other: one Redis may serve many, and its databases do not separate channels.
 */
export async function connectRedis(url: string, installation: string, logger: Logger): Promise<PubSub> {
  const client = () =>
    new Redis(url, {
      lazyConnect: true,
      connectTimeout: 5_000,
      // A subscriber must wait for the server; a publisher must not (checked before each ring).
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000) * (0.5 + Math.random() / 2),
    })
  const publisher = client()
  const subscriber = client()
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error) => logger.warn({ error: error.message }, 'redis: connection trouble, reconnecting'))
  }
  try {
    await Promise.all([publisher.connect(), subscriber.connect()])
  } catch (error) {
    publisher.disconnect()
    subscriber.disconnect()
    throw error
  }

  const pubsub = new RedisPubSub({ publisher, subscriber: withoutLooseEnds(subscriber, logger) })
  const here = inMemoryPubSub()
  const wide = (channel: string) => `parley:${installation}:${channel}`
  const self = randomUUID()
  const checks: (() => void)[] = []
  // ioredis has sent the subscriptions again when it reports `ready`; what is answered after them tells that they stand.
  subscriber.on('ready', () => {
    subscriber.ping().then(
      () => {
        for (const check of checks) check()
      },
      // Closed meanwhile: nobody waits for it.
      () => {},
    )
  })
  let inFlight = 0

  return {
    // This process hears itself directly, so its own readers do not depend on Redis at all.
    publish: (channel, message) => {
      here.publish(channel, message)
      if (publisher.status !== 'ready' || inFlight >= maxInFlight) return
      inFlight++
      pubsub
        .publish(wide(channel), { from: self, message })
        .catch(() => {})
        .finally(() => {
          inFlight--
        })
    },
    subscribe: async (channel, handler) => {
      const stopHere = await here.subscribe(channel, handler)
      const subscribed = pubsub.subscribe<{ from: string; message: unknown }>(wide(channel), (ring) => {
        if (ring.from !== self) handler(ring.message)
      })
      // A server that does not answer must not keep readers from the log: the slow look covers what is not heard.
      await Promise.race([subscribed, setTimeout(confirmWithin, null, { ref: false })])
      return () => {
        stopHere()
        subscribed.then((id) => pubsub.unsubscribe(id))
      }
    },
    onResume: (check) => checks.push(check),
    ready: () => publisher.status === 'ready' && subscriber.status === 'ready',
    close: async () => {
      await here.close()
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}

/**
 * What graphql-redis-subscriptions needs of its subscriber. It lets go of the promises of a subscribe and an
 * unsubscribe: one that fails, because the connection is closed or the server says no, would take the process with it.
 */
function withoutLooseEnds(subscriber: Redis, logger: Logger): Redis {
  const deliver = (error: Error) => logger.warn({ error: error.message }, 'redis: a subscription could not be changed')
  const tied = {
    on: (event: string, call: (...told: unknown[]) => void) => subscriber.on(event, call),
    subscribe: (channel: string, confirmed: () => void) =>
      subscriber.subscribe(channel).then(() => confirmed(), deliver),
    unsubscribe: (channel: string) => subscriber.unsubscribe(channel).catch(deliver),
    // Patterns are not used here.
    punsubscribe: () => {},
  }
  return tied as unknown as Redis
}
