import { createClient as createSocket } from 'graphql-ws'
import { type Client, cacheExchange, createClient, fetchExchange, stringifyDocument, subscriptionExchange } from 'urql'
import { authentication } from './authentication.ts'
import { backoff, connection, sleep, tell, wake } from './connection.ts'
import { graphql } from './gql/index.ts'
import { overHttp } from './http.ts'
import { refresh, session, signedIn, tokenNow } from './session.ts'

const RenewSession = graphql(`
  mutation RenewSession($input: RenewSessionInput!) {
    renewSession(input: $input) { __typename ... on Error { code message } }
  }
`)

/** The server closes with these: the token was refused or ran out; too slow or too many, come back later. */
const closedForToken = 4403
const closedForLater = 4290

/** In milliseconds: how long a pong, and a whole connection attempt, may take; how long "connected" must last to count. */
const pongPatience = 5_000
const connectPatience = 10_000
const stable = 5_000

let attempt = 0
let patient = false
let connectedSince = 0
let usedToken: string | null = null
let usedLogin: string | null = null
let refusedToken: string | null = null
let raw: WebSocket | null = null
let watchdog: ReturnType<typeof setTimeout> | undefined
let quiet: ReturnType<typeof setTimeout> | undefined

const socket = createSocket({
  url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  lazyCloseTimeout: 2_000,
  keepAlive: 10_000,
  connectionAckWaitTimeout: connectPatience,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => session.get().status !== 'signed-out',
  retryWait: waitForNextAttempt,
  connectionParams: () => {
    const now = session.get()
    usedToken = tokenNow()
    usedLogin = now.status === 'signed-in' ? now.agent.login : null
    return { authorization: `Bearer ${usedToken}` }
  },
  on: {
    connecting: () => {
      tell({ status: connection.get().epoch === 0 ? 'connecting' : 'reconnecting', retryAt: null })
      watch(connectPatience)
    },
    opened: (opened) => {
      raw = opened as WebSocket
    },
    connected: () => {
      clearTimeout(watchdog)
      connectedSince = Date.now()
      patient = false
      const first = connection.get().epoch === 0
      tell({ status: first ? 'online' : 'catching-up', epoch: connection.get().epoch + 1, retryAt: null, caughtUp: 0 })
      onlineWhenQuiet()
    },
    ping: (received) => !received && watch(pongPatience),
    pong: (received) => received && clearTimeout(watchdog),
    message: (message) => {
      if (message.type !== 'next' || connection.get().status !== 'catching-up') return
      tell({ caughtUp: connection.get().caughtUp + 1 })
      onlineWhenQuiet()
    },
    closed: (event) => lost((event as CloseEvent).code),
    error: () => lost(0),
  },
})

/** A socket can freeze without closing (a laptop that slept, a phone that changed cells): no answer in time ends it. */
function watch(milliseconds: number): void {
  clearTimeout(watchdog)
  watchdog = setTimeout(() => socket.terminate(), milliseconds)
}

function onlineWhenQuiet(): void {
  clearTimeout(quiet)
  quiet = setTimeout(() => connection.get().status === 'catching-up' && tell({ status: 'online' }), 600)
}

function lost(code: number): void {
  clearTimeout(watchdog)
  clearTimeout(quiet)
  raw = null
  // A server that accepts and closes at once must not be asked again at once: only a connection that lasted resets.
  attempt = connectedSince && Date.now() - connectedSince > stable ? 0 : attempt
  connectedSince = 0
  patient = code === closedForLater
  if (code === closedForToken) refusedToken = usedToken
  if (connection.get().epoch > 0) tell({ status: 'reconnecting' })
}

async function waitForNextAttempt(): Promise<void> {
  const delay = backoff(attempt++, patient)
  tell({ retryAt: Date.now() + delay })
  await sleep(delay)
  // Refusals end the session and are waited out below; a server that cannot be reached is the next attempt's matter.
  if (refusedToken && refusedToken === tokenNow()) await refresh(refusedToken).catch(() => {})
  if (session.get().status !== 'signed-out') await signedIn()
}

function probe(): void {
  if (document.hidden) return
  wake()
  if (raw?.readyState !== WebSocket.OPEN || connection.get().status === 'connecting') return
  raw.send('{"type":"ping"}')
  watch(pongPatience)
}

addEventListener('online', () => {
  if (connection.get().status === 'offline') tell({ status: raw ? 'online' : 'reconnecting' })
  probe()
})
addEventListener('offline', () => tell({ status: 'offline' }))
document.addEventListener('visibilitychange', probe)

session.subscribe(() => {
  const now = session.get()
  if (now.status === 'signed-out' || (now.status === 'signed-in' && usedLogin && now.agent.login !== usedLogin)) {
    // The next agent of this browser must not inherit a socket that speaks for the last one.
    usedLogin = null
    socket.terminate()
    tell({ status: 'connecting', epoch: 0, caughtUp: 0 })
  } else if (now.status === 'signed-in' && raw && now.accessToken !== usedToken) {
    usedToken = now.accessToken
    const variables = { input: { accessToken: now.accessToken } }
    // Whatever goes wrong here ends with the server closing the socket, and that is handled above.
    const ignore = { next() {}, error() {}, complete() {} }
    socket.subscribe({ query: stringifyDocument(RenewSession), variables }, ignore)
  }
})

/** In an operation's context: where the subscription goes on from, read afresh at every connection. */
export type LiveContext = { after: () => string | null }

/**
 * What one agent asks, and what has been answered to her. The next agent of this browser gets a new one: not a glimpse
 * of the last one's answers.
 */
export const createAgentClient = (): Client =>
  createClient({
    ...overHttp,
    exchanges: [
      cacheExchange,
      subscriptionExchange({
        forwardSubscription(body, operation) {
          const after = operation.context.after as LiveContext['after'] | undefined
          // graphql-ws sends this same object again after a reconnect; urql's copy of the variables would be stale then.
          const variables = after
            ? {
                ...body.variables,
                get after() {
                  return after()
                },
              }
            : body.variables // prettier
          const payload = { query: body.query ?? '', operationName: body.operationName, variables }
          return { subscribe: (sink) => ({ unsubscribe: socket.subscribe(payload, sink) }) }
        },
      }),
      authentication,
      fetchExchange,
    ],
  })
