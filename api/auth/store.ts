import { createHash, randomBytes } from 'node:crypto'
import type { DbClient, Tx } from '../db/db.ts'
import type { AgentRole } from './viewer.ts'

/** A row of `session`: a log-in of ours, or a token of another issuer that was logged out. */
export type SessionRow = { id: string; login: string; expiresAt: Date; revokedAt: Date | null }

/** The key that signs: made once per database, by whichever process comes first. */
export async function signingKey(tx: Tx, id: string): Promise<Uint8Array> {
  await tx`lock table signing_key in exclusive mode`
  const [known] = await tx<{ secret: Uint8Array }[]>`select secret from signing_key order by created_at desc limit 1`
  if (known) return known.secret
  const secret = randomBytes(32)
  await tx`insert into signing_key ${tx({ id, secret })}`
  return secret
}

export async function insertSession(tx: DbClient, session: Omit<SessionRow, 'revokedAt'>): Promise<void> {
  await tx`insert into session ${tx(session)}`
}

/** Takes effect in every process at its next check. Inserts the session of a token of another issuer, which has no row. */
export async function revokeSession(tx: DbClient, session: Omit<SessionRow, 'revokedAt'>, at: Date): Promise<void> {
  await tx`
    insert into session ${tx({ ...session, revokedAt: at })}
    on conflict (id) do update set revoked_at = coalesce(session.revoked_at, ${at})`
}

/** Ends every session of an agent that has not ended, in every process at its next check; the answer is how many. */
export async function revokeSessionsOf(tx: DbClient, login: string, at: Date, except: string | null): Promise<number> {
  const revoked = await tx`
    update session set revoked_at = ${at}
    where login = ${login} and revoked_at is null and expires_at > ${at} and id is distinct from ${except}`
  return revoked.count
}

/** Whose session it is supposed to be. */
export type Bearer = { sessionId: string; login: string }

/**
 * The state of a bearer's session now. It has ended when it was revoked, or when the session belongs to another login.
 * `role` is null for a login that is not in the directory, or whose account was ended.
 */
export type SessionStatus = { ended: boolean; role: AgentRole | null }

/** In the order asked for. */
export async function sessionStatuses(db: DbClient, bearers: readonly Bearer[]): Promise<SessionStatus[]> {
  const ids = bearers.map((bearer) => bearer.sessionId)
  const logins = bearers.map((bearer) => bearer.login)
  return db<SessionStatus[]>`
    select coalesce(session.revoked_at is not null or session.login <> bearer.login, false) as ended, agent.role
    from unnest(${ids}::text[], ${logins}::text[]) with ordinality as bearer (session_id, login, position)
    left join session on session.id = bearer.session_id
    left join agent on agent.login = bearer.login and agent.deactivated_at is null
    order by bearer.position`
}

const digest = (token: string) => createHash('sha256').update(token).digest()

export async function insertRefreshToken(tx: DbClient, sessionId: string, token: string): Promise<void> {
  await tx`insert into refresh_token ${tx({ hash: digest(token), sessionId })}`
}

/** The session of a refresh token, locked until the transaction ends; null for an unknown token. */
export async function lockSessionOf(tx: Tx, token: string): Promise<SessionRow | null> {
  const [row] = await tx<SessionRow[]>`
    select id, login, expires_at, revoked_at from session
    where id = (select session_id from refresh_token where hash = ${digest(token)}) for update`
  return row ?? null
}

/**
 * `traded just now` for `grace` seconds after the token was traded, by the clock of the database: the clocks of
 * processes differ. Null for an unknown token.
 */
export async function refreshTokenState(
  tx: Tx,
  token: string,
  grace: number,
): Promise<'unused' | 'traded just now' | 'traded' | null> {
  const [row] = await tx<{ used: boolean; justNow: boolean }[]>`
    select used_at is not null as used, coalesce(used_at > clock_timestamp() - ${grace} * interval '1 second', false) as just_now
    from refresh_token where hash = ${digest(token)}`
  if (!row) return null
  return row.justNow ? 'traded just now' : row.used ? 'traded' : 'unused'
}

export async function markTraded(tx: Tx, token: string): Promise<void> {
  await tx`update refresh_token set used_at = clock_timestamp() where hash = ${digest(token)}`
}

/** Sessions that ended longer ago than the lifetime of an access token, with their refresh tokens. */
export async function pruneSessions(db: DbClient): Promise<number> {
  const pruned = await db`delete from session where expires_at < now() - interval '8 days'`
  return pruned.count
}
