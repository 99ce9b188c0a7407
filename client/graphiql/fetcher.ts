import type { Fetcher } from '@graphiql/toolkit'
import { GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { type Client, createClient } from 'graphql-ws'

type Options = {
  url: string
  /** Called with every answer that came by HTTP. */
  onAnswer(answer: unknown): void
}

const WITHOUT_TOKEN =
  'A subscription needs an access token: run the LogIn tab, then press “Use this token in all tabs”, or write { "Authorization": "Bearer …" } into Headers.'
const REFUSED =
  'The server refuses this access token. It may have expired: run the LogIn tab again, then press “Use this token in all tabs”.'

/** Queries and mutations go by HTTP, subscriptions by WebSocket, both with the headers of the tab that runs them. */
export function createFetcher({ url, onAnswer }: Options): Fetcher {
  const socketFor = createSockets(url.replace(/^http/, 'ws'))
  return async ({ query, variables, operationName }, { headers = {} } = {}) => {
    const operation = findOperation(query, operationName)
    const request = { query, variables, operationName: operation?.name?.value }
    if (operation?.operation === 'subscription') return follow(socketFor, request, headers)
    const answer = await post(url, request, headers)
    onAnswer(answer)
    return answer
  }
}

// GraphiQL reads the operations of a tab a moment after it was opened. Until then it gives the operation name of another tab,
// which is not used. A document that cannot be parsed is sent as it is: the server's error says where it is wrong.
function findOperation(query: string, name: string | null | undefined): OperationDefinitionNode | undefined {
  try {
    const operations = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    return operations.find((each) => each.name?.value === name) ?? (operations.length === 1 ? operations[0] : undefined)
  } catch {
    return undefined
  }
}

type Request = { query: string; variables?: Record<string, unknown>; operationName: string | undefined }

async function post(url: string, request: Request, headers: Record<string, unknown>) {
  const response = await fetch(url, {
    method: 'POST',
    // Logging in here must not change who is logged in to the web app, whose session is a cookie.
    credentials: 'omit',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...asText(headers),
    },
    body: JSON.stringify(request),
  })
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`The server answered ${response.status} with no JSON: ${text.slice(0, 200)}`)
  }
}

function asText(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

type SocketFor = (headers: Record<string, unknown>) => Client

// A socket keeps the token with which it was opened, so other headers need another socket. The old one closes when its last
// subscription ends.
function createSockets(url: string): SocketFor {
  let current: { key: string; client: Client } | undefined
  return (headers) => {
    const key = JSON.stringify(headers)
    if (current?.key !== key) {
      const shouldRetry = (closed: unknown) => !(closed instanceof CloseEvent && [4401, 4403].includes(closed.code))
      current = { key, client: createClient({ url, connectionParams: headers, retryAttempts: 10, shouldRetry }) }
    }
    return current.client
  }
}

function follow(socketFor: SocketFor, request: Request, headers: Record<string, unknown>) {
  const hasToken = Object.entries(headers).some(([name, value]) => /^authorization$/i.test(name) && value)
  if (!hasToken) return { errors: [new GraphQLError(WITHOUT_TOKEN)] }
  const client = socketFor(headers)
  return {
    subscribe(given: unknown, onError?: unknown, onComplete?: unknown) {
      const sink = toSink(given, onError, onComplete)
      const unsubscribe = client.subscribe(request, {
        next: (result) => sink.next(result),
        error: (error) => sink.error(explain(error)),
        complete: () => sink.complete(),
      })
      return { unsubscribe }
    },
  }
}

type Sink = { next(value: unknown): void; error(error: unknown): void; complete(): void }

function toSink(given: unknown, onError: unknown, onComplete: unknown): Sink {
  if (given && typeof given === 'object') return given as Sink
  const call = (each: unknown) => (typeof each === 'function' ? (value?: unknown) => each(value) : () => {})
  return { next: call(given), error: call(onError), complete: call(onComplete) }
}

/** What graphql-ws ends with: the close event of a socket, GraphQL errors, or an error of its own. */
function explain(error: unknown): unknown {
  if (Array.isArray(error)) return error
  if (!(error instanceof CloseEvent)) return error
  if (error.code === 4403 || error.code === 4401) return new Error(REFUSED)
  return new Error(`The connection was closed (${error.code}${error.reason ? `: ${error.reason}` : ''}).`)
}
