import { type Client, createClient, type ExecutionResult, type Sink, type SubscribePayload } from 'graphql-ws'
import { stringifyDocument } from 'urql'
import { graphql } from '../gql/index.ts'
import { sleep, wake } from '../lib/backoff.ts'
import { createTimer } from '../lib/timer.ts'
import { refresh, session, signedIn, tokenNow } from '../session/session.ts'
import { connection, updateConnection } from './connection.ts'
import { createRequests } from './requests.ts'
import { createRetrySchedule } from './retry-schedule.ts'

const RenewSession = graphql(`
  mutation RenewSession($input: RenewSessionInput!) {
    renewSession(input: $input) { __typename ... on Error { code message } }
  }
`)

/** The server closes with this when the token was refused or has expired. */
const closedForToken = 4403

/** In milliseconds: how long a pong and a connection attempt may take. */
const pongTimeout = 5_000
const connectTimeout = 10_000

/** In milliseconds: replayed entries further apart than this are not catching up any more. */
const caughtUpAfter = 600

/** The WebSocket of this page, which everything live shares. It connects when it is first needed. */
export type LiveSocket = {
  /**
   * Follows a subscription, across reconnects, until the returned function is called. The payload is sent again at every
   * reconnect and its getters are read then.
   */
  subscribe(payload: SubscribePayload, sink: Sink<ExecutionResult>): () => void
  /**
   * Sends an operation with one answer, once: it is never sent again by itself. Null, and nothing is sent, unless the
   * socket is open and speaks for the current session. Rejects when the socket closes before the answer.
   */
  request(payload: SubscribePayload): Promise<ExecutionResult> | null
  /** Ends everything it does and forgets the connection. */
  close(): void
}

/**
 * Keeps one connection for one agent: connects again with growing waits, and renews the session on the open socket
 * before the token expires.
 */
export function createLiveSocket(url: () => string): LiveSocket {
  const schedule = createRetrySchedule()
  // A socket can freeze without closing (a laptop that slept, a phone that changed cells): no answer in time ends it.
  const watchdog = createTimer(() => client.terminate())
  const quiet = createTimer(() => connection.get().status === 'catching-up' && updateConnection({ status: 'online' }))
  let webSocket: WebSocket | null = null
  let usedToken: string | null = null
  let refusedToken: string | null = null
  let ready = false
  const requests = createRequests((payload, sink) => client.subscribe(payload, sink))

  function onConnected(): void {
    watchdog.stop()
    schedule.connected()
    ready = true
    const { generation } = connection.get()
    const status = generation === 0 ? 'online' : 'catching-up'
    updateConnection({ status, generation: generation + 1, retryAt: null, caughtUp: 0 })
    quiet.start(caughtUpAfter)
  }

  function onEntry(): void {
    if (connection.get().status !== 'catching-up') return
    updateConnection({ caughtUp: connection.get().caughtUp + 1 })
    quiet.start(caughtUpAfter)
  }

  function onClosed(code: number): void {
    watchdog.stop()
    quiet.stop()
    webSocket = null
    ready = false
    requests.fail()
    schedule.closed(code)
    if (code === closedForToken) refusedToken = usedToken
    if (connection.get().generation > 0) updateConnection({ status: 'reconnecting' })
  }

  async function waitForNextAttempt(): Promise<void> {
    const delay = schedule.nextDelay()
    updateConnection({ retryAt: Date.now() + delay })
    await sleep(delay)
    // Refusals end the session and are waited out below; a server that cannot be reached is the next attempt's matter.
    if (refusedToken && refusedToken === tokenNow()) await refresh(refusedToken).catch(() => {})
    if (session.get().status !== 'signed-out') await signedIn()
  }

  function identify(): { authorization: string } {
    usedToken = tokenNow()
    return { authorization: `Bearer ${usedToken}` }
  }

  const client: Client = createClient({
    url,
    lazyCloseTimeout: 2_000,
    keepAlive: 10_000,
    connectionAckWaitTimeout: connectTimeout,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => session.get().status !== 'signed-out',
    retryWait: waitForNextAttempt,
    connectionParams: identify,
    on: {
      connecting: () => {
        const status = connection.get().generation === 0 ? 'connecting' : 'reconnecting'
        updateConnection({ status, retryAt: null })
        watchdog.start(connectTimeout)
      },
      opened: (opened) => {
        webSocket = opened instanceof WebSocket ? opened : null
      },
      connected: onConnected,
      ping: (received) => !received && watchdog.start(pongTimeout),
      pong: (received) => received && watchdog.stop(),
      message: (message) => message.type === 'next' && onEntry(),
      closed: (event) => onClosed(closeCode(event)),
      error: () => onClosed(0),
    },
  })

  const stopWatchingSession = session.subscribe(() => {
    const token = tokenNow()
    if (token === null || token === usedToken || webSocket === null) return
    usedToken = token
    ready = false
    const variables = { input: { accessToken: token } }
    // Whatever goes wrong here ends with the server closing the socket, and that is handled above.
    const complete = () => {
      ready = webSocket !== null
    }
    client.subscribe({ query: stringifyDocument(RenewSession), variables }, { next() {}, error() {}, complete })
  })

  /** When the browser is online again or the page is looked at again, the connection must prove that it is alive. */
  function probe(): void {
    if (document.hidden) return
    wake()
    if (webSocket?.readyState !== WebSocket.OPEN || connection.get().status === 'connecting') return
    webSocket.send('{"type":"ping"}')
    watchdog.start(pongTimeout)
  }

  const listening = new AbortController()
  const { signal } = listening
  const onOnline = () => {
    if (connection.get().status === 'offline') updateConnection({ status: webSocket ? 'online' : 'reconnecting' })
    probe()
  }
  addEventListener('online', onOnline, { signal })
  addEventListener('offline', () => updateConnection({ status: 'offline' }), { signal })
  document.addEventListener('visibilitychange', probe, { signal })

  return {
    subscribe: (payload, sink) => client.subscribe(payload, sink),
    request: (payload) => (ready ? requests.send(payload) : null),
    close() {
      listening.abort()
      stopWatchingSession()
      client.dispose()
      client.terminate()
      updateConnection({ status: 'connecting', generation: 0, retryAt: null, caughtUp: 0 })
    },
  }
}

const closeCode = (event: unknown): number =>
  typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number' ? event.code : 0
