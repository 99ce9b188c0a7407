import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import { DomainError } from '../errors.ts'
import type { Context } from '../graphql/context.ts'
import { type Mask, maxRequestBytes } from '../graphql/guard.ts'
import type { Operations } from '../graphql/operation.ts'
import type { Connections, LiveConnection } from './connections.ts'

export type HttpDoor = (request: IncomingMessage, response: ServerResponse) => void

type Incoming = { req: IncomingMessage; res: ServerResponse }

/** Who asks, found before the operation runs: a viewer, or why there is none. */
type Asking = { viewer: Viewer } | { refusal: DomainError }

/** GraphQL over HTTP, and subscriptions by server-sent events, after the GraphQL over HTTP specification. */
export function createHttpDoor(deps: {
  schema: GraphQLSchema
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: Connections
  createContext(viewer: () => Viewer, request: IncomingMessage, response: ServerResponse): Context
  mayComeFrom(request: IncomingMessage): boolean
  allowedOrigins: readonly string[]
  logger: Logger
}): HttpDoor {
  const { operations, sessions, connections, mask } = deps

  const ask = async (request: IncomingMessage): Promise<Asking> => {
    const { authorization } = request.headers
    if (!authorization)
      return { refusal: new DomainError('UNAUTHENTICATED', 'Log in first: no access token was sent.') }
    try {
      return { viewer: await sessions.authenticate(authorization.replace(/^Bearer\s+/i, '')) }
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error }
      throw error
    }
  }

  const yoga = createYoga<Incoming>({
    schema: deps.schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: maxRequestBytes,
    parserAndValidationCache: false,
    maskedErrors: { maskError: mask },
    logging: false,
    cors: {
      origin: [...deps.allowedOrigins],
      credentials: true,
      allowedHeaders: ['authorization', 'content-type', 'accept'],
      methods: ['GET', 'POST'],
    },
    context: async ({ req, res }) => {
      const asking = await ask(req)
      const live = 'viewer' in asking ? streamTo(res, asking.viewer) : null
      const viewer = () => {
        if ('refusal' in asking) throw asking.refusal
        return live?.viewer ?? asking.viewer
      }
      return withLive(deps.createContext(viewer, req, res), live && { live, response: res })
    },
    plugins: [jsonOnly(), shared(operations, connections)],
  })
  return (request, response) => {
    yoga(request, response, { req: request, res: response })
  }
}

type Line = { live: LiveConnection; response: ServerResponse }

const lines = new WeakMap<object, Line>()

// Yoga copies what the context factory returns into its own object, and would read every getter; so ours travels whole.
function withLive(context: Context, line: Line | null): { parley: Context } {
  if (line) lines.set(context, line)
  return { parley: context }
}

/** The same parsing, limits, execution and masking as by WebSocket. */
function shared(operations: Operations, connections: Connections): Plugin<{ parley: Context }> {
  const ours = (args: ExecutionArgs): ExecutionArgs => ({
    ...args,
    contextValue: (args.contextValue as { parley: Context }).parley,
  })
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source: string) => {
        try {
          return operations.parse(source)
        } catch (error) {
          throw badRequest(error as GraphQLError)
        }
      }),
    onValidate: ({ params, setResult }) => setResult([...operations.validate(params.documentAST)]),
    onExecute: ({ setExecuteFn }) => setExecuteFn((args: ExecutionArgs) => operations.execute(ours(args))),
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn(async (args: ExecutionArgs) => {
        const mine = ours(args)
        const stream = await operations.subscribe(mine)
        const line = lines.get(mine.contextValue as object)
        return Symbol.asyncIterator in stream && line ? whileLive(stream, line, connections) : stream
      }),
  }
}

/** Tells Yoga the status of a document that cannot be executed; it keeps `http` to itself. */
function badRequest({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    extensions: { ...extensions, http: { spec: true, status: 400 } },
  })
}

/**
 * An event stream is a live connection: it ends with its session, and its agent is present. The response's own event
 * tells the end: Yoga does not return a stream whose client left before it was first asked, or one that ended by itself.
 */
function whileLive<T>(stream: AsyncGenerator<T, void, void>, { live, response }: Line, connections: Connections) {
  const end = () => stream.return().catch(() => {})
  if (response.destroyed) {
    end()
    return stream
  }
  const leave = connections.add(live)
  if (!leave) {
    end()
    throw new DomainError('RATE_LIMITED', 'Too many connections of this agent.')
  }
  response.once('close', () => {
    leave()
    end()
  })
  return stream
}

/** A response as a live connection: full is what its socket's own buffer says. */
function streamTo(response: ServerResponse, viewer: Viewer): LiveConnection {
  let fullSince: number | null = null
  return {
    viewer,
    stalledSince: () => {
      fullSince = response.writableNeedDrain ? (fullSince ?? Date.now()) : null
      return fullSince
    },
    close: () => response.destroy(),
  }
}

/**
 * Only JSON is executed by POST. A form of a foreign page can send other types without the browser asking first, and
 * the refresh cookie would come along.
 */
function jsonOnly(): Plugin {
  return {
    onRequest: ({ request, endResponse, fetchAPI }) => {
      const type = request.headers.get('content-type') ?? ''
      if (request.method !== 'POST' || /^application\/(graphql\+)?json\b/i.test(type)) return
      const message = `Content-Type must be application/json, got ${type ? JSON.stringify(type.slice(0, 80)) : 'none'}.`
      const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
      endResponse(new fetchAPI.Response(body, { status: 415, headers: { 'content-type': 'application/json' } }))
    },
  }
}
