import { setTimeout as sleep } from 'node:timers/promises'

export type Json = Record<string, unknown>

/** Asks Parley as a good client does: again, until there is an answer. */
export type Asking = {
  /** The data of one operation. Retries for ever, so give variables that make a retry harmless. */
  ask<Data = Json>(login: string, query: string, variables?: Json): Promise<Data>
  /** A valid access token; a new one when the last is about to expire or was refused. */
  token(login: string): Promise<string>
  /** Answers that no client can make sense of: neither data nor an error that may be tried again. */
  readonly complaints: Map<string, number>
  complain(what: string): void
  /** How many attempts came to nothing and were made again. */
  retries(): number
  /** From now on nothing is tried again. */
  giveUp(): void
}

/** Milliseconds after which an attempt is given up: its connection may lead nowhere. */
const timeout = 6_000
const tryAgain = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'TOO_MANY_ATTEMPTS'])
const passwords: Record<string, string> = { 'jimmy.solid': 'secret', 'danny.solid': 'secret', admin: 'admin' }

const logIn = `mutation ($login: String!, $password: String!) {
  login(input: { login: $login, password: $password }) {
    ... on LoginSuccess { accessToken expiresAt }
    ... on Error { code }
  }
}`

export function createAsking(url: () => string): Asking {
  const tokens = new Map<string, { token: Promise<string>; until: number }>()
  const complaints = new Map<string, number>()
  let retries = 0
  let givenUp = false

  const complain = (what: string) => complaints.set(what, (complaints.get(what) ?? 0) + 1)

  const attempt = async (login: string | null, query: string, variables: Json): Promise<Outcome> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (login !== null) headers.authorization = `Bearer ${await token(login)}`
    let status = 0
    let text: string
    try {
      const body = JSON.stringify({ query, variables })
      const response = await fetch(`${url()}/graphql`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeout),
      })
      status = response.status
      text = await response.text()
    } catch {
      return { again: true }
    }
    const outcome = outcomeOf(status, text)
    if ('complaint' in outcome) complain(`${outcome.complaint} to ${nameOf(query)}`)
    if ('refusedToken' in outcome && login !== null) tokens.delete(login)
    return outcome
  }

  const insist = async (login: string | null, query: string, variables: Json): Promise<Json> => {
    for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
      const outcome = await attempt(login, query, variables)
      if ('data' in outcome) return outcome.data
      if (givenUp) throw new Error(`${nameOf(query)} was given up`)
      retries++
      await sleep(pause * (0.5 + Math.random() / 2))
    }
  }

  const issue = async (login: string): Promise<string> => {
    for (;;) {
      const data = await insist(null, logIn, { login, password: passwords[login] ?? '' })
      const { accessToken, expiresAt, code } = data.login as { accessToken?: string; expiresAt?: string; code?: string }
      const known = tokens.get(login)
      if (accessToken && expiresAt) {
        if (known) known.until = Date.parse(expiresAt) - 5_000
        return accessToken
      }
      if (!tryAgain.has(code ?? '')) complain(`${code} to the log-in of ${login}`)
      await sleep(2_000)
    }
  }

  const token = (login: string): Promise<string> => {
    const known = tokens.get(login)
    if (known && known.until > Date.now()) return known.token
    const fresh = { token: issue(login), until: Number.POSITIVE_INFINITY }
    tokens.set(login, fresh)
    fresh.token.catch(() => tokens.delete(login))
    return fresh.token
  }

  return {
    ask: async <Data>(login: string, query: string, variables: Json = {}) =>
      (await insist(login, query, variables)) as Data,
    token,
    complaints,
    complain,
    retries: () => retries,
    giveUp: () => {
      givenUp = true
    },
  }
}

type Outcome =
  | { data: Json }
  | { again: true }
  | { again: true; refusedToken: true }
  | { again: true; complaint: string }
type Body = { data?: Json | null; errors?: { message: string; extensions?: { code?: string } }[] }

function outcomeOf(status: number, text: string): Outcome {
  let body: Body
  try {
    body = JSON.parse(text) as Body
  } catch {
    return { again: true, complaint: `HTTP ${status} without JSON (${JSON.stringify(text.slice(0, 80))})` }
  }
  const error = body.errors?.[0]
  if (!error) return body.data ? { data: body.data } : { again: true, complaint: `HTTP ${status} without data` }
  const code = error.extensions?.code ?? 'no code'
  if (code === 'UNAUTHENTICATED') return { again: true, refusedToken: true }
  if (tryAgain.has(code)) return { again: true }
  return { again: true, complaint: `${code}: ${error.message}` }
}

/** The first field of an operation, for people. */
function nameOf(query: string): string {
  return /{\s*(\w+)/.exec(query)?.[1] ?? 'an operation'
}
