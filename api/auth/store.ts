import { createHash, randomBytes } from 'node:crypto'
import type { DbClient, Tx } from '../db/db.ts'
import type { AgentRole } from './viewer.ts'

export type Session = { id: string; login: string; expiresAt: Date; revokedAt: Date | null }

/** The key that signs: made once per database, by whichever process comes first. */
export async function signingKey(tx: Tx, id: string): Promise<Uint8Array> {
  await tx`lock table signing_key in exclusive mode`
  const [known] = await tx<{ secret: Uint8Array }[]>`select secret from signing_key order by created_at desc limit 1`
  if (known) return known.secret
  const secret = randomBytes(32)
  await tx`insert into signing_key ${tx({ id, secret })}`
  return secret
}

export async function insertSession(tx: DbClient, session: Omit<Session, 'revokedAt'>): Promise<void> {
  await tx`insert into session ${tx(session)}`
}

/** Takes effect for every process at its next check; a session of a foreign token is entered by this. */
export async function revokeSession(tx: DbClient, session: Omit<Session, 'revokedAt'>, at: Date): Promise<void> {
  await tx`
    insert into session ${tx({ ...session, revokedAt: at })}
    on conflict (id) do update set revoked_at = coalesce(session.revoked_at, ${at})`
}

/** What is known of a session's bearer right now; `role` is null for a login that is not in the directory. */
export type Standing = { revoked: boolean; role: AgentRole | null }

/** In the order asked for. */
export async function standings(
  db: DbClient,
  bearers: readonly { sessionId: string; login: string }[],
): Promise<Standing[]> {
  const ids = bearers.map((bearer) => bearer.sessionId)
  const logins = bearers.map((bearer) => bearer.login)
  return db<Standing[]>`
    select session.revoked_at is not null as revoked, agent.role
    from unnest(${ids}::text[], ${logins}::text[]) with ordinality as bearer (session_id, login, place)
    left join session on session.id = bearer.session_id
    left join agent on agent.login = bearer.login
    order by bearer.place`
}

const digest = (token: string) => createHash('sha256').update(token).digest()

export async function insertRefreshToken(tx: DbClient, sessionId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx`insert into refresh_token ${tx({ hash: digest(token), sessionId })}`
  return token
}

/** Locks the token's row and its session until the transaction ends. */
export async function lockRefreshToken(tx: Tx, token: string): Promise<(Session & { usedAt: Date | null }) | null> {
  const [row] = await tx<(Session & { usedAt: Date | null })[]>`
    select session.id, session.login, session.expires_at, session.revoked_at, refresh_token.used_at
    from refresh_token join session on session.id = refresh_token.session_id
    where refresh_token.hash = ${digest(token)} for update`
  return row ?? null
}

export async function markUsed(tx: Tx, token: string, at: Date): Promise<void> {
  await tx`update refresh_token set used_at = ${at} where hash = ${digest(token)}`
}

/** Sessions that ended longer ago than any access token lives, with their refresh tokens. */
export async function pruneSessions(db: DbClient): Promise<number> {
  const pruned = await db`delete from session where expires_at < now() - interval '8 days'`
  return pruned.count
}
