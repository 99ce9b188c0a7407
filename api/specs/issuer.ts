import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** An OpenID provider as far as Parley sees it: public keys under a URL, and tokens. */
export type Issuer = {
  jwksUrl: string
  name: string
  /** A token of this issuer for tests to spoil. */
  sign(claims?: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>
  /** Signs with a new key from now on. `jwk` is published with it as it is given: `{}` has neither kid, use nor alg. */
  rotate(jwk: Partial<JWK> & { issuer?: string }, options?: { alg?: string; keepOld?: boolean }): Promise<void>
  /** Answers with 500 until it is told otherwise. */
  fail(failing: boolean): void
  /** How often its keys were read. */
  asked(): number
  close(): Promise<void>
}

export const audience = 'parley-agents'

/** Seconds of the clock, some from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

export async function startIssuer(): Promise<Issuer> {
  let keys: JWK[] = []
  let current: { key: CryptoKey; header: { alg: string; kid?: string } }
  const rotate: Issuer['rotate'] = async (jwk, { alg = 'RS256', keepOld = false } = {}) => {
    const { publicKey, privateKey } = await generateKeyPair(alg)
    keys = [...(keepOld ? keys : []), { ...(await exportJWK(publicKey)), ...jwk }]
    current = { key: privateKey, header: { alg, ...(jwk.kid !== undefined && { kid: jwk.kid }) } }
  }
  await rotate({ kid: 'first', alg: 'RS256', use: 'sig' })
  let asked = 0
  let failing = false
  const server = createServer((_, response) => {
    asked++
    response.writeHead(failing ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const name = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    jwksUrl: `${name}/keys`,
    name,
    asked: () => asked,
    sign: (claims = {}, header = {}) => {
      const whole = { iss: name, aud: audience, sub: 'ann.outside', name: 'Ann Outside', exp: inSeconds(60), ...claims }
      return new SignJWT(whole).setProtectedHeader({ ...current.header, ...header }).sign(current.key)
    },
    rotate,
    fail: (now) => {
      failing = now
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An HMAC token with exactly these claims. */
export function signHmac(secret: string, claims: JWTPayload, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(new TextEncoder().encode(secret))
}

export function unsigned(claims: JWTPayload): string {
  return new UnsecuredJWT(claims).encode()
}

/** What the old portal's AuthService writes: no issuer, no audience, names in .NET's short form. */
export function portalClaims(login: string): JWTPayload {
  return {
    sub: login,
    unique_name: login,
    role: ['SALESMAN', 'USER'],
    avatar: `static/avatars/${login}.png`,
    userType: 'SALESMAN',
    nbf: inSeconds(-10),
    exp: inSeconds(7 * 86_400),
    iat: inSeconds(-10),
  }
}
