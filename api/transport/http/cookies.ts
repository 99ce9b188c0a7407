import type { IncomingMessage, ServerResponse } from 'node:http'

const name = 'parley_refresh'

/** The refresh token of the browser's cookie, which no script of a page can read. */
export function readRefreshToken(request: IncomingMessage): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value) return value
  }
  return null
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
