import type { RecordAudit } from '../audit/audit.ts'
import type { Db } from '../db/db.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { assertName, assertPassword, readStatus, type Status, unknownAgent } from './account.ts'
import type { AgentRecord } from './agents.ts'
import * as agents from './agents.ts'
import type { CheckCredentials } from './log-in.ts'
import { hashPassword } from './passwords.ts'
import { revokeSessionsOf } from './store.ts'
import type { Viewer } from './viewer.ts'

/** What agents change of themselves. Throws UNKNOWN_AGENT for a viewer who is not in the directory. */
export type Profiles = {
  /** Throws INVALID_INPUT. */
  changeProfile(viewer: Viewer, change: { name: string }): Promise<AgentRecord>
  /** Without emoji and text the status is removed. Throws INVALID_INPUT. */
  setStatus(viewer: Viewer, status: Partial<Status>): Promise<AgentRecord>
  /** Ends the agent's other sessions. Throws INVALID_INPUT for a wrong or a weak one, or TOO_MANY_ATTEMPTS. */
  changePassword(viewer: Viewer, passwords: { current: string; next: string }, address: string): Promise<AgentRecord>
}

export function createProfiles(deps: {
  db: Db
  now: () => Date
  checkCredentials: CheckCredentials
  record: RecordAudit
  /** An agent has changed: caches and screens show what was. */
  onChanged(login: string): void
}): Profiles {
  const { db, now, checkCredentials, record, onChanged } = deps

  const change = async (login: string, changed: agents.AgentChange): Promise<AgentRecord> => {
    const agent = await db.transaction(async (tx) => {
      if (!(await agents.lockAgent(tx, login))) throw unknownAgent(login)
      return agents.changeAgent(tx, login, changed)
    })
    onChanged(login)
    return agent
  }

  return {
    changeProfile: ({ login }, { name }) => {
      assertName(name)
      return change(login, { name: name.trim() })
    },

    setStatus: ({ login }, given) => {
      const { emoji, text, until } = readStatus(given, now())
      return change(login, { statusEmoji: emoji, statusText: text, statusUntil: until })
    },

    changePassword: async ({ login, sessionId }, { current, next }, address) => {
      assertPassword(next, 'next')
      await checkCredentials({ login, password: current }, address).catch(asFieldError)
      const passwordHash = await hashPassword(next)
      return db.transaction(async (tx) => {
        await revokeSessionsOf(tx, login, now(), sessionId)
        await record(tx, { action: 'PASSWORD_CHANGED', actor: login, subject: login, address })
        return agents.changeAgent(tx, login, { passwordHash })
      })
    },
  }
}

/** What is wrong with the log-in is wrong with the password that was given for it. */
function asFieldError(error: unknown): never {
  if (error instanceof InvalidInput)
    throw new InvalidInput(error.fields.map(({ message }) => ({ path: 'current', message })))
  if (error instanceof DomainError && error.code === 'INVALID_CREDENTIALS')
    throw new InvalidInput([{ path: 'current', message: 'Is not your password.' }])
  throw error
}
