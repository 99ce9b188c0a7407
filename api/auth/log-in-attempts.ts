import { setTimeout as sleep } from 'node:timers/promises'
import { createRateLimit } from '../lib/rate-limit.ts'

/** Slows down who guesses passwords, without locking the owner of the login out. */
export type LogInAttempts = {
  /** Resolves when the attempt may be made; refuses with TOO_MANY_ATTEMPTS. Known and unknown logins count alike. */
  begin(login: string, address: string): Promise<void>
  /** The password was right: earlier attempts for this login no longer count. */
  succeeded(login: string, address: string): Promise<void>
}

const minute = 60
/** Attempts for one login from one address in a minute that need not wait. */
const free = 30
/** How long the attempts after those wait, in seconds; what comes after the last of them is refused. */
const delays = [1, 2, 4]
/** Attempts for one login from all addresses in ten minutes: a bound on guessing from many addresses at once. */
const perLogin = 300

/**
 * Counts in this process. Who fails for a login from one address does not lock its owner out at another. An owner who
 * shares the address waits some seconds at first. The bound over all addresses does not hold for an address from which
 * the login has succeeded before.
 */
export function createLogInAttempts(): LogInAttempts {
  const refusal = (wait: string) =>
    ({ code: 'TOO_MANY_ATTEMPTS', message: `Too many attempts: wait ${wait} and try again.` }) as const
  const fromAddress = createRateLimit({ points: free + delays.length, duration: minute }, refusal('a minute'))
  const fromAnywhere = createRateLimit({ points: perLogin, duration: 10 * minute }, refusal('ten minutes'))

  /** Addresses, each with a login that has succeeded from there. */
  const trusted = new Set<string>()

  return {
    begin: async (login, address) => {
      const origin = `${address} ${login}`
      const count = await fromAddress.count(origin)
      if (!trusted.has(origin)) await fromAnywhere.count(login)
      const delay = delays[count - free - 1]
      if (delay) await sleep(delay * 1_000)
    },
    succeeded: async (login, address) => {
      const origin = `${address} ${login}`
      if (trusted.size > 50_000) trusted.clear()
      trusted.add(origin)
      await fromAddress.forget(origin)
      await fromAnywhere.forget(login)
    },
  }
}
