import type { RecordAudit } from '../audit/audit.ts'
import type { Db } from '../db/db.ts'
import { DomainError } from '../lib/errors.ts'
import { type Agent, findForLogin } from './agents.ts'
import { createExternalAgents } from './external-agents.ts'
import { createFilesTokens } from './files-tokens.ts'
import type { CheckCredentials, Credentials } from './log-in.ts'
import { createRefreshTokens } from './refresh-tokens.ts'
import { createSessionStatuses } from './session-status.ts'
import * as store from './store.ts'
import type { Issued, Tokens } from './tokens.ts'
import type { Viewer } from './viewer.ts'

/** `filesToken` is for reading files, as long as the refresh token. */
export type SignedIn = Issued & { agent: Agent; refreshToken: string; refreshUntil: Date; filesToken: string }

/** Where log-ins are written down. */
export type SessionAudit = {
  record: RecordAudit
  logInRefused(login: string, address: string): void
}

export type Sessions = {
  /** Throws UNAUTHENTICATED unless the token is valid now and its session has not ended. */
  authenticate(token: string): Promise<Viewer>
  /**
   * The same of what a client sends, with or without `Bearer`; the refusal is a value, since it does not matter to
   * operations that need no token.
   */
  identify(authorization: string | undefined): Promise<Viewer | DomainError>
  /** Who reads files by the cookie of a log-in, or the refusal. */
  identifyReader(filesToken: string): Promise<Viewer | DomainError>
  /**
   * The same viewers with the rights of now, in the same order; null for one whose session has ended or who is no longer
   * in the directory.
   */
  recheck(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>
  /** Begins a session. Refuses with INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS or INVALID_INPUT. */
  login(credentials: Credentials, address: string): Promise<SignedIn>
  /** Goes on with the session of one of these; refuses with SESSION_EXPIRED. `RefreshTokens.trade` says which are good. */
  refresh(...refreshTokens: readonly string[]): Promise<SignedIn>
  /** Ends the bearer's session on every process. Refuses with UNAUTHENTICATED where it is another's or has ended. */
  logout(bearer: Viewer): Promise<void>
}

export function createSessions(deps: {
  db: Db
  tokens: Tokens
  /** Secret, and the same on all processes of a database. */
  signingKey: Uint8Array
  now: () => Date
  newId: () => string
  /** Lifetime of a session, in seconds. */
  lifetime: number
  checkCredentials: CheckCredentials
  audit: SessionAudit
}): Sessions {
  const { db, tokens, now, newId, audit, checkCredentials } = deps
  const statuses = createSessionStatuses(db, now)
  const refreshTokens = createRefreshTokens({ db, key: deps.signingKey, now })
  const filesTokens = createFilesTokens(deps.signingKey)
  const externalAgents = createExternalAgents(db)

  const signedIn = async (agent: Agent, session: { id: string; expiresAt: Date }, refreshToken: string) => ({
    ...(await tokens.issue(agent, session.id)),
    agent,
    refreshToken,
    refreshUntil: session.expiresAt,
    filesToken: filesTokens.of({ sessionId: session.id, login: agent.login, expiresAt: session.expiresAt }),
  })

  const authenticate = async (token: string): Promise<Viewer> => {
    const claims = await tokens.verify(token)
    const { sessionId, expiresAt } = claims
    const login = claims.ours ? claims.login : await externalAgents.update(claims)
    const roleBy = !claims.ours && claims.role ? 'issuer' : 'directory'
    const claimed: Viewer = { login, role: claims.role ?? 'AGENT', roleBy, sessionId, expiresAt }
    const viewer = asOfNow(claimed, await statuses.of(claimed))
    if (!viewer) throw sessionEnded()
    return viewer
  }

  return {
    authenticate,

    identify: async (authorization) => {
      if (!authorization) return new DomainError('UNAUTHENTICATED', 'Log in first: no access token was sent.')
      try {
        return await authenticate(authorization.replace(/^Bearer\s+/i, ''))
      } catch (error) {
        if (error instanceof DomainError) return error
        throw error
      }
    },

    identifyReader: async (filesToken) => {
      const claims = filesTokens.read(filesToken)
      if (!claims || claims.expiresAt <= now()) return sessionEnded()
      const claimed: Viewer = { ...claims, role: 'AGENT', roleBy: 'directory' }
      return asOfNow(claimed, await statuses.of(claimed)) ?? sessionEnded()
    },

    recheck: async (viewers) => {
      const found = await statuses.ofAll(viewers)
      return viewers.map((viewer, i) => asOfNow(viewer, found[i]))
    },

    login: async (credentials, address) => {
      const agent = await checkCredentials(credentials, address).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'INVALID_CREDENTIALS')
          audit.logInRefused(credentials.login, address)
        throw error
      })
      const expiresAt = new Date(now().getTime() + deps.lifetime * 1_000)
      const session = { id: newId(), login: agent.login, expiresAt }
      const refreshToken = await db.transaction(async (tx) => {
        await store.insertSession(tx, session)
        await audit.record(tx, { action: 'LOGGED_IN', actor: agent.login, address })
        return refreshTokens.first(tx, session.id)
      })
      return signedIn(agent, session, refreshToken)
    },

    refresh: async (...presented) => {
      const trade = await refreshTokens.trade(presented)
      const found = trade && (await findForLogin(db.sql, trade.session.login))
      if (!trade || !found) throw new DomainError('SESSION_EXPIRED', 'Your session has ended: log in again.')
      const { passwordHash: _, ...agent } = found
      return signedIn(agent, trade.session, trade.refreshToken)
    },

    logout: async (bearer) => {
      const { sessionId: id, login, expiresAt } = bearer
      if ((await statuses.of(bearer)).ended) throw sessionEnded()
      statuses.forget(bearer)
      await db.transaction(async (tx) => {
        await store.revokeSession(tx, { id, login, expiresAt }, now())
        await audit.record(tx, { action: 'LOGGED_OUT', actor: login })
      })
    },
  }
}

function sessionEnded(): DomainError {
  return new DomainError('UNAUTHENTICATED', 'This session was ended: log in again.')
}

function asOfNow(viewer: Viewer, status: store.SessionStatus | undefined): Viewer | null {
  if (!status || status.ended || status.role === null) return null
  return viewer.roleBy === 'issuer' || viewer.role === status.role ? viewer : { ...viewer, role: status.role }
}
