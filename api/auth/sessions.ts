import DataLoader from 'dataloader'
import type { Db } from '../db/db.ts'
import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { createRateLimit } from '../lib/rate-limit.ts'
import { type Agent, ensureAgent, findForLogin } from './agents.ts'
import { passwordMatches } from './passwords.ts'
import * as store from './store.ts'
import type { Claims, Issued, Tokens } from './tokens.ts'
import type { Viewer } from './viewer.ts'

export type SignedIn = Issued & { agent: Agent; refreshToken: string; refreshUntil: Date }

export type Sessions = {
  /** Throws UNAUTHENTICATED unless the token is valid now and its session is not revoked. */
  authenticate(token: string): Promise<Viewer>
  /**
   * What has become of viewers since they were authenticated, in the same order: the same viewer with the rights of
   * now, or null for one whose session was ended or who is no longer in the directory.
   */
  recheck(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>
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

/** How long, in milliseconds, an answer about a session and its agent's rights is believed. */
const cacheTtl = 1_000

export function createSessions(deps: {
  db: Db
  tokens: Tokens
  now: () => Date
  newId: () => string
  /** Life of a log-in, in seconds. */
  lifetime: number
}): Sessions {
  const { db, tokens, now, newId } = deps
  // Slows guessing; known and unknown logins count alike.
  const attempts = createRateLimit(
    { points: 30, duration: 60 },
    { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts: wait a minute and try again.' },
  )
  const checked = new Map<string, { at: number; standing: store.Standing }>()
  const foreigners = new Set<string>()
  // Thousands that connect at once are looked up together.
  const lookUp = new DataLoader<Bearer, store.Standing>((bearers) => store.standings(db.sql, bearers), {
    cache: false,
    maxBatchSize: 1_000,
  })

  const standingOf = async (bearer: Bearer): Promise<store.Standing> => {
    const at = now().getTime()
    const known = checked.get(bearer.sessionId)
    if (known && at - known.at < cacheTtl) return known.standing
    const standing = await lookUp.load(bearer)
    if (checked.size > 50_000) checked.clear()
    checked.set(bearer.sessionId, { at, standing })
    return standing
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

  /** Enters whom another issuer names for the first time, so that others see a name. */
  const enterForeigner = async ({ login, name, avatar, role }: Claims): Promise<void> => {
    if (foreigners.has(login)) return
    await ensureAgent(db.sql, { login, name: name ?? login, avatar, role: role ?? 'AGENT' })
    if (foreigners.size > 10_000) foreigners.clear()
    foreigners.add(login)
  }

  return {
    authenticate: async (token) => {
      const claims = await tokens.verify(token)
      const { login, sessionId, expiresAt } = claims
      if (!claims.ours) await enterForeigner(claims)
      const roleBy = !claims.ours && claims.role ? 'issuer' : 'directory'
      const claimed: Viewer = { login, role: claims.role ?? 'AGENT', roleBy, sessionId, expiresAt }
      const viewer = asOfNow(claimed, await standingOf(claimed))
      if (!viewer) throw new DomainError('UNAUTHENTICATED', 'This session was ended: log in again.')
      return viewer
    },

    recheck: async (viewers) => {
      const standings = await store.standings(db.sql, viewers)
      return viewers.map((viewer, i) => asOfNow(viewer, standings[i] ?? gone))
    },

    login: async ({ login, password }, ip) => {
      throwIfInvalid(missing({ login, password }))
      await attempts.count(`${ip} ${login}`)
      const found = await findForLogin(db.sql, login)
      const matches = await passwordMatches(password, found?.passwordHash ?? null)
      if (!found || !matches) throw new DomainError('INVALID_CREDENTIALS', 'Login or password is wrong.')
      await attempts.forget(`${ip} ${login}`)
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
      checked.delete(id)
      await store.revokeSession(db.sql, { id, login, expiresAt }, now())
    },
  }
}

type Bearer = { sessionId: string; login: string }

const gone: store.Standing = { revoked: true, role: null }

function asOfNow(viewer: Viewer, { revoked, role }: store.Standing): Viewer | null {
  if (revoked || role === null) return null
  return viewer.roleBy === 'issuer' || viewer.role === role ? viewer : { ...viewer, role }
}

function missing(input: { login: string; password: string }): FieldError[] {
  return Object.entries(input).flatMap(([path, value]) => {
    if (value.trim() === '') return [{ path, message: 'Must not be empty.' }]
    return value.length > 200 ? [{ path, message: 'Must have at most 200 characters.' }] : []
  })
}
