import type { Db, DbClient } from '../db/db.ts'
import type { AgentRole } from './viewer.ts'

export type Agent = { login: string; name: string; avatar: string | null; role: AgentRole }

/** The directory of everybody who may sign in or has been named by an external issuer. */
export type Agents = {
  /** People, not services, by name. */
  all(): Promise<Agent[]>
  /** In the order asked for; null for a login nobody has. */
  byLogins(logins: readonly string[]): Promise<(Agent | null)[]>
}

/** How long, in milliseconds, a look-up is cached: agents are shown with every message, and hardly ever change. */
const cacheTtl = 5_000

export function createAgents(db: Db, now: () => Date): Agents {
  let cache = new Map<string, Agent | null>()
  let cachedSince = 0

  return {
    all: () =>
      db.sql<Agent[]>`select login, name, avatar, role from agent where role <> 'SERVICE' order by name, login`,
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
        const rows = await db.sql<Agent[]>`
          select login, name, avatar, role from agent where login = any(${missing})`
        for (const login of missing) current.set(login, rows.find((row) => row.login === login) ?? null)
      }
      return logins.map((login) => current.get(login) ?? null)
    },
  }
}

/** An agent with what a log-in is checked against; null for an unknown login. */
export async function findForLogin(
  db: DbClient,
  login: string,
): Promise<(Agent & { passwordHash: string | null }) | null> {
  const [row] = await db<(Agent & { passwordHash: string | null })[]>`
    select login, name, avatar, role, password_hash from agent where login = ${login}`
  return row ?? null
}

/** Does nothing where the login exists. Without a password hash the agent can only come with a token of another issuer. */
export async function insertAgent(db: DbClient, agent: Agent, passwordHash: string | null): Promise<void> {
  const { login, name, avatar, role } = agent
  await db`insert into agent ${db({ login, name, avatar, role, passwordHash })} on conflict (login) do nothing`
}

/** Inserts an agent whom another issuer names for the first time; one who exists stays as they are. */
export async function ensureAgent(db: DbClient, agent: Agent): Promise<Agent> {
  await insertAgent(db, agent, null)
  const found = await findForLogin(db, agent.login)
  if (!found) throw new Error(`Agent ${agent.login} was entered and is not there`)
  return found
}
