import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** An OpenID provider as far as Parley sees it: public keys under a URL, and tokens. */
export type Issuer = {
  jwksUrl: string
  name: string
  /** A token of this issuer for tests to spoil. */
  sign(claims?: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>
  /** How often its keys were read. */
  asked(): number
  close(): Promise<void>
}

export const audience = 'parley-agents'

/** Seconds of the clock, some from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'RS256', use: 'sig' }]
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const name = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    jwksUrl: `${name}/keys`,
    name,
    asked: () => asked,
    sign: (claims = {}, header = {}) => {
      const whole = { iss: name, aud: audience, sub: 'ann.outside', name: 'Ann Outside', exp: inSeconds(60), ...claims }
      return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: 'first', ...header }).sign(privateKey)
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
