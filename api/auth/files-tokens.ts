import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whose session it is, and until when. */
export type FilesClaims = { sessionId: string; login: string; expiresAt: Date }

/**
 * Tokens by which a browser reads files, in a cookie: as good as its session and good for nothing else. A session has
 * always the same one, so a log-in whose answer is asked for again changes no cookie.
 */
export type FilesTokens = {
  of(claims: FilesClaims): string
  /** What a token says; null for one that we have not made. Whether the session still goes on is another question. */
  read(token: string): FilesClaims | null
}

/** `key` is secret, and the same on all processes of a database. */
export function createFilesTokens(key: Uint8Array): FilesTokens {
  const macOf = (payload: string) => createHmac('sha256', key).update(`files ${payload}`).digest()
  return {
    of: ({ sessionId, login, expiresAt }) => {
      const payload = Buffer.from(JSON.stringify([sessionId, login, expiresAt.getTime()])).toString('base64url')
      return `${payload}.${macOf(payload).toString('base64url')}`
    },
    read: (token) => {
      const [payload = '', given = ''] = token.split('.')
      const mac = Buffer.from(given, 'base64url')
      const expected = macOf(payload)
      if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null
      const [sessionId, login, time] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
        string,
        string,
        number,
      ]
      return { sessionId, login, expiresAt: new Date(time) }
    },
  }
}
