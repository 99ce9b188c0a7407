import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { asyncApiDocument } from './asyncapi.ts'
import { createAudit } from './audit/service.ts'
import { createAdministration } from './auth/administration-service.ts'
import { createAgents, fillLoginKeys } from './auth/agents.ts'
import { demoLogins, seedAgents } from './auth/demo.ts'
import { createCredentialCheck } from './auth/log-in.ts'
import { createPictures } from './auth/picture-service.ts'
import { createProfiles } from './auth/profile-service.ts'
import { createSessions } from './auth/sessions.ts'
import { pruneSessions, signingKey } from './auth/store.ts'
import { createTokens } from './auth/tokens.ts'
import { createRoomAccessControl } from './chat/access-control.ts'
import { startMentionRelay } from './chat/mention-relay.ts'
import { startMessageIndexing } from './chat/message-indexing.ts'
import { startRoomActivity } from './chat/room-activity.ts'
import { createChat } from './chat/service.ts'
import { startTyping } from './chat/typing.ts'
import { createCommissionCalculation } from './commissions/calculation-service.ts'
import { commissionsConsumer } from './commissions/consumer.ts'
import { seedRates } from './commissions/demo.ts'
import { createCommissions } from './commissions/service.ts'
import type { Config } from './config.ts'
import { seedPlace } from './demo.ts'
import { connectBroker, connectPubSub, openDatabase, openFileStore } from './engines.ts'
import { createFeed } from './feed/feed.ts'
import { startRetention } from './feed/retention.ts'
import { createInspector } from './files/inspector.ts'
import { createUploadedPictures } from './files/picture-service.ts'
import { createFiles } from './files/service.ts'
import { createFileUrls } from './files/urls.ts'
import { startBridge } from './messaging/bridge.ts'
import { pruneInbox } from './messaging/inbox.ts'
import { countOutbox, createOutbox } from './messaging/outbox.ts'
import { startRelay } from './messaging/relay.ts'
import { notificationsConsumer } from './notifications/consumer.ts'
import { createNotifications } from './notifications/service.ts'
import { fillPolicyKeys } from './notifications/store.ts'
import { startPruning } from './ops/pruning.ts'
import { createPaying } from './paying.ts'
import { completeAccounts } from './payments/completion-service.ts'
import { paymentsConsumer } from './payments/consumer.ts'
import { startStatementFolder } from './payments/folder.ts'
import { seedProducts } from './policies/demo.ts'
import { createPolicyDocuments } from './policies/document-service.ts'
import { wireNumbersOf } from './policies/number-store.ts'
import { startPolicyIndexing } from './policies/policy-indexing.ts'
import { createProductAdministration } from './policies/product-service.ts'
import { createPolicies } from './policies/service.ts'
import { createPreferences } from './preferences/service.ts'
import { startPresence } from './presence/presence.ts'
import { createIgnoredMessages, type IgnoredMessages } from './pubsub/ignored-messages.ts'
import type { PubSub } from './pubsub/pubsub.ts'
import type { Reach } from './push/web-push.ts'
import { startPushing } from './pushing.ts'
import { salesConsumer } from './sales/consumer.ts'
import { createSales } from './sales/service.ts'
import { schema } from './schema/schema.ts'
import { startServer } from './transport/server.ts'

export type App = {
  url: string
  /** Ends everything in the reverse order of its beginning; what is in flight is finished. */
  close(): Promise<void>
}

const now = () => new Date()
const newId = () => randomUUID()
const clientDirectory = fileURLToPath(new URL('../client/dist', import.meta.url))
/** How late, in milliseconds, a reader can be when a hint was lost. */
const slowTick = 2_000

/**
 * The composition root: every engine and service of a process, each line one thing. A worker has `peers`, the pub/sub
 * between it and the other workers of its machine. `push` is for tests, whose push service is on this machine.
 */
export async function startApp(
  config: Config,
  logger: Logger,
  ignored: IgnoredMessages = createIgnoredMessages(logger),
  peers: PubSub | null = null,
  push: { reach?: Reach; settle?: number } = {},
): Promise<App> {
  const closing: (() => unknown)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const { db, closeDatabase } = await openDatabase(config, logger)
    closing.push(closeDatabase)
    await Promise.all([fillLoginKeys(db.sql), fillPolicyKeys(db)])
    if (config.demo !== 'off') await Promise.all([seedAgents(db), seedProducts(db), seedRates(db.sql, now())])

    const key = await db.transaction((tx) => signingKey(tx, newId()))
    const pubSub = await connectPubSub(config, peers, { key, logger, onIgnored: ignored.onIgnored })
    closing.push(pubSub.close)
    const broker = await connectBroker(config, db, logger)
    closing.push(broker.close)
    const feed = createFeed({ db, pubSub, logger, slowTick, maxInFlight: config.maxBatchesInFlight })
    closing.push(feed.close)
    const retention = startRetention({ db, keep: config.retention, now, logger })
    closing.push(retention.stop)
    const agents = createAgents(db, now)
    const presence = await startPresence({
      pubSub,
      processId: newId(),
      now,
      onChanged: (login) => agents.forget([login]),
      onLeft: agents.left,
    })
    closing.push(presence.stop)

    const activity = await startRoomActivity({ db, pubSub })
    closing.push(activity.stop)
    const typing = await startTyping({ pubSub, now })
    closing.push(typing.stop)
    const relay = startRelay({ db, broker, log: logger })
    closing.push(relay.stop)
    const outbox = createOutbox({ onCommit: relay.wake })
    const access = createRoomAccessControl(db)
    const contents = openFileStore()
    const inspector = createInspector({ logger })
    const files = createFiles({
      db,
      contents,
      rights: access,
      inspect: inspector.inspect,
      now,
      newId,
      ...config.files,
    })
    const indexing = startMessageIndexing({ db, fileNames: files.namesOf, logger })
    closing.push(indexing.stop)
    closing.push(startPolicyIndexing({ db, logger }).stop)
    const tasks = {
      inbox: () => pruneInbox(db.sql),
      sessions: () => pruneSessions(db.sql),
      files: files.sweep,
    }
    const pruning = startPruning({ tasks, isAway: db.isAway, logger })
    closing.push(pruning.stop)

    const { jwtSecret: portalSecret, jwks: external, claimRules, accessTokenLifetime, sessionLifetime } = config
    const tokens = createTokens({
      signingKey: key,
      portalSecret,
      external,
      claimRules,
      lifetime: accessTokenLifetime,
      now,
      logger,
    })
    const audit = createAudit({ db, now, onLost: (error) => logger.warn({ err: error }, 'an audit entry is lost') })
    const { record } = audit
    const checkCredentials = createCredentialCheck(db)
    const accounts = { db, now, record, checkCredentials, onChanged: presence.changed }
    const preferences = createPreferences({ db, now })
    const notifications = createNotifications({ db, feed, now, newId, record })
    const mentionRelay = startMentionRelay({ db, notify: notifications.mentioned, log: logger })
    closing.push(mentionRelay.stop)
    const chatParts = {
      db,
      feed,
      activity,
      access,
      files,
      now,
      newId,
      people: agents.people,
      notifications,
      online: presence.online,
      typing,
      showsTyping: preferences.showsTyping,
      onMentions: mentionRelay.wake,
      record,
    }
    const sessions = createSessions({
      db,
      tokens,
      signingKey: key,
      now,
      newId,
      lifetime: sessionLifetime,
      checkCredentials,
      audit,
    })
    const { pushes, stop: stopPushing } = await startPushing({
      db,
      agents,
      sessions,
      preferences,
      isInSight: presence.isInSight,
      activity,
      sessionLifetime,
      contact: config.pushContact,
      now,
      logger,
      ...push,
    })
    closing.push(stopPushing)
    const policies = createPolicies({ db, outbox, now, newId })
    const services = {
      agents,
      sessions,
      administration: createAdministration(accounts),
      profiles: createProfiles(accounts),
      pictures: createPictures({
        ...accounts,
        uploads: createUploadedPictures({ files, contents, crop: inspector.crop }),
      }),
      audit,
      ...createPaying({ db, outbox, record, wireNumbers: wireNumbersOf, now, newId }),
      commissions: createCommissions({ db, now, record }),
      policies,
      policyDocuments: createPolicyDocuments({ db, now, policies, agents }),
      products: createProductAdministration({ db, outbox, record, now }),
      chat: createChat({
        ...chatParts,
        messageRate: config.limits.messageRate,
        editWindow: config.messageEditWindow,
      }),
      files,
      fileUrls: createFileUrls(`${config.basePath}files`),
      notifications,
      preferences,
      presence,
      pushes,
      sales: createSales({ db, feed, now }),
      demoLogins: config.demo === 'off' ? [] : demoLogins,
    }

    const { isAway } = db
    const isUp = async () => (await db.state()) === 'ok'
    const { payments } = services
    const commissionCalculation = createCommissionCalculation({ db, outbox, now, newId })
    const consumers = [
      notificationsConsumer({ notifications, isOurs: policies.isOurs }),
      paymentsConsumer(payments),
      salesConsumer(services.sales.model),
      commissionsConsumer(commissionCalculation),
    ]
    const bridge = await startBridge({ broker, db, consumers, log: logger, isAway, isUp })
    closing.push(bridge.stop)
    // Now that there are queues: what is sold from here on comes by them.
    const completing = [completeAccounts(db, payments), commissionCalculation.complete()]
    const completion = Promise.all(completing).catch((error) => {
      const about = 'accounts and commissions may be incomplete until the next start'
      if (!isAway(error)) logger.warn({ error: String(error) }, about)
    })
    closing.push(() => completion)
    // Only now: an event that nobody has a queue for is lost.
    if (config.demo === 'full') await seedPlace(chatParts, services)
    if (config.bankStatementsDir !== null) {
      const directory = config.bankStatementsDir
      const folder = startStatementFolder({ directory, db, statements: services.statements, logger })
      closing.push(folder.stop)
    }

    const healthChecks = {
      database: db.state,
      broker: broker.ready,
      pubSub: pubSub.ready,
      readers: feed.readers,
      brokerUnavailable: broker.unavailable,
      ignoredMessages: ignored.count,
      repeatedEvents: bridge.repetitions,
      outbox: () => countOutbox(db.sql),
    }
    const { host, port, allowedOrigins, trustedProxies, basePath, limits } = config
    const drainWindow = config.drainWindow * 1_000
    const server = await startServer({
      schema,
      services,
      healthChecks,
      isAway,
      peers: peers && { pubSub: peers, workers: config.workers },
      host,
      port,
      allowedOrigins,
      trustedProxies,
      basePath,
      clientDirectory,
      asyncApi: asyncApiDocument(),
      limits,
      drainWindow,
      now,
      logger,
    })
    closing.push(server.close)
    return { url: server.url, close }
  } catch (error) {
    await close()
    throw error
  }
}
