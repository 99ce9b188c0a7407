import type { RecordAudit } from '../audit/audit.ts'
import type { Db, Tx } from '../db/db.ts'
import { DomainError } from '../lib/errors.ts'
import { assertAnAdministratorStays, assertName, assertNewAccount, type NewAccount, unknownAgent } from './account.ts'
import type { AgentRecord } from './agents.ts'
import * as agents from './agents.ts'
import { hashPassword, randomPassword } from './passwords.ts'
import { revokeSessionsOf } from './store.ts'
import type { AgentRole, Viewer } from './viewer.ts'

/** What administrators do to accounts. Every method but the first throws UNKNOWN_AGENT for a login nobody has. */
export type Administration = {
  /** The answer has the password, once: it is random unless one was given. Throws INVALID_INPUT or LOGIN_TAKEN. */
  createAgent(
    viewer: Viewer,
    input: NewAccount & { role: AgentRole },
  ): Promise<{ agent: AgentRecord; password: string }>
  /** Throws INVALID_INPUT, or LAST_ADMINISTRATOR where the role would leave none. */
  changeAgent(viewer: Viewer, change: { login: string; name?: string; role?: AgentRole }): Promise<AgentRecord>
  /** Ends the account and its sessions; what the agent wrote stays. Throws LAST_ADMINISTRATOR. */
  deactivateAgent(viewer: Viewer, login: string): Promise<AgentRecord>
  activateAgent(viewer: Viewer, login: string): Promise<AgentRecord>
  /** Ends the sessions that the old password began. The answer has the new one, once. */
  resetPassword(viewer: Viewer, login: string): Promise<{ agent: AgentRecord; password: string }>
  /** Ends the sessions of our own log-ins; tokens of another issuer are its business. */
  endSessions(viewer: Viewer, login: string): Promise<AgentRecord>
}

export function createAdministration(deps: {
  db: Db
  now: () => Date
  record: RecordAudit
  /** An agent has changed: caches and screens show what was. */
  onChanged(login: string): void
}): Administration {
  const { db, now, record, onChanged } = deps

  const change = async (
    login: string,
    work: (tx: Tx, agent: AgentRecord, administrators: readonly string[]) => Promise<AgentRecord>,
  ) => {
    const changed = await db.transaction(async (tx) => {
      // Administrators before the one agent, in every transaction: two that demote each other wait in one order.
      const administrators = await agents.lockAdministrators(tx)
      const agent = await agents.lockAgent(tx, login)
      if (!agent) throw unknownAgent(login)
      return work(tx, agent, administrators)
    })
    onChanged(login)
    return changed
  }

  return {
    createAgent: async (viewer, input) => {
      assertNewAccount(input)
      const { login, role } = input
      const name = input.name.trim()
      const password = input.password ?? randomPassword()
      const hash = await hashPassword(password)
      const agent = await db.transaction(async (tx) => {
        if (await agents.isTaken(tx, login)) throw loginTaken(login)
        if (!(await agents.insertAgent(tx, { login, name, avatar: null, role }, hash))) throw loginTaken(login)
        await record(tx, { action: 'AGENT_CREATED', actor: viewer.login, subject: login, detail: `${name}, ${role}` })
        return { login, name, avatar: null, role }
      })
      onChanged(login)
      return { agent, password }
    },

    changeAgent: (viewer, { login, name, role }) => {
      if (name !== undefined) assertName(name)
      return change(login, async (tx, agent, administrators) => {
        if (role !== undefined && role !== 'ADMIN') assertAnAdministratorStays(administrators, login)
        const changed = { name: name?.trim() ?? agent.name, role: role ?? agent.role }
        if (changed.name === agent.name && changed.role === agent.role) return agent
        const detail = `${changed.name}, ${changed.role}`
        await record(tx, { action: 'AGENT_CHANGED', actor: viewer.login, subject: login, detail })
        return agents.changeAgent(tx, login, changed)
      })
    },

    deactivateAgent: (viewer, login) =>
      change(login, async (tx, agent, administrators) => {
        if (agent.deactivatedAt) return agent
        assertAnAdministratorStays(administrators, login)
        await revokeSessionsOf(tx, login, now(), null)
        await record(tx, { action: 'AGENT_DEACTIVATED', actor: viewer.login, subject: login })
        return agents.changeAgent(tx, login, { deactivatedAt: now() })
      }),

    activateAgent: (viewer, login) =>
      change(login, async (tx, agent) => {
        if (!agent.deactivatedAt) return agent
        await record(tx, { action: 'AGENT_ACTIVATED', actor: viewer.login, subject: login })
        return agents.changeAgent(tx, login, { deactivatedAt: null })
      }),

    resetPassword: async (viewer, login) => {
      const password = randomPassword()
      const passwordHash = await hashPassword(password)
      const agent = await change(login, async (tx) => {
        await revokeSessionsOf(tx, login, now(), null)
        await record(tx, { action: 'PASSWORD_RESET', actor: viewer.login, subject: login })
        return agents.changeAgent(tx, login, { passwordHash })
      })
      return { agent, password }
    },

    endSessions: (viewer, login) =>
      change(login, async (tx, agent) => {
        const ended = await revokeSessionsOf(tx, login, now(), null)
        await record(tx, { action: 'SESSIONS_ENDED', actor: viewer.login, subject: login, detail: String(ended) })
        return agent
      }),
  }
}

function loginTaken(login: string): DomainError {
  return new DomainError('LOGIN_TAKEN', `There is an agent ${JSON.stringify(login)} already.`)
}
