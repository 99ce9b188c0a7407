import type { Db, DbClient } from '../db/db.ts'
import { hashPassword } from './passwords.ts'
import type { AgentRole } from './viewer.ts'

export type Agent = { login: string; name: string; avatar: string | null; role: AgentRole }

/** The directory of everybody who may sign in or has been named by an external issuer. */
export type Agents = {
  /** People, not services, by name. */
  all(): Promise<Agent[]>
  /** In the order asked for; null for a login nobody has. */
  byLogins(logins: readonly string[]): Promise<(Agent | null)[]>
}

/** How long, in milliseconds, a name is believed: agents are shown with every message, and hardly ever change. */
const cacheTtl = 5_000

export function createAgents(db: Db, now: () => Date): Agents {
  let known = new Map<string, Agent | null>()
  let knownSince = 0

  return {
    all: () =>
      db.sql<Agent[]>`select login, name, avatar, role from agent where role <> 'SERVICE' order by name, login`,
    byLogins: async (logins) => {
      const at = now().getTime()
      if (at - knownSince > cacheTtl || known.size > 10_000) {
        known = new Map()
        knownSince = at
      }
      const asked = known
      const unknown = logins.filter((login) => !asked.has(login))
      if (unknown.length > 0) {
        const rows = await db.sql<Agent[]>`
          select login, name, avatar, role from agent where login = any(${unknown})`
        for (const login of unknown) asked.set(login, rows.find((row) => row.login === login) ?? null)
      }
      return logins.map((login) => asked.get(login) ?? null)
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

/** Enters an agent whom an external issuer names for the first time; one who is known stays as entered. */
export async function ensureAgent(db: DbClient, agent: Agent): Promise<Agent> {
  await db`insert into agent ${db(agent, 'login', 'name', 'avatar', 'role')} on conflict (login) do nothing`
  const found = await findForLogin(db, agent.login)
  if (!found) throw new Error(`Agent ${agent.login} was entered and is not there`)
  return found
}

/** A login of the demo data: its password is no secret. */
export type DemoLogin = { login: string; password: string; name: string }

const demoAgents: (Agent & DemoLogin)[] = [
  { login: 'jimmy.solid', password: 'secret', name: 'Jimmy Solid', avatar: null, role: 'AGENT' },
  { login: 'danny.solid', password: 'secret', name: 'Danny Solid', avatar: null, role: 'AGENT' },
  { login: 'admin', password: 'admin', name: 'Admin', avatar: null, role: 'ADMIN' },
]

export const demoLogins: DemoLogin[] = demoAgents.map(({ login, password, name }) => ({ login, password, name }))

/** Puts the demo agents in where they are missing. */
export async function seedAgents(db: Db): Promise<void> {
  for (const { password, ...agent } of demoAgents) {
    if (await findForLogin(db.sql, agent.login)) continue
    const row = { ...agent, passwordHash: await hashPassword(password) }
    await db.sql`insert into agent ${db.sql(row)} on conflict (login) do nothing`
  }
}
