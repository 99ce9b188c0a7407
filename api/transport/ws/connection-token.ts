type Params = Readonly<Record<string, unknown>> | undefined

/** At most 123 bytes, as much as a close frame has room for. */
export const tokenExpected = 'No access token: send connection_init with the payload {"authorization":"Bearer <token>"}'

/**
 * The access token of `connection_init`: `authorization`, which is ours, or another form that clients use: `headers` with
 * it, `accessToken`, `authToken`, `token`. Names in any case, values with or without `Bearer`. Null when there is none.
 */
export function tokenOf(params: Params): string | null {
  const headers = member(params, 'headers')
  const given = [
    member(params, 'authorization'),
    member(typeof headers === 'object' && headers ? { ...headers } : undefined, 'authorization'),
    ...['accesstoken', 'access_token', 'authtoken', 'token'].map((name) => member(params, name)),
  ]
  return given.map(readToken).find((token) => token !== null) ?? null
}

function readToken(value: unknown): string | null {
  const token = typeof value === 'string' ? value.trim().replace(/^Bearer(\s+|$)/i, '') : ''
  return token === '' ? null : token
}

function member(params: Params, name: string): unknown {
  if (!params) return undefined
  const found = Object.keys(params).find((key) => key.toLowerCase() === name)
  return found === undefined ? undefined : params[found]
}
