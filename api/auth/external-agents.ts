import type { Db } from '../db/db.ts'
import { type AgentRow, findAnyCase, insertAgent, updateAgent } from './agents.ts'
import type { Claims } from './claims.ts'

export type ExternalAgents = {
  /**
   * Brings the directory up to what a token of another issuer says: a new bearer is inserted, and a new name or avatar
   * replaces the last one. The answer is the login as the directory spells it; issuers differ in case.
   */
  update(claims: Claims): Promise<string>
}

type Known = { login: string; claims: Claims }

export function createExternalAgents(db: Db): ExternalAgents {
  // Most requests bring a token that says nothing new.
  const cache = new Map<string, Known>()

  const write = async (claims: Claims): Promise<string> => {
    const { login, name, avatar, role } = claims
    // An administrator of the issuer is one by token alone, and so not after the issuer has changed its mind.
    const inserted = { login, name: name ?? login, avatar, role: role === 'SERVICE' ? role : ('AGENT' as const) }
    const known = await findAnyCase(db.sql, login)
    if (!known) await insertAgent(db.sql, inserted, null)
    else await updateAgent(db.sql, { ...known, ...changesOf(known, claims) })
    return known?.login ?? login
  }

  return {
    update: async (claims) => {
      const known = cache.get(claims.login)
      if (known && saysNothingNew(known.claims, claims)) return known.login
      const login = await write(claims)
      if (cache.size > 10_000) cache.clear()
      cache.set(claims.login, { login, claims })
      return login
    },
  }
}

/** Also when the token is older: two with different names that are used in turn must not change the name each time. */
function saysNothingNew(last: Claims, claims: Claims): boolean {
  if (claims.issuedAt < last.issuedAt) return true
  return claims.name === last.name && claims.avatar === last.avatar && claims.role === last.role
}

function changesOf(known: AgentRow, { name, avatar, role }: Claims): Partial<AgentRow> {
  const changes = { name: name ?? known.name, avatar: avatar ?? known.avatar }
  // Who has a password here has the role that was given here.
  if (known.passwordHash !== null) return changes
  if (role === 'SERVICE') return { ...changes, role }
  return known.role === 'SERVICE' ? { ...changes, role: 'AGENT' } : changes
}
