import type { Db, DbClient } from '../db/db.ts'
import type { AgentRole } from './viewer.ts'

export type Agent = { login: string; name: string; avatar: string | null; role: AgentRole }

/** The directory of everybody who may sign in or has been named by an external issuer. */
export type Agents = {
  /** People, not services, by name. */
  all(): Promise<Agent[]>
  /** In the order asked for; null for a login nobody has. One in another case is found where none is exactly it. */
  byLogins(logins: readonly string[]): Promise<(Agent | null)[]>
  /** Which of these logins there are. */
  known(logins: readonly string[]): Promise<ReadonlySet<string>>
}

/** How long, in milliseconds, a look-up is cached: agents are shown with every message, and hardly ever change. */
const cacheTtl = 5_000

export function createAgents(db: Db, now: () => Date): Agents {
  let cache = new Map<string, Agent | null>()
  let cachedSince = 0

  return {
    all: () =>
      db.sql<Agent[]>`select login, name, avatar, role from agent where role <> 'SERVICE' order by name, login`,
    known: async (logins) => {
      const rows = await db.sql<{ login: string }[]>`
        select login from agent where login = any(${logins as string[]}) and role <> 'SERVICE'`
      return new Set(rows.map(({ login }) => login))
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
        const rows = await findAllAnyCase(db.sql, missing)
        for (const login of missing) current.set(login, ofLogin(rows, login))
      }
      return logins.map((login) => current.get(login) ?? null)
    },
  }
}

/** The password hash is null for an agent who can only come with a token of another issuer. */
export type AgentRow = Agent & { passwordHash: string | null }

/** Null for an unknown login. Upper and lower case are different. */
export async function findForLogin(db: DbClient, login: string): Promise<AgentRow | null> {
  const [row] = await db<AgentRow[]>`
    select login, name, avatar, role, password_hash from agent where login = ${login}`
  return row ?? null
}

/** The agent whose login differs at most in case; the exact one where there are several. Null for none. */
export async function findAnyCase(db: DbClient, login: string): Promise<AgentRow | null> {
  const [row] = await db<AgentRow[]>`
    select login, name, avatar, role, password_hash from agent
    where login_key = ${loginKey(login)} or login = ${login}
    order by login <> ${login}, login limit 1`
  return row ?? null
}

function findAllAnyCase(db: DbClient, logins: readonly string[]): Promise<Agent[]> {
  return db<Agent[]>`
    select login, name, avatar, role from agent
    where login_key = any(${logins.map(loginKey)}) or login = any(${[...logins]})
    order by login`
}

function ofLogin(agents: readonly Agent[], login: string): Agent | null {
  const exact = agents.find((agent) => agent.login === login)
  return exact ?? agents.find((agent) => loginKey(agent.login) === loginKey(login)) ?? null
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

/** Does nothing where the login exists. */
export async function insertAgent(db: DbClient, agent: Agent, passwordHash: string | null): Promise<void> {
  const { login, name, avatar, role } = agent
  await db`insert into agent ${db({ login, loginKey: loginKey(login), name, avatar, role, passwordHash })} on conflict (login) do nothing`
}

export async function updateAgent(db: DbClient, agent: Agent): Promise<void> {
  const { login, name, avatar, role } = agent
  await db`
    update agent set ${db({ name, avatar, role })}
    where login = ${login} and (name, avatar, role) is distinct from (${name}, ${avatar}::text, ${role})`
}
