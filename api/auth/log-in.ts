import { availableParallelism } from 'node:os'
import type { Db } from '../db/db.ts'
import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { createWorkQueue } from '../lib/work-queue.ts'
import { type Agent, findForLogin } from './agents.ts'
import { createLogInAttempts } from './log-in-attempts.ts'
import { passwordMatches } from './passwords.ts'

export type Credentials = { login: string; password: string }

/**
 * The agent whose login and password these are. Refuses with INVALID_CREDENTIALS, at the same cost for a wrong password
 * and an unknown login, and with TOO_MANY_ATTEMPTS when the login is being guessed or too many log in at once.
 */
export type CheckCredentials = (credentials: Credentials, address: string) => Promise<Agent>

/**
 * Hashing a password takes a core for tens of milliseconds, in the thread pool of libuv, whose four threads also verify
 * tokens and resolve names. So few run at a time that requests with a token find threads and cores free. At twenty
 * milliseconds each, the queue is two seconds long.
 */
const hashing = { concurrency: availableParallelism() > 2 ? 2 : 1, perKey: 50, total: 100 }

export function createCredentialCheck(db: Db): CheckCredentials {
  const attempts = createLogInAttempts()
  const busy = () =>
    new DomainError('TOO_MANY_ATTEMPTS', 'Too many people are logging in: wait a few seconds and try again.')
  const queue = createWorkQueue(hashing, busy)

  const find = async ({ login, password }: Credentials): Promise<Agent | null> => {
    const found = await findForLogin(db.sql, login)
    if (!(await passwordMatches(password, found?.passwordHash ?? null)) || !found) return null
    const { passwordHash: _, ...agent } = found
    return agent
  }

  return async (credentials, address) => {
    throwIfInvalid(missing(credentials))
    // Before it is counted: a flood of invented logins must not fill the memory with counts.
    if (!queue.hasRoom(address)) throw busy()
    await attempts.begin(credentials.login, address)
    const agent = await queue.run(address, () => find(credentials))
    if (!agent) throw new DomainError('INVALID_CREDENTIALS', 'Login or password is wrong.')
    await attempts.succeeded(credentials.login, address)
    return agent
  }
}

function missing(credentials: Credentials): FieldError[] {
  const { login, password } = credentials
  return Object.entries({ login, password }).flatMap(([path, value]) => {
    if (value.trim() === '') return [{ path, message: 'Must not be empty.' }]
    return value.length > 200 ? [{ path, message: 'Must have at most 200 characters.' }] : []
  })
}
