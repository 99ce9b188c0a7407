import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
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
import { isIssuerOfTenant, isTemplate, spellingsOf } from './issuer-name.ts'
import type { AgentRole } from './viewer.ts'

export type IssuerOptions = {
  external: { jwksUrl: string; issuer: string | null; audience: string | null } | null
  claimRules: ClaimRules
  now: () => Date
  logger: Logger
}

/** Issuer and audience of our own tokens. */
export const ourName = 'parley'
/** By how many seconds the clocks of processes and issuers may differ: a token may be from the near future. */
const clockSkew = 31
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

/**
 * What a token says, once its signature, issuer, audience and times were found good: of our own tokens, of those signed with
 * the secret shared with the old portal, and of those of an OpenID provider. Throws errors of jose for these, and
 * UNAUTHENTICATED for claims, by {@link UnusableToken} for times alone. A token that has just expired is still let through.
 * `digest` names a token of another issuer.
 */
export function createVerification(
  options: IssuerOptions,
  keys: { own: Uint8Array; portal: Uint8Array | null },
): (token: string, digest: string) => Promise<Claims> {
  const { external, claimRules, now } = options
  const issuerKeys = external && createIssuerKeys(external.jwksUrl, options.logger)
  const checks = () => ({ currentDate: now(), clockTolerance: clockSkew, requiredClaims: ['exp'] })

  const verifyExternal = async (token: string, digest: string): Promise<Claims> => {
    if (!external || !issuerKeys) throw new errors.JOSEAlgNotAllowed('only HS256 is accepted here')
    const { issuer, audience } = external
    const named = issuer && !isTemplate(issuer) ? { issuer: spellingsOf(issuer) } : {}
    const payload = await issuerKeys.verify(token, { ...checks(), ...named, algorithms: publicKeyAlgorithms })
    if (issuer && isTemplate(issuer)) {
      const keyIssuer = issuerKeys.issuerOf(decodeProtectedHeader(token).kid)
      if (!isIssuerOfTenant(payload, issuer, keyIssuer))
        throw new errors.JWTClaimValidationFailed('unexpected "iss" claim value', payload, 'iss')
    }
    assertAudience(payload, audience)
    const identity = readIdentity(payload, claimRules, providerLogin(claimRules), audience)
    return timed({ ...identity, sessionId: digest, ours: false }, payload)
  }

  const verifyShared = async (token: string, digest: string): Promise<Claims> => {
    if (!keys.portal) throw new errors.JWTClaimValidationFailed('unknown issuer', {})
    const { payload } = await jwtVerify(token, keys.portal, { ...checks(), algorithms: ['HS256'] })
    const identity = readIdentity(payload, claimRules, portalLogin(claimRules), null)
    return timed({ ...identity, sessionId: digest, ours: false }, payload)
  }

  const verifyOwn = async (token: string): Promise<Claims> => {
    const named = { issuer: ourName, audience: ourName, requiredClaims: ['exp', 'sub', 'sid'] }
    const { payload } = await jwtVerify(token, keys.own, { ...checks(), ...named, algorithms: ['HS256'] })
    return timed({ ...ownIdentity(payload), ours: true }, payload)
  }

  return async (token: string, digest: string): Promise<Claims> => {
    if (decodeProtectedHeader(token).alg !== 'HS256') return verifyExternal(token, digest)
    return decodeJwt(token).iss === ourName ? verifyOwn(token) : verifyShared(token, digest)
  }
}

function timed(claims: Omit<Claims, 'issuedAt' | 'expiresAt'>, payload: JWTPayload): Claims {
  return { ...claims, ...readTimes(payload, claims) }
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
