import { hash, randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Logger } from 'pino'
import { DomainError } from '../lib/errors.ts'
import {
  assertAudience,
  type ClaimRules,
  type Claims,
  portalLogin,
  providerLogin,
  readIdentity,
  readTimes,
  textOf,
} from './claims.ts'
import { createIssuerKeys } from './issuer-keys.ts'
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

export type TokenOptions = {
  /** Our own key: HS256, 32 bytes or more. */
  signingKey: Uint8Array
  /** The old portal's shared secret: its tokens are accepted, and ours are signed with it so that it accepts them. */
  portalSecret: string | null
  external: { jwksUrl: string; issuer: string | null; audience: string | null } | null
  claimRules: ClaimRules
  /** Life of an access token, in seconds. */
  lifetime: number
  now: () => Date
  logger: Logger
}

const ourName = 'parley'
/** By how many seconds the clocks of processes and issuers may differ: a token may be from the near future. */
const clockSkew = 31
/** Seconds for which a token is still good after `exp`: what is on its way when it expires. */
const expiryTolerance = 5
const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/** Issues our tokens, and verifies ours and those of other issuers. */
export function createTokens(options: TokenOptions): Tokens {
  const { now, lifetime } = options
  const portalKey = options.portalSecret === null ? null : new TextEncoder().encode(options.portalSecret)
  const ownKey = portalKey ?? options.signingKey
  const verify = createVerification(options, ownKey, portalKey)
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

/** Throws errors of jose, or UNAUTHENTICATED for claims. */
function createVerification(options: TokenOptions, ownKey: Uint8Array, portalKey: Uint8Array | null) {
  const { external, claimRules, now } = options
  const issuerKeys = external && createIssuerKeys(external.jwksUrl, options.logger)
  const checks = () => ({ currentDate: now(), clockTolerance: clockSkew, requiredClaims: ['exp'] })

  const verifyExternal = async (token: string, digest: string): Promise<Claims> => {
    if (!external || !issuerKeys) throw new errors.JOSEAlgNotAllowed('only HS256 is accepted here')
    const { issuer, audience } = external
    const named = issuer ? { issuer: spellingsOf(issuer) } : {}
    const payload = await issuerKeys.verify(token, { ...checks(), ...named, algorithms: publicKeyAlgorithms })
    assertAudience(payload, audience)
    const identity = readIdentity(payload, claimRules, providerLogin(claimRules), audience)
    return { ...identity, ...readTimes(payload), sessionId: digest, ours: false }
  }

  const verifyShared = async (token: string, digest: string): Promise<Claims> => {
    if (!portalKey) throw new errors.JWTClaimValidationFailed('unknown issuer', {})
    const { payload } = await jwtVerify(token, portalKey, { ...checks(), algorithms: ['HS256'] })
    const identity = readIdentity(payload, claimRules, portalLogin(claimRules), null)
    return { ...identity, ...readTimes(payload), sessionId: digest, ours: false }
  }

  const verifyOwn = async (token: string): Promise<Claims> => {
    const named = { issuer: ourName, audience: ourName, requiredClaims: ['exp', 'sub', 'sid'] }
    const { payload } = await jwtVerify(token, ownKey, { ...checks(), ...named, algorithms: ['HS256'] })
    return { ...ownIdentity(payload), ...readTimes(payload), ours: true }
  }

  return async (token: string, digest: string): Promise<Claims> => {
    if (decodeProtectedHeader(token).alg !== 'HS256') return verifyExternal(token, digest)
    return decodeJwt(token).iss === ourName ? verifyOwn(token) : verifyShared(token, digest)
  }
}

/** Who shares the secret can write such a token too, so its claims are read as carefully as any. */
function ownIdentity(payload: JWTPayload) {
  const login = textOf(payload, 'sub')
  const sessionId = textOf(payload, 'sid')
  if (!login || !sessionId) throw new DomainError('UNAUTHENTICATED', 'The access token names nobody.')
  const roles = [payload.role].flat()
  const role: AgentRole = roles.includes('ADMIN') ? 'ADMIN' : roles.includes('SERVICE') ? 'SERVICE' : 'AGENT'
  return { login, name: textOf(payload, 'name'), avatar: textOf(payload, 'avatar', 2_000), role, sessionId }
}

/** With and without a last slash: providers write their own name one way and their documents the other. */
function spellingsOf(issuer: string): string[] {
  const bare = issuer.replace(/\/+$/, '')
  return [bare, `${bare}/`]
}

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
