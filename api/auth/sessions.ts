import DataLoader from 'dataloader'
import type { Db } from '../db/db.ts'
import { DomainError, type FieldError, mustHaveNone } from '../errors.ts'
import { type Agent, ensureAgent, findForLogin } from './agents.ts'
import { createAttempts } from './attempts.ts'
import { passwordMatches } from './passwords.ts'
import * as store from './store.ts'
import type { Issued, Tokens } from './tokens.ts'
import type { Viewer } from './viewer.ts'

export type SignedIn = Issued & { agent: Agent; refreshToken: string; refreshUntil: Date }

export type Sessions = {
  /** Throws UNAUTHENTICATED unless the token is valid now and its session is not revoked. */
  authenticate(token: string): Promise<Viewer>
  /** Which of these sessions are revoked: for sweeping live connections. */
  revoked(sessionIds: string[]): Promise<Set<string>>
  /** Refuses with INVALID_CREDENTIALS, at the same cost for a wrong password and an unknown login. */
  login(input: { login: string; password: string }, ip: string): Promise<SignedIn>
  /**
   * Trades a refresh token for its successor. A token that was used before ends its whole session: either its owner
   * or a thief holds the successor, and nobody can tell which.
   */
  refresh(refreshToken: string | null): Promise<SignedIn>
  /** Ends the viewer's session on every process. */
  logout(viewer: Viewer): Promise<void>
}

/** How long, in milliseconds, an answer about a session's revocation is believed. */
const believed = 1_000

export function createSessions(deps: {
  db: Db
  tokens: Tokens
  now: () => Date
  newId: () => string
  /** Life of a log-in, in seconds. */
  lifetime: number
}): Sessions {
  const { db, tokens, now, newId } = deps
  const attempts = createAttempts(now)
  const checkedAt = new Map<string, number>()
  const foreigners = new Map<string, Agent>()
  // Thousands that connect at once are looked up together.
  const isRevoked = new DataLoader<string, boolean>(
    async (ids) => {
      const revoked = await store.revokedAmong(db.sql, ids)
      return ids.map((id) => revoked.has(id))
    },
    { cache: false, maxBatchSize: 1_000 },
  )

  const mustNotBeRevoked = async (sessionId: string) => {
    const at = now().getTime()
    if (at - (checkedAt.get(sessionId) ?? 0) < believed) return
    if (await isRevoked.load(sessionId))
      throw new DomainError('UNAUTHENTICATED', 'This session was ended: log in again.')
    if (checkedAt.size > 50_000) checkedAt.clear()
    checkedAt.set(sessionId, at)
  }

  const signedIn = async (
    agent: Agent,
    sessionId: string,
    refreshToken: string,
    refreshUntil: Date,
  ): Promise<SignedIn> => ({
    ...(await tokens.issue(agent, sessionId)),
    agent,
    refreshToken,
    refreshUntil,
  })

  const foreigner = async (claims: Awaited<ReturnType<Tokens['verify']>>): Promise<Agent> => {
    const known = foreigners.get(claims.login)
    if (known) return known
    const { login, avatar } = claims
    const agent = await ensureAgent(db.sql, { login, name: claims.name ?? login, avatar, role: claims.role ?? 'AGENT' })
    if (foreigners.size > 10_000) foreigners.clear()
    foreigners.set(login, agent)
    return agent
  }

  return {
    authenticate: async (token) => {
      const claims = await tokens.verify(token)
      await mustNotBeRevoked(claims.sessionId)
      const role = claims.role ?? (await foreigner(claims)).role
      if (!claims.ours && claims.role) await foreigner(claims)
      return { login: claims.login, role, sessionId: claims.sessionId, expiresAt: claims.expiresAt }
    },

    revoked: (sessionIds) => store.revokedAmong(db.sql, sessionIds),

    login: async ({ login, password }, ip) => {
      mustHaveNone(missing({ login, password }))
      const attempt = attempts.begin(`${ip} ${login}`)
      const found = await findForLogin(db.sql, login)
      const matches = await passwordMatches(password, found?.passwordHash ?? null)
      if (!found || !matches) throw new DomainError('INVALID_CREDENTIALS', 'Login or password is wrong.')
      attempt.succeeded()
      const { passwordHash: _, ...agent } = found
      const session = { id: newId(), login, expiresAt: new Date(now().getTime() + deps.lifetime * 1_000) }
      const refreshToken = await db.transaction(async (tx) => {
        await store.insertSession(tx, session)
        return store.insertRefreshToken(tx, session.id)
      })
      return signedIn(agent, session.id, refreshToken, session.expiresAt)
    },

    refresh: async (refreshToken) => {
      const expired = new DomainError('SESSION_EXPIRED', 'Your session has ended: log in again.')
      if (!refreshToken) throw expired
      const renewed = await db.transaction(async (tx) => {
        const session = await store.lockRefreshToken(tx, refreshToken)
        if (!session || session.revokedAt || session.expiresAt <= now()) return null
        if (session.usedAt) {
          await store.revokeSession(tx, { id: session.id, login: session.login, expiresAt: session.expiresAt }, now())
          return null
        }
        await store.markUsed(tx, refreshToken, now())
        return { session, successor: await store.insertRefreshToken(tx, session.id) }
      })
      if (!renewed) throw expired
      const found = await findForLogin(db.sql, renewed.session.login)
      if (!found) throw expired
      const { passwordHash: _, ...agent } = found
      return signedIn(agent, renewed.session.id, renewed.successor, renewed.session.expiresAt)
    },

    logout: async (viewer) => {
      const { sessionId: id, login, expiresAt } = viewer
      checkedAt.delete(id)
      await store.revokeSession(db.sql, { id, login, expiresAt }, now())
    },
  }
}

function missing(input: { login: string; password: string }): FieldError[] {
  return Object.entries(input).flatMap(([path, value]) => {
    if (value.trim() === '') return [{ path, message: 'Must not be empty.' }]
    return value.length > 200 ? [{ path, message: 'Must have at most 200 characters.' }] : []
  })
}
