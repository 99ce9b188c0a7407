import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { seedAgents } from '../auth/demo.ts'
import { createCredentialCheck } from '../auth/log-in.ts'
import { createSessions, type Sessions } from '../auth/sessions.ts'
import { signingKey } from '../auth/store.ts'
import { createTokens } from '../auth/tokens.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { startPresence } from '../presence/presence.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { closeCodes } from './close-codes.ts'
import { startLiveConnections } from './live-connections.ts'

const logger = pino({ level: 'silent' })
const now = () => new Date()
let database: TestDatabase
const stops: (() => void)[] = []
beforeAll(async () => {
  database = await testDatabase()
  await seedAgents(database.db)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})
afterAll(async () => {
  vi.useRealTimers()
  await database.drop()
})

/** The sessions and connections of one process; all processes share the database. */
async function process() {
  const { db } = database
  const key = await db.transaction((tx) => signingKey(tx, randomUUID()))
  const claimRules = { login: [], name: [], role: [], adminRoles: [], serviceRoles: [] }
  const tokens = createTokens({
    signingKey: key,
    portalSecret: null,
    external: null,
    claimRules,
    lifetime: 60,
    now,
    logger,
  })
  const audit = createAudit({ db, now, onLost: (error) => expect.unreachable(String(error)) })
  const sessionParts = { db, tokens, signingKey: key, now, newId: randomUUID, lifetime: 86_400 }
  const sessions = createSessions({ ...sessionParts, checkCredentials: createCredentialCheck(db), audit })
  const presence = await startPresence({ pubSub: inMemoryPubSub(), processId: randomUUID(), now })
  const connections = startLiveConnections({
    ...{ sessions, presence, slowReader: 60_000, socketsPerAgent: 10, now, logger },
    isAway: db.isAway,
  })
  stops.push(presence.stop, connections.stop)
  return { sessions, connections }
}

const logIn = async (sessions: Sessions) => {
  const { accessToken } = await sessions.login({ login: 'jimmy.solid', password: 'secret' }, 'ip')
  return sessions.authenticate(accessToken)
}

test('a connection whose session was ended at another process MUST be closed within a second, and no other', async () => {
  const [here, there] = [await process(), await process()]
  const [ended, other] = [await logIn(here.sessions), await logIn(here.sessions)]
  const closed: [string, number][] = []
  const stays = Promise.withResolvers<void>()
  for (const viewer of [ended, other]) {
    there.connections.add({
      viewer,
      stalledSince: () => null,
      answered: async () => {},
      close: (code) => {
        closed.push([viewer.sessionId, code])
        stays.resolve()
      },
    })
  }
  await here.sessions.logout(ended)
  vi.advanceTimersByTime(1_000)
  await stays.promise
  expect(closed).toEqual([[ended.sessionId, closeCodes.forbidden]])
})
