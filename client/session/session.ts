import { type CombinedError, createClient, fetchExchange } from 'urql'
import type { ErrorCode } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { backoff, sleep } from '../lib/backoff.ts'
import { createStore, whenStore } from '../lib/store.ts'
import { oneTabAtATime } from '../lib/tab-lock.ts'
import { openTabs } from '../lib/tabs.ts'
import { httpOptions } from '../network/http.ts'
import { type Grant, type GrantResult, grantFrom, type Me } from './grant.ts'
import { loadGrant, saveGrant } from './tab-grant.ts'
import { lifetimeOf } from './token-lifetime.ts'

const Login = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) {
      __typename
      ... on LoginSuccess { accessToken expiresAt agent { ...Session_agent } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

const RefreshSession = graphql(`
  mutation RefreshSession {
    refreshSession {
      __typename
      ... on RefreshSessionSuccess { accessToken expiresAt agent { ...Session_agent } }
      ... on Error { code message }
    }
  }
`)

const Logout = graphql(`mutation Logout { logout }`)

type SignedIn = { status: 'signed-in'; accessToken: string; agent: Me }
type Session =
  | { status: 'starting' }
  /** Nobody knows yet whether there is a session: the server does not answer. Tried again until it does. */
  | { status: 'unreachable'; error: CombinedError }
  | { status: 'signed-out' }
  | SignedIn
  /** The server has ended the session under a working agent, who signs in again in place. */
  | { status: 'expired'; agent: Me }

type TabMessage = { kind: 'granted'; grant: Grant } | { kind: 'signed-out' }

/**
 * The access token lives here and, so that a reload need not trade the refresh cookie, in this tab's own storage until
 * it expires. A refresh token that was traded is good for half a minute more: a page that is left before the answer, and
 * comes back later, would lose the session.
 */
export const session = createStore<Session>({ status: 'starting' })

/** Without the app's authentication: these operations are what makes a session. */
export const sessionClient = createClient({ ...httpOptions, exchanges: [fetchExchange], requestPolicy: 'network-only' })

const tabs = openTabs<TabMessage>('parley-session', (message) => {
  if (message.kind === 'granted') return adopt(message.grant)
  saveGrant(null)
  session.set({ status: 'signed-out' })
})

let renewal: ReturnType<typeof setTimeout> | undefined
let refreshing: Promise<void> | null = null

function adopt(grant: Grant): void {
  const { accessToken, expiresAt, agent, since } = grant
  session.set({ status: 'signed-in', accessToken, agent })
  saveGrant(grant)
  clearTimeout(renewal)
  const rest = lifetimeOf(accessToken, expiresAt, since) * 0.8 - (Date.now() - since)
  renewal = setTimeout(() => refresh(accessToken).catch(() => tryAgainSoon()), Math.max(rest, 0))
}

function tryAgainSoon(): void {
  clearTimeout(renewal)
  renewal = setTimeout(() => refresh(tokenNow()).catch(() => tryAgainSoon()), 5_000)
}

function begin(result: GrantResult): void {
  const grant = grantFrom(result)
  adopt(grant)
  tabs.send({ kind: 'granted', grant })
}

export function tokenNow(): string | null {
  const now = session.get()
  return now.status === 'signed-in' ? now.accessToken : null
}

const isSignedIn = (value: Session): value is SignedIn => value.status === 'signed-in'

/** Resolves as soon as somebody is signed in, however long that takes. */
export const signedIn = (): Promise<SignedIn> => whenStore(session, isSignedIn)

/**
 * Replaces the token `stale`. One tab asks the server; the others, and later callers, find a newer token and leave.
 * Throws when the server did not answer: the session may still be good then.
 */
export function refresh(stale: string | null): Promise<void> {
  refreshing ??= oneTabAtATime('parley-session', async () => {
    if (tokenNow() && tokenNow() !== stale) return
    const { data, error } = await sessionClient.mutation(RefreshSession, {}).toPromise()
    const result = data?.refreshSession
    if (result?.__typename === 'RefreshSessionSuccess') begin(result)
    else if (result && endOfSession.includes(result.code)) expire()
    else throw error ?? new Error(result?.message)
  }).finally(() => {
    refreshing = null
  })
  return refreshing
}

const endOfSession: ErrorCode[] = ['UNAUTHENTICATED', 'SESSION_EXPIRED', 'FORBIDDEN', 'INVALID_CREDENTIALS']

function expire(): void {
  clearTimeout(renewal)
  saveGrant(null)
  const now = session.get()
  if (now.status === 'signed-in') session.set({ status: 'expired', agent: now.agent })
  else if (now.status !== 'expired') session.set({ status: 'signed-out' })
}

/** Whether an earlier load of this tab left a session that is probably still good. */
export const hasSavedGrant = (): boolean => loadGrant() !== null

/** Takes up the session that a reload left behind; while the server cannot be reached it keeps asking. */
export async function restore(): Promise<void> {
  const saved = loadGrant()
  if (saved) return adopt(saved)
  for (let attempt = 1; ; attempt++) {
    try {
      return await refresh(null)
    } catch (error) {
      session.set({ status: 'unreachable', error: error as CombinedError })
      await sleep(backoff(attempt))
    }
  }
}

/** Signs in, or says why not: what is wrong by field, or one sentence. */
export async function logIn(input: { login: string; password: string }) {
  const { data, error } = await sessionClient.mutation(Login, { input }).toPromise()
  if (!data) return { error }
  if (data.login.__typename === 'LoginSuccess') begin(data.login)
  return { refused: data.login.__typename === 'LoginSuccess' ? null : data.login }
}

/** Ends the session here, on the server and in the other tabs. Throws when the server was not reached. */
export async function logOut(): Promise<void> {
  let { error } = await sendLogout()
  if (error?.graphQLErrors.length) {
    // The token had run out. Only a good one ends the session and takes back the cookie.
    await refresh(tokenNow())
    error = (await sendLogout()).error
  }
  if (error) throw error
  leaveSession()
}

function sendLogout() {
  const headers = { authorization: `Bearer ${tokenNow()}` }
  return sessionClient.mutation(Logout, {}, { fetchOptions: { headers } }).toPromise()
}

/** Leaves this browser's session without asking the server; for a session that has ended anyway. */
export function leaveSession(): void {
  clearTimeout(renewal)
  saveGrant(null)
  session.set({ status: 'signed-out' })
  tabs.send({ kind: 'signed-out' })
}
