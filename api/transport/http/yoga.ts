import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  validateExecutionArgs,
} from 'graphql'
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga'
import { createEventStreams, type EventStreamDeps, type Results } from '../sse/event-stream.ts'
import type { StreamConnection } from '../sse/stream-connection.ts'
import { createCors } from './cors.ts'
import { authenticateRequest, HttpCaller } from './http-caller.ts'
import { mutationByGet, notAcceptable, notStreamed } from './http-errors.ts'
import { type AnswerType, answerTypeOf } from './media-types.ts'
import { assertReadable, readParams } from './request-params.ts'
import { sendResult } from './results.ts'

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void

/** One request on its way through Yoga. */
type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Null when the client accepts nothing that we have. */
  readonly answerType: AnswerType | null
  /** There once a subscription has begun to answer. */
  stream: StreamConnection | null
}
type Context = { exchange: Exchange }

const graphqlEndpoint = '/graphql'

/**
 * GraphQL over HTTP, by GraphQL Yoga. Its hooks read and write Node's request and response themselves: the Fetch API's
 * classes and streams would cost more than everything else here. They run an operation as the WebSocket does, and not by
 * Yoga's engine, whose plugins would make rules that hold for HTTP alone.
 */
export function createHttpHandler(
  deps: EventStreamDeps & { schema: GraphQLSchema; allowedOrigins: readonly string[] },
): HttpHandler {
  const { schema, operations, mask, sessions, contextFactory, admission } = deps
  const cors = createCors(deps.allowedOrigins)
  const eventStreams = createEventStreams(deps)

  const run = async (exchange: Exchange, { query = '', operationName, variables }: GraphQLParams): Promise<Results> => {
    const { request, response, answerType } = exchange
    const document = operations.parse(query)
    const errors = operations.validate(document)
    if (errors.length > 0) return { errors }
    const args = { schema, document, operationName, variableValues: variables }
    const operation = getOperationAST(document, operationName)?.operation
    // Says why there is no operation, and nothing else.
    if (!operation)
      return { errors: (validateExecutionArgs(args) as readonly GraphQLError[]).map((error) => mask(error)) }
    if (operation === 'mutation' && request.method === 'GET') throw mutationByGet
    const isStreamed = answerType === 'text/event-stream'
    if (isStreamed) await admission.pass()
    const asking = await authenticateRequest(request, sessions)
    if (operation === 'subscription' && isStreamed) {
      exchange.stream = eventStreams.open(request, response, asking)
      return eventStreams.subscribe(exchange.stream, args)
    }
    const contextValue = contextFactory.of(new HttpCaller(request, response, asking, deps.site))
    if (operation !== 'subscription') return operations.execute({ ...args, contextValue })
    return whyNotFollowed(await operations.subscribe({ ...args, contextValue }))
  }

  const plugin: Plugin<Context, Context> = {
    onRequestParse: ({ serverContext: { exchange }, setRequestParser }) => {
      assertReadable(exchange.request)
      if (!exchange.answerType) throw notAcceptable
      setRequestParser(() => readParams(exchange.request))
    },
    onParams: ({ setParamsHandler }) => setParamsHandler(({ params, context }) => run(context.exchange, params)),
    onResultProcess: ({ result, serverContext: { exchange }, setResultProcessor }) => {
      const { stream, response, answerType } = exchange
      const answer = () => {
        if (stream) eventStreams.write(stream, result as Results)
        else sendResult(response, answerType, result as ExecutionResult)
        return answered
      }
      setResultProcessor(answer, answerType ?? '')
    },
  }
  const { handleRequest } = createYoga<Context>({
    graphqlEndpoint,
    plugins: [plugin],
    maskedErrors: { maskError: (error) => mask(error) },
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    parserAndValidationCache: false,
    maxRequestBodySize: false,
    logging: false,
  })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    cors(request, response)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    // Who has not said who they are makes way for who has: a crowd that logs in is let in a few at a time.
    if (!request.headers.authorization) await admission.pass()
    const answerType = answerTypeOf(request.headers.accept)
    await handleRequest(fetchRequestOf(request), { exchange: { request, response, answerType, stream: null } })
  }
  return (request, response) => {
    handle(request, response).catch((error) => {
      mask(error)
      response.destroy()
    })
  }
}

/** What Yoga takes for the answer: it has been written, or is being written, to Node's response. */
const answered = new Response(null)

/** As much of a Fetch API request as Yoga looks at. */
function fetchRequestOf({ method, headers }: IncomingMessage): Request {
  const get = (name: string) => headers[name] ?? null
  return { url: graphqlEndpoint, method, headers: { get } } as unknown as Request
}

/** The errors of a subscription that cannot begin. One that could is ended: its client accepts no stream. */
function whyNotFollowed(results: Results): ExecutionResult {
  if (!(Symbol.asyncIterator in results)) return results
  results.return().catch(() => {})
  return { errors: [notStreamed] }
}
