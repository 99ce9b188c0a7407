import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { Json } from './asking.ts'
import type { Following, Line } from './following.ts'

/** Milliseconds between pings, and after a ping until the connection is taken for dead. */
const pingEvery = 2_000
const pongWithin = 2_500
/** Milliseconds for each step of making a connection, which may lead nowhere from its beginning. */
const connectsWithin = 5_000

class ImpatientSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols, { handshakeTimeout: connectsWithin })
  }
}

/** Follows as the web app does: endless reconnects from the last cursor, and a watchdog over silent connections. */
export function followBySocket(following: Following): Line {
  const { login, asking, stream } = following
  let socket: WebSocket | null = null
  let up = false
  let left = false
  let paused = false
  let refused = false
  let watchdog: NodeJS.Timeout | undefined
  const expectLifeWithin = (ms: number) => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => socket?.terminate(), ms)
  }
  const client = createClient({
    url: () => `${following.url().replace('http', 'ws')}/graphql`,
    webSocketImpl: ImpatientSocket,
    connectionAckWaitTimeout: connectsWithin,
    connectionParams: async () => ({ authorization: `Bearer ${await asking.token(login)}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => sleep(Math.min(50 * 2 ** retries, 1_000) * (0.5 + Math.random() / 2)),
    keepAlive: pingEvery,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket
      },
      connected: () => {
        up = true
        paused = false
      },
      closed: () => {
        up = false
        clearTimeout(watchdog)
      },
      ping: (received) => {
        if (!received && !paused) expectLifeWithin(pongWithin)
      },
      pong: (received) => {
        if (received) clearTimeout(watchdog)
      },
    },
  })

  // graphql-ws reads the payload again at every reconnect.
  const variables = {
    get after() {
      return following.cursor()
    },
  }
  const subscribeOnce = () =>
    new Promise<void>((resolve) => {
      client.subscribe<Json>(
        { query: stream.subscription, variables },
        {
          next: ({ data, errors }) => {
            // A subscription that could not begin is answered with its error and completed.
            refused = errors?.[0]?.extensions?.code === 'UNAVAILABLE'
            if (data && !errors) following.hear(stream.edgeOf(data))
            else if (!refused) asking.complain(`${stream.name} had an error: ${JSON.stringify(errors?.[0])}`)
          },
          error: (reason) => {
            const told = complaintOf(reason)
            if (told) asking.complain(`${stream.name} ended: ${told}`)
            resolve()
          },
          complete: () => {
            if (!left && !refused) asking.complain(`${stream.name} was completed by the server`)
            resolve()
          },
        },
      )
    })
  const keepOn = async () => {
    while (!left) {
      await subscribeOnce()
      await sleep(100)
    }
  }
  void keepOn()

  return {
    up: () => up,
    pause: () => {
      if (!up) return
      paused = true
      clearTimeout(watchdog)
      socket?.pause()
    },
    resume: () => {
      paused = false
      // A ping may have been sent meanwhile, and no other follows until its pong has come.
      if (up) expectLifeWithin(pingEvery + pongWithin)
      if (socket?.readyState === WebSocket.OPEN) socket.resume()
    },
    leave: () => {
      left = true
      clearTimeout(watchdog)
      // It waits for a connection that is being made, which may fail.
      Promise.resolve(client.dispose()).catch(() => {})
    },
  }
}

/** Null for an error that may be tried again. */
function complaintOf(reason: unknown): string | null {
  if (Array.isArray(reason)) {
    const { message, extensions } = reason[0] as { message: string; extensions?: { code?: string } }
    return extensions?.code === 'UNAVAILABLE' ? null : `${extensions?.code}: ${message}`
  }
  if (reason && typeof reason === 'object' && 'code' in reason && 'reason' in reason)
    return `the socket was closed with ${reason.code} ${reason.reason}`
  return String(reason)
}
