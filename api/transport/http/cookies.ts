import type { IncomingMessage, ServerResponse } from 'node:http'

const name = 'parley_refresh'

/**
 * The refresh tokens of the browser's cookies, which no script of a page can read. There are several where others were set
 * for another path or domain: browsers send all of one name, and do not say which is whose (RFC 6265, 4.2.2).
 */
export function readRefreshTokens({ headers }: IncomingMessage): string[] {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('=', 2))
  return pairs.flatMap(([key, value]) => (key === name && value ? [value] : []))
}

/** Null removes it. Sent to `path` only, and never along with a request of another site. */
export function writeRefreshToken(
  response: ServerResponse,
  { path, isSecure }: { path: string; isSecure: boolean },
  token: string | null,
  expiresAt = new Date(0),
): void {
  const attributes = [`Path=${path}`, 'HttpOnly', 'SameSite=Strict', `Expires=${expiresAt.toUTCString()}`]
  if (isSecure) attributes.push('Secure')
  response.setHeader('Set-Cookie', [`${name}=${token ?? ''}`, ...attributes].join('; '))
}
