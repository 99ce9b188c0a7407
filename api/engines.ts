import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { parseDatabaseUrl } from './db/database-url.ts'
import { type Db, openDb } from './db/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './db/embedded/embedded-postgres.ts'
import { inspectServer, unusable } from './db/inspect.ts'
import { migrate } from './db/migrate.ts'
import { writerConnections } from './feed/feed.ts'
import { databaseFileStore } from './files/chunk-store.ts'
import type { FileStore } from './files/file-store.ts'
import { redisAddressOf } from './lib/redis-url.ts'
import { StartError } from './lib/start-error.ts'
import type { Broker } from './messaging/broker.ts'
import { embeddedBroker } from './messaging/embedded.ts'
import { connectRabbit } from './messaging/rabbitmq/rabbitmq.ts'
import { relayConnections } from './messaging/relay.ts'
import type { OnIgnored } from './pubsub/channels.ts'
import { inMemoryPubSub } from './pubsub/in-memory.ts'
import { ipcPubSub } from './pubsub/ipc.ts'
import type { IpcChannel } from './pubsub/ipc-hub.ts'
import type { PubSub } from './pubsub/pubsub.ts'
import { connectRedis } from './pubsub/redis.ts'

/**
 * Connections of one process: those of the feed's writers, the relay's, and a pool for everything else. Four processes
 * stay below the hundred that Postgres allows by default.
 */
const connections = 20
const pool = connections - writerConnections - relayConnections

/**
 * The embedded database, on which one process or all workers of this machine work; null where DATABASE_URL names
 * another one.
 */
export async function startDatabase(config: Config, logger: Logger): Promise<EmbeddedPostgres | null> {
  if (config.databaseUrl) return null
  const { dataDir } = config
  return startEmbeddedPostgres({ dataDir, connections: config.workers * connections, log: linesFor(logger) })
}

/** Where the contents of files are kept. */
export const openFileStore = (): FileStore => databaseFileStore

/** The database by DATABASE_URL, or the embedded one, with every migration applied. */
export async function openDatabase(
  config: Config,
  logger: Logger,
): Promise<{ db: Db; closeDatabase: () => Promise<void> }> {
  const embedded = await startDatabase(config, logger)
  const db = config.databaseUrl
    ? await openServer(config.databaseUrl, logger)
    : openDb(embedded?.url ?? '', { max: pool, logger })
  const closeDatabase = async () => {
    await db.close()
    await embedded?.stop()
  }
  try {
    await migrate(db)
    return { db, closeDatabase }
  } catch (error) {
    await closeDatabase()
    // What the server says against it is for its owner to change; what Parley says has its own words.
    const ofServer = config.databaseUrl && !(error instanceof StartError) && db.isAway(error)
    throw ofServer ? unusable(parseDatabaseUrl(config.databaseUrl ?? ''), error) : error
  }
}

async function openServer(url: string, logger: Logger): Promise<Db> {
  const { target, session } = await inspectServer(parseDatabaseUrl(url))
  if (target.ignored.length > 0)
    logger.debug({ parameters: target.ignored }, 'DATABASE_URL has parameters that are meant for other clients')
  return openDb(target, { max: pool, session, logger })
}

/**
 * `peers` is pub/sub between the workers of this machine; a process that is no worker has none. Processes of one
 * database have its `key` in common, and so find each other on a Redis that serves others too.
 */
export async function connectPubSub(
  config: Config,
  peers: PubSub | null,
  deps: { key: Uint8Array; logger: Logger; onIgnored: OnIgnored },
): Promise<PubSub> {
  if (!config.redisUrl) return peers ?? inMemoryPubSub(deps.onIgnored)
  return reach('REDIS_URL', redisAddressOf(config.redisUrl), connectRedis(config.redisUrl, deps))
}

/** Pub/sub of a worker, by its channel to the primary. */
export function connectPeers(toPrimary: IpcChannel, onIgnored: OnIgnored): PubSub {
  return ipcPubSub(toPrimary, onIgnored)
}

export async function connectBroker(config: Config, db: Db, logger: Logger): Promise<Broker> {
  if (!config.amqpUrl) return embeddedBroker({ db, log: logger })
  const { amqpUrl, cloudEvents } = config
  return reach('AMQP_URL', new URL(amqpUrl).host, connectRabbit(amqpUrl, { log: logger, cloudEvents }))
}

async function reach<T>(variable: string, address: string, connecting: PromiseLike<T>): Promise<T> {
  try {
    return await connecting
  } catch (error) {
    const reason =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
    throw new StartError(
      `${variable}: the server at ${address} cannot be used (${reason.replace(/\s+/g, ' ').trim()}). Start it, correct ${variable}, or unset it for the embedded one.`,
    )
  }
}

function linesFor(logger: Logger) {
  return {
    debug: (message: string) => logger.debug(message),
    warn: (message: string) => logger.warn(message),
    error: (message: string) => logger.error(message),
  }
}
