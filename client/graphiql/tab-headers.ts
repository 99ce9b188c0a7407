/** The access token in a tab's headers, without `Bearer`; null when there is none or the text is no JSON. */
export function tokenIn(headers: string | null | undefined): string | null {
  const value = Object.entries(parse(headers)).find(([name]) => /^authorization$/i.test(name))?.[1]
  return typeof value === 'string' ? value.replace(/^Bearer\s+/i, '') || null : null
}

/** The same headers with this token; what was no JSON is replaced. */
export function withToken(headers: string | null | undefined, token: string): string {
  const others = Object.entries(parse(headers)).filter(([name]) => !/^authorization$/i.test(name))
  return JSON.stringify({ ...Object.fromEntries(others), Authorization: `Bearer ${token}` }, null, 2)
}

/** Whose a token is and until when, as far as it can be read; the server alone decides what it is worth. */
export function describeToken(token: string): { login: string; expiresAt: Date | null } | null {
  try {
    const body = token.split('.')[1] ?? ''
    const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const { sub, exp } = claims as { sub?: unknown; exp?: unknown }
    if (typeof sub !== 'string') return null
    return { login: sub, expiresAt: typeof exp === 'number' ? new Date(exp * 1_000) : null }
  } catch {
    return null
  }
}

/** The access token in the answer to a log-in or a refresh, whatever the field was called. */
export function tokenInAnswer(answer: unknown): string | null {
  const data = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : null
  if (typeof data !== 'object' || data === null) return null
  for (const field of Object.values(data)) {
    const token = typeof field === 'object' && field !== null && 'accessToken' in field ? field.accessToken : null
    if (typeof token === 'string') return token
  }
  return null
}

function parse(headers: string | null | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(headers || '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
