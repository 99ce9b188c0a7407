import type { Db } from '../db/db.ts'
import { type Agent, findForLogin, insertAgent } from './agents.ts'
import { hashPassword } from './passwords.ts'

/** A login of the demo data: its password is no secret. */
export type DemoLogin = { login: string; password: string; name: string }

const demoAgents: (Agent & DemoLogin)[] = [
  { login: 'jimmy.solid', password: 'secret', name: 'Jimmy Solid', avatar: null, role: 'AGENT' },
  { login: 'danny.solid', password: 'secret', name: 'Danny Solid', avatar: null, role: 'AGENT' },
  { login: 'admin', password: 'admin', name: 'Admin', avatar: null, role: 'ADMIN' },
]

/** Colleagues of the demo, who only write: nobody can log in as them. */
const colleagues: Agent[] = [
  { login: 'ewa.nowak', name: 'Ewa Nowak', avatar: null, role: 'AGENT' },
  { login: 'tom.berger', name: 'Tom Berger', avatar: null, role: 'AGENT' },
  { login: 'maria.costa', name: 'Maria Costa', avatar: null, role: 'AGENT' },
]

export async function seedColleagues(db: Db): Promise<void> {
  for (const agent of colleagues) await insertAgent(db.sql, agent, null)
}

export const demoLogins: DemoLogin[] = demoAgents.map(({ login, password, name }) => ({ login, password, name }))

/** Inserts the demo agents that are missing; those that exist stay as they are. */
export async function seedAgents(db: Db): Promise<void> {
  for (const { password, ...agent } of demoAgents) {
    if (await findForLogin(db.sql, agent.login)) continue
    await insertAgent(db.sql, agent, await hashPassword(password))
  }
}
