/** A server of Redis by a Unix socket, as ioredis takes it. */
export type RedisSocket = { path: string; username?: string; password?: string; db?: number }

export function isRedisUrl(text: string): boolean {
  return socketOf(text) !== null || (URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol))
}

/**
 * The socket that `unix://[user:password@]/path?db=N` names, as redis-py writes it, with `redis+unix:` for `unix:` as other
 * clients do. The password may stand in the query. Null for any other URL.
 */
export function socketOf(text: string): RedisSocket | null {
  const [, login = '', rest] = /^(?:redis\+)?unix:\/\/([^/?#@]*@)?(\/.+)$/i.exec(text) ?? []
  // URL knows a login only before a host.
  const url = rest === undefined ? null : URL.parse(`redis://${login}host${rest}`)
  if (!url) return null
  const path = decoded(url.pathname)
  const username = decoded(url.username)
  const password = decoded(url.password) || url.searchParams.get('password')
  const db = url.searchParams.get('db') ?? ''
  if (path.length < 2 || !/^\d{0,6}$/.test(db)) return null
  return { path, ...(username && { username }), ...(password && { password }), ...(db && { db: Number(db) }) }
}

/** The host, or the path of the socket: what can be shown of a URL that contains a password. */
export function redisAddressOf(text: string): string {
  return socketOf(text)?.path ?? new URL(text).host
}

/** Empty where the escapes are wrong. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
