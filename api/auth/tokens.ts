import { hash, randomUUID } from 'node:crypto'
import { errors, SignJWT } from 'jose'
import { DomainError } from '../lib/errors.ts'
import type { Claims } from './claims.ts'
import { createVerification, type IssuerOptions, ourName } from './token-verification.ts'
import type { AgentRole } from './viewer.ts'

export type Issued = { accessToken: string; expiresAt: Date }

export type Tokens = {
  issue(
    agent: { login: string; name: string; avatar: string | null; role: AgentRole },
    sessionId: string,
  ): Promise<Issued>
  /** Throws UNAUTHENTICATED for every token that is not valid now, without saying more than why. */
  verify(token: string): Promise<Claims>
}

export type TokenOptions = IssuerOptions & {
  /** Our own key: HS256, 32 bytes or more. */
  signingKey: Uint8Array
  /** The old portal's shared secret: its tokens are accepted, and ours are signed with it so that it accepts them. */
  portalSecret: string | null
  /** Lifetime of an access token, in seconds. */
  lifetime: number
}

/** Seconds for which a token is still good after `exp`: what is on its way when it expires. */
const expiryTolerance = 5

/** Issues our tokens, and verifies ours and those of other issuers. */
export function createTokens(options: TokenOptions): Tokens {
  const { now, lifetime } = options
  const portalKey = options.portalSecret === null ? null : new TextEncoder().encode(options.portalSecret)
  const ownKey = portalKey ?? options.signingKey
  const verify = createVerification(options, { own: ownKey, portal: portalKey })
  const cache = createClaimsCache()

  return {
    issue: async (agent, sessionId) => {
      const issuedAt = Math.floor(now().getTime() / 1_000)
      const expiresAt = new Date((issuedAt + lifetime) * 1_000)
      // The last four are what the old portal's services read (`ClaimTypes.Name` and `.Role` in their short form).
      const accessToken = await new SignJWT({
        sid: sessionId,
        name: agent.name,
        unique_name: agent.login,
        role: [agent.role, 'SALESMAN', 'USER'],
        userType: 'SALESMAN',
        avatar: agent.avatar ?? '',
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(agent.login)
        .setIssuer(ourName)
        .setAudience(ourName)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(ownKey)
      return { accessToken, expiresAt }
    },
    verify: async (token) => {
      const at = now().getTime()
      const digest = hash('sha256', token, 'base64url')
      const cached = cache.get(digest, at)
      if (cached && !hasExpired(cached, at)) return cached
      try {
        const claims = await verify(token, digest)
        if (hasExpired(claims, at)) throw new errors.JWTExpired('expired', {})
        cache.set(digest, at, claims)
        return claims
      } catch (error) {
        throw error instanceof errors.JOSEError || error instanceof TypeError ? refused(error) : error
      }
    },
  }
}

const hasExpired = ({ expiresAt }: Claims, at: number) => expiresAt.getTime() + expiryTolerance * 1_000 <= at

/** How long, in milliseconds, a verified token is not verified again: a withdrawn key is refused after that. */
const cacheTtl = 60_000
const cacheSize = 10_000

/** What verified tokens say, by a digest of the whole token. Saves requests the thread pool, where verification runs. */
function createClaimsCache() {
  const cache = new Map<string, { at: number; claims: Claims }>()
  return {
    get: (digest: string, at: number): Claims | null => {
      const cached = cache.get(digest)
      return cached && at - cached.at < cacheTtl ? cached.claims : null
    },
    set: (digest: string, at: number, claims: Claims): void => {
      cache.delete(digest)
      cache.set(digest, { at, claims })
      if (cache.size <= cacheSize) return
      const [oldest] = cache.keys()
      if (oldest !== undefined) cache.delete(oldest)
    },
  }
}

function refused(error: Error): DomainError {
  return new DomainError(
    'UNAUTHENTICATED',
    error instanceof errors.JWTExpired ? 'The access token has expired.' : 'The access token is not valid.',
  )
}
