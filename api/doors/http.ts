import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Sessions } from '../auth/sessions.ts'
import { DomainError } from '../errors.ts'
import type { Context } from '../graphql/context.ts'
import type { Contexts } from '../graphql/contexts.ts'
import { type Mask, maxRequestBytes } from '../graphql/guard.ts'
import type { Operations } from '../graphql/operation.ts'
import type { Connections } from './connections.ts'
import { HttpConnection } from './http-connection.ts'

export type HttpDoor = (request: IncomingMessage, response: ServerResponse) => void

type Incoming = { req: IncomingMessage; res: ServerResponse }

/** GraphQL over HTTP, and subscriptions by server-sent events, after the GraphQL over HTTP specification. */
export function createHttpDoor(deps: {
  schema: GraphQLSchema
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: Connections
  contexts: Contexts
  allowedOrigins: readonly string[]
  logger: Logger
}): HttpDoor {
  const { operations, sessions, connections, mask } = deps

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
    // Whole, and not spread: Yoga copies what this returns into an object of its own, reading every getter.
    context: async ({ req, res }) => ({ parley: deps.contexts.of(await HttpConnection.of(req, res, sessions)) }),
    plugins: [jsonOnly(), shared(operations, connections)],
  })
  return (request, response) => {
    yoga(request, response, { req: request, res: response })
  }
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
        const { connection } = mine.contextValue as Context
        return Symbol.asyncIterator in stream ? whileLive(stream, connection as HttpConnection, connections) : stream
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
function whileLive<T>(stream: AsyncGenerator<T, void, void>, connection: HttpConnection, connections: Connections) {
  const { response } = connection
  const end = () => stream.return().catch(() => {})
  if (response.destroyed) {
    end()
    return stream
  }
  const leave = connections.add(connection)
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
