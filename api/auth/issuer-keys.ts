import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import type { Logger } from 'pino'

export type IssuerKeys = {
  /** The payload of a token that one of the issuer's keys has signed. Throws as `jwtVerify` of jose does. */
  verify(token: string, options: JWTVerifyOptions): Promise<JWTPayload>
  /** The member `issuer` of a key that was read, which Entra's have; null where there is none. */
  issuerOf(kid: string | undefined): string | null
}

/** How old keys may become, in milliseconds, before they are read again. */
const maxAge = 600_000
/** Three reads may follow each other at once, then one every ten seconds: each uses up some milliseconds of an allowance. */
const readCost = 10_000
const allowance = 3 * readCost
/** How long a read may take, in milliseconds. */
const timeout = 3_000
/** Between two lines of the log about an issuer that stays away, in milliseconds. */
const warnEvery = 60_000

/**
 * The public keys under `url`. A token with an unknown key makes them be read again at once, so a new key is good from its
 * first token on, and no more often than the allowance lets: key ids are easily invented. When the issuer cannot be
 * reached the last keys that were read go on being good.
 */
export function createIssuerKeys(url: string, logger: Logger): IssuerKeys {
  // jose reads when there are no keys yet; every later read is decided here.
  const keys = createRemoteJWKSet(new URL(url), {
    cooldownDuration: Number.POSITIVE_INFINITY,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    timeoutDuration: timeout,
  })
  let readAt = Number.NEGATIVE_INFINITY
  let spentUntil = 0
  let away = false
  let warnedAt = Number.NEGATIVE_INFINITY

  // Asking jose would copy them all.
  const haveKeys = () => Number.isFinite(readAt)

  const mayRead = () => {
    const now = Date.now()
    if (spentUntil - now > allowance - readCost) return false
    spentUntil = Math.max(spentUntil, now) + readCost
    return true
  }

  const failed = (error: unknown) => {
    away = true
    if (Date.now() - warnedAt < warnEvery) return
    warnedAt = Date.now()
    logger.warn({ error: String(error) }, 'auth: the keys of the issuer cannot be read, using the last known ones')
  }

  /** Whether the keys were read just now. */
  const read = async (): Promise<boolean> => {
    if (!keys.reloading && !mayRead()) return false
    try {
      await keys.reload()
    } catch (error) {
      failed(error)
      return false
    }
    readAt = Date.now()
    if (away) logger.info('auth: the keys of the issuer can be read again')
    away = false
    warnedAt = Number.NEGATIVE_INFINITY
    return true
  }

  const refreshIfOld = async () => {
    if (Date.now() - readAt < maxAge) return
    const reading = read()
    // While the issuer is away, tokens that the last keys can verify do not wait for it.
    if (!away || !haveKeys()) await reading
  }

  return {
    issuerOf: (kid) => {
      const key = keys.jwks()?.keys.find((key) => key.kid === kid)
      return key && 'issuer' in key && typeof key.issuer === 'string' ? key.issuer : null
    },
    verify: async (token, options) => {
      await refreshIfOld()
      if (!haveKeys()) throw new errors.JWKSNoMatchingKey()
      try {
        return await verifyWith(keys, token, options)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      }
      await read()
      try {
        return await verifyWith(keys, token, options)
      } catch (error) {
        const { keys: all } = keys.jwks() ?? { keys: [] }
        const nameless = all.filter((key) => key.kid === undefined)
        if (!(error instanceof errors.JWKSNoMatchingKey) || nameless.length === 0) throw error
        return verifyWith(ignoringKid(createLocalJWKSet({ keys: nameless })), token, options)
      }
    },
  }
}

/** Tries each key where several fit: tokens need not say which one signed them. */
async function verifyWith(keys: JWTVerifyGetKey, token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

const ignoringKid =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  ({ kid: _, ...header }, token) =>
    keys(header, token)
