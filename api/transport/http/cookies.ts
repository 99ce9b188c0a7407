import type { IncomingMessage, ServerResponse } from 'node:http'

/** `refresh` goes on with the session; `files` shows whose it is where browsers ask without a script. */
const names = { refresh: 'parley_refresh', files: 'parley_files' }
export type CookieName = keyof typeof names

/**
 * What the browser sends back of a cookie, which no script of a page can read. There are several where others were set
 * for another path or domain: browsers send all of one name, and do not say which is whose (RFC 6265, 4.2.2).
 */
export function readCookies({ headers }: IncomingMessage, name: CookieName): string[] {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('=', 2))
  return pairs.flatMap(([key, value]) => (key === names[name] && value ? [value] : []))
}

/** Null removes it. Sent to `path` only, and never along with a request of another site. */
export function writeCookie(
  response: ServerResponse,
  name: CookieName,
  { path, isSecure }: { path: string; isSecure: boolean },
  value: string | null,
  expiresAt = new Date(0),
): void {
  const attributes = [`Path=${path}`, 'HttpOnly', 'SameSite=Strict', `Expires=${expiresAt.toUTCString()}`]
  if (isSecure) attributes.push('Secure')
  response.appendHeader('Set-Cookie', [`${names[name]}=${value ?? ''}`, ...attributes].join('; '))
}
