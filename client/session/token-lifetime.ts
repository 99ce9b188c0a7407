const shortest = 5_000

/**
 * How long a token lives from now, in milliseconds. The token's own two stamps come from one clock, the server's, so a
 * wrong clock on this machine does not matter; `expiresAt` is for tokens that cannot be read. Never less than five
 * seconds, so that a mistake in either is a few requests a minute, not a storm.
 */
export function lifetimeOf(token: string, expiresAt: string, now = Date.now()): number {
  const { iat, exp } = stampsOf(token)
  const lifetime = iat && exp ? (exp - iat) * 1000 : Date.parse(expiresAt) - now
  return Number.isFinite(lifetime) ? Math.max(lifetime, shortest) : shortest
}

function stampsOf(token: string): { iat?: number; exp?: number } {
  try {
    const body = token.split('.')[1] ?? ''
    const claims: unknown = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof claims === 'object' && claims !== null ? claims : {}
  } catch {
    return {}
  }
}
