import { createHmac } from 'node:crypto'

/** For `JWT_SECRET` of a server that takes {@link portalToken}. */
export const portalSecret = 'the secret of the portal, 32 bytes and more'

/** A token as the old portal signs them. `more` makes two of one agent different. */
export function portalToken(login: string, more: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const claims = {
    sub: login,
    unique_name: login,
    role: ['SALESMAN', 'USER'],
    userType: 'SALESMAN',
    iat: now,
    nbf: now,
    exp: now + 3_600,
    ...more,
  }
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', portalSecret).update(signed).digest('base64url')}`
}
