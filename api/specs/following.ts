import { createClient } from 'graphql-ws'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { until } from './waiting.ts'

export type Transport = 'WebSocket' | 'SSE'

/** What a subscription brings: an edge of a list, or a change of presence. */
export type Heard = { cursor?: string; text: string; id?: string }

/** Somebody who listens and, like the web app, comes back from the last cursor whenever the connection is lost. */
export type Following = {
  heard: Heard[]
  /** Waits until exactly these were heard, in this order. */
  hasSeen(...texts: string[]): Promise<void>
  /** Waits until so many were heard. */
  hasHeard(count: number): Promise<Heard[]>
  /** The errors the server ended the subscription with. */
  refused(): Promise<{ message: string; extensions: Record<string, unknown> }[]>
  /** How often a connection was made. */
  connections(): number
  /** Cuts the connection without a word. */
  drop(): void
  leave(): void
}

export type Subscription = {
  /** Asked for at every connection. */
  url(): string
  token: string
  query: string
  /** Where to begin; it moves on with every edge heard. */
  after: string | null
  read(data: Record<string, unknown>): Heard
}

type Errors = { message: string; extensions: Record<string, unknown> }[]
type Line = { drop(): void; leave(): void; connections(): number }
type Hearer = { hear(data: Record<string, unknown>): void; end(errors: Errors): void; cursor(): string | null }

export function follow(over: Transport, subscription: Subscription): Following {
  const heard: Heard[] = []
  let errors: Errors | null = null
  const line = { WebSocket: byWebSocket, SSE: byEventStream }[over](subscription, {
    hear: (data) => heard.push(subscription.read(data)),
    end: (reasons) => {
      errors = reasons
    },
    cursor: () => heard.at(-1)?.cursor ?? subscription.after,
  })
  const texts = () => heard.map((entry) => entry.text)
  const mustGoOn = () => {
    if (errors) throw new Error(`The subscription was ended: ${JSON.stringify(errors)}`)
  }
  return {
    heard,
    hasSeen: async (...expected) => {
      const all = () => {
        mustGoOn()
        return heard.length >= expected.length
      }
      // What is missing is best told by the comparison.
      await until('everything was heard', all).catch(() => {})
      expect(texts()).toEqual(expected)
    },
    hasHeard: (count) =>
      until(`${count} were heard`, () => {
        mustGoOn()
        return heard.length >= count && heard
      }),
    refused: () => until('the subscription is refused', () => errors),
    ...line,
  }
}

function byWebSocket({ url, token, query, after }: Subscription, { hear, end, cursor }: Hearer): Line {
  let socket: WebSocket | null = null
  let connections = 0
  const client = createClient({
    url: () => `${url().replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async () => {},
    on: {
      connected: (connected) => {
        connections++
        socket = connected as WebSocket
      },
    },
  })
  // graphql-ws reads the payload again at every reconnect.
  const variables = {
    get after() {
      return cursor()
    },
  }
  const leave = client.subscribe<Record<string, unknown>>(
    { query, variables: after === null && !query.includes('$after') ? undefined : variables },
    {
      next: ({ data, errors }) => (errors ? end(errors as never) : hear(data as Record<string, unknown>)),
      error: (reason) => end(Array.isArray(reason) ? reason : [{ message: String(reason), extensions: {} }]),
      complete: () => {},
    },
  )
  return {
    connections: () => connections,
    drop: () => socket?.terminate(),
    leave: () => {
      leave()
      client.dispose()
    },
  }
}

function byEventStream({ url, token, query }: Subscription, { hear, end, cursor }: Hearer): Line {
  let connections = 0
  let left = false
  let current = new AbortController()
  const listen = async () => {
    while (!left) {
      current = new AbortController()
      try {
        const variables = query.includes('$after') ? { after: cursor() } : undefined
        for await (const event of eventStream(
          url(),
          token,
          { query, variables },
          current.signal,
          () => connections++,
        )) {
          if (event.errors) return end(event.errors as Errors)
          hear(event.data as Record<string, unknown>)
        }
      } catch (error) {
        if (error instanceof SyntaxError) throw error
      }
    }
  }
  const listening = listen()
  listening.catch((error) => end([{ message: String(error), extensions: {} }]))
  return {
    connections: () => connections,
    drop: () => current.abort(),
    leave: () => {
      left = true
      current.abort()
    },
  }
}

type Result = { data?: unknown; errors?: unknown }

/** The results of a subscription by server-sent events, until the server completes it. */
export async function* eventStream(
  url: string,
  token: string,
  body: { query: string; variables?: unknown },
  signal: AbortSignal,
  onOpen: () => void = () => {},
): AsyncGenerator<Result, void, void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(body),
    signal,
  })
  onOpen()
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.+)$/m.exec(block)?.[1]
      if (block.includes('event: next') && data) yield JSON.parse(data) as Result
    }
  }
}
