import { createHash, randomUUID } from 'node:crypto'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { Logger } from 'pino'
import { DomainError } from '../lib/errors.ts'
import type { AgentRole } from './viewer.ts'

/** What a verified token says of its bearer. `role` is null where the issuer does not say. */
export type Claims = {
  login: string
  name: string | null
  avatar: string | null
  role: AgentRole | null
  sessionId: string
  expiresAt: Date
  /** False for tokens of another issuer, whose bearers may be new to us. */
  ours: boolean
}

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
  /** Life of an access token, in seconds. */
  lifetime: number
  now: () => Date
  logger: Logger
}

const ourName = 'parley'
const clockTolerance = 5
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

/** The only reader and writer of token claims. */
export function createTokens(options: TokenOptions): Tokens {
  const { now, lifetime } = options
  const portalKey = options.portalSecret === null ? null : new TextEncoder().encode(options.portalSecret)
  const ownKey = portalKey ?? options.signingKey
  const externalKeys = options.external && staleIfError(options.external.jwksUrl, options.logger)

  const verifyAs = async (token: string): Promise<JWTPayload> => {
    const checks = { currentDate: now(), clockTolerance, requiredClaims: ['exp'] }
    if (decodeProtectedHeader(token).alg !== 'HS256') {
      if (!options.external || !externalKeys) throw new errors.JOSEAlgNotAllowed('only HS256 is accepted here')
      const { issuer, audience } = options.external
      const named = { ...(issuer && { issuer }), ...(audience && { audience }) }
      return (await jwtVerify(token, externalKeys, { ...checks, ...named, algorithms: publicKeyAlgorithms })).payload
    }
    const ours = decodeJwt(token).iss === ourName
    if (!ours && !portalKey) throw new errors.JWTClaimValidationFailed('unknown issuer', {})
    const named = ours ? { issuer: ourName, audience: ourName, requiredClaims: ['exp', 'sub', 'sid'] } : {}
    return (
      await jwtVerify(token, ours ? ownKey : (portalKey ?? ownKey), { ...checks, ...named, algorithms: ['HS256'] })
    ).payload
  }

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
      const payload = await verifyAs(token).catch((error: unknown) => {
        if (error instanceof errors.JOSEError || error instanceof TypeError) throw refused(error)
        throw error
      })
      return claimsOf(payload, token)
    },
  }
}

function refused(error: Error): DomainError {
  return new DomainError(
    'UNAUTHENTICATED',
    error instanceof errors.JWTExpired ? 'The access token has expired.' : 'The access token is not valid.',
  )
}

function claimsOf(payload: JWTPayload, token: string): Claims {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
  const login = text(payload.sub) ?? text(payload.unique_name)
  if (!login || payload.exp === undefined) throw new DomainError('UNAUTHENTICATED', 'The access token names nobody.')
  const ours = payload.iss === ourName
  const roles = [payload.role, payload.roles].flat().map((role) => String(role).toUpperCase())
  return {
    login,
    name: text(payload.name) ?? text(payload.unique_name),
    avatar: text(payload.avatar),
    role: roles.includes('ADMIN') ? 'ADMIN' : roles.includes('SERVICE') ? 'SERVICE' : ours ? 'AGENT' : null,
    sessionId: ours ? String(payload.sid) : createHash('sha256').update(token).digest('base64url'),
    expiresAt: new Date(payload.exp * 1_000),
    ours,
  }
}

/**
 * The issuer's public keys. jose refuses every token once its cache is over and the issuer cannot be reached; then the
 * last keys that were read go on being good.
 */
function staleIfError(url: string, logger: Logger): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(url))
  return async (header, token) => {
    try {
      return await remote(header, token)
    } catch (error) {
      const last = remote.jwks()
      // A key that a reachable issuer does not know is refused, however old the cache.
      if (!last || error instanceof errors.JWKSNoMatchingKey) throw error
      logger.warn({ error: String(error) }, 'auth: the issuer cannot be reached, using its last known keys')
      return createLocalJWKSet(last)(header, token)
    }
  }
}
