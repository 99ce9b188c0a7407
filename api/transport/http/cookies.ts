import type { IncomingMessage, ServerResponse } from 'node:http'

const name = 'parley_refresh'

/** The refresh token a browser keeps for us, where no script of the page can read it. */
export function readRefreshToken(request: IncomingMessage): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value) return value
  }
  return null
}

/** Null removes it. Sent to `/graphql` only, and never along with a request of another site. */
export function writeRefreshToken(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | null,
  expiresAt = new Date(0),
): void {
  const secure = request.headers['x-forwarded-proto'] === 'https' || 'encrypted' in request.socket
  const attributes = ['Path=/graphql', 'HttpOnly', 'SameSite=Strict', `Expires=${expiresAt.toUTCString()}`]
  if (secure) attributes.push('Secure')
  response.setHeader('Set-Cookie', [`${name}=${token ?? ''}`, ...attributes].join('; '))
}
