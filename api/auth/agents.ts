import type { Db, DbClient, Fragment, Tx } from '../db/db.ts'
import { sharedLoader } from '../lib/shared-loader.ts'
import type { AgentRole } from './viewer.ts'

/** `avatar` is what a token of another issuer says of the picture. */
export type Agent = { login: string; name: string; avatar: string | null; role: AgentRole }

/** An agent as the directory knows them; what is missing is not known. */
export type AgentRecord = Agent & {
  /** When an administrator ended the account; null while it is in use. */
  deactivatedAt?: Date | null
  /** The picture that they have uploaded; it is shown instead of `avatar`. */
  pictureId?: string | null
  statusEmoji?: string | null
  statusText?: string | null
  /** The moment from which the status is over; null is never. */
  statusUntil?: Date | null
  /** When the last connection closed; null for one who never had any. */
  lastSeenAt?: Date | null
}

/** The directory of everybody who may sign in or has been named by an external issuer. */
export type Agents = {
  /** People, not services, by name; those whose account was ended only when they are asked for. */
  all(options?: { deactivated: boolean }): Promise<AgentRecord[]>
  /** In the order asked for; null for a login nobody has. One in another case is found where none is exactly it. */
  byLogins(logins: readonly string[]): Promise<(AgentRecord | null)[]>
  /** People alone, found like `byLogins` and as they are now: nothing is cached. */
  people(logins: readonly string[]): Promise<(AgentRecord | null)[]>
  /** Removes agents from the cache of this process: they have changed. */
  forget(logins: readonly string[]): void
  /** The last connection of an agent to this process has closed. Does not wait; it is lost while the database is away. */
  left(login: string): void
}

/** How long, in milliseconds, a look-up is cached: agents are shown with every message, and hardly ever change. */
const cacheTtl = 5_000
/** Milliseconds in which agents who have gone are put together to one statement. */
const goneWindow = 500

export function createAgents(db: Db, now: () => Date): Agents {
  let cache = new Map<string, AgentRecord | null>()
  let cachedSince = 0
  const gone = new Set<string>()
  const lookUp = sharedLoader<string, AgentRecord | null>(async (logins) => {
    const ofLogin = byLogin(await findAllAnyCase(db.sql, [...new Set(logins)]))
    return logins.map(ofLogin)
  })

  const writeGone = () => {
    const logins = [...gone]
    gone.clear()
    db.sql`update agent set last_seen_at = ${now()} where login = any(${logins}::text[])`.catch(() => {})
  }

  return {
    all: ({ deactivated } = { deactivated: false }) =>
      db.sql<AgentRecord[]>`
        select ${columns(db.sql)} from agent
        where role <> 'SERVICE' ${deactivated ? db.sql`` : db.sql`and deactivated_at is null`}
        order by name, login`,
    people: async (logins) => {
      const ofLogin = byLogin(await findAllAnyCase(db.sql, logins))
      return logins.map((login) => {
        const agent = ofLogin(login)
        return agent?.role === 'SERVICE' ? null : agent
      })
    },
    byLogins: async (logins) => {
      const at = now().getTime()
      if (at - cachedSince > cacheTtl || cache.size > 10_000) {
        cache = new Map()
        cachedSince = at
      }
      // A concurrent call may replace the cache while this one waits.
      const current = cache
      const missing = logins.filter((login) => !current.has(login))
      if (missing.length > 0) {
        const found = await Promise.all(missing.map((login) => lookUp.load(login)))
        for (const [i, login] of missing.entries()) current.set(login, found[i] ?? null)
      }
      return logins.map((login) => current.get(login) ?? null)
    },
    forget: (logins) => {
      for (const login of logins) cache.delete(login)
    },
    left: (login) => {
      if (gone.size === 0) setTimeout(writeGone, goneWindow).unref()
      gone.add(login)
    },
  }
}

/** A status that is over is none. */
const columns = (db: DbClient): Fragment => db`
  login, name, avatar, picture_id, role, deactivated_at, last_seen_at, status_until,
  case when status_until <= now() then null else status_emoji end as status_emoji,
  case when status_until <= now() then null else status_text end as status_text`

/** The password hash is null for an agent who can only come with a token of another issuer. */
export type AgentRow = Agent & Pick<AgentRecord, 'pictureId'> & { passwordHash: string | null }

/** Null for an unknown login and for one whose account was ended. Upper and lower case are different. */
export async function findForLogin(db: DbClient, login: string): Promise<AgentRow | null> {
  const [row] = await db<AgentRow[]>`
    select login, name, avatar, picture_id, role, password_hash from agent
    where login = ${login} and deactivated_at is null`
  return row ?? null
}

/** Also one whose account was ended; nobody else changes the agent until the transaction ends. */
export async function lockAgent(tx: Tx, login: string): Promise<AgentRecord | null> {
  const [row] = await tx<AgentRecord[]>`select ${columns(tx)} from agent where login = ${login} for update`
  return row ?? null
}

/** The administrators whose accounts are in use; none of them changes until the transaction ends. */
export async function lockAdministrators(tx: Tx): Promise<string[]> {
  const rows = await tx<{ login: string }[]>`
    select login from agent where role = 'ADMIN' and deactivated_at is null order by login for update`
  return rows.map(({ login }) => login)
}

/** Whether somebody has this login, in any case. */
export async function isTaken(tx: Tx, login: string): Promise<boolean> {
  return (await findAnyCase(tx, login)) !== null
}

export type AgentChange = Partial<Omit<AgentRecord, 'login' | 'lastSeenAt'>> & { passwordHash?: string }

/** At least one field must be given. */
export async function changeAgent(tx: Tx, login: string, change: AgentChange): Promise<AgentRecord> {
  const [row] = await tx<AgentRecord[]>`
    update agent set ${tx(change)} where login = ${login} returning ${columns(tx)}`
  if (!row) throw new Error('An agent that was locked is not there')
  return row
}

/** The agent whose login differs at most in case; the exact one where there are several. Null for none. */
export async function findAnyCase(db: DbClient, login: string): Promise<AgentRow | null> {
  const [row] = await db<AgentRow[]>`
    select login, name, avatar, role, password_hash from agent
    where login_key = ${loginKey(login)} or login = ${login}
    order by login <> ${login}, login limit 1`
  return row ?? null
}

function findAllAnyCase(db: DbClient, logins: readonly string[]): Promise<AgentRecord[]> {
  return db<AgentRecord[]>`
    select ${columns(db)} from agent
    where login_key = any(${logins.map(loginKey)}) or login = any(${[...logins]})
    order by login`
}

function byLogin(agents: readonly AgentRecord[]): (login: string) => AgentRecord | null {
  const exact = new Map(agents.map((agent) => [agent.login, agent]))
  // Of several, the first.
  const anyCase = new Map(agents.toReversed().map((agent) => [loginKey(agent.login), agent]))
  return (login) => exact.get(login) ?? anyCase.get(loginKey(login)) ?? null
}

/** By Unicode, whatever the locale of the database. */
const loginKey = (login: string): string => login.toLowerCase()

/** Gives a key to the agents that have none: those of the last version, or inserted by hand. */
export async function fillLoginKeys(db: DbClient): Promise<void> {
  const agents = await db<{ login: string }[]>`select login from agent where login_key is null`
  const keys = JSON.stringify(agents.map(({ login }) => ({ login, key: loginKey(login) })))
  await db`
    update agent set login_key = filled.key
    from jsonb_to_recordset(${keys}::text::jsonb) as filled (login text, key text)
    where agent.login = filled.login and agent.login_key is null`
}

/** Does nothing where the login exists; the answer is whether it was inserted. */
export async function insertAgent(db: DbClient, agent: Agent, passwordHash: string | null): Promise<boolean> {
  const { login, name, avatar, role } = agent
  const inserted =
    await db`insert into agent ${db({ login, loginKey: loginKey(login), name, avatar, role, passwordHash })} on conflict (login) do nothing`
  return inserted.count === 1
}

export async function updateAgent(db: DbClient, agent: Agent): Promise<void> {
  const { login, name, avatar, role } = agent
  await db`
    update agent set ${db({ name, avatar, role })}
    where login = ${login} and (name, avatar, role) is distinct from (${name}, ${avatar}::text, ${role})`
}
