import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ExecutionResult, getOperationAST } from 'graphql'
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga'
import { createEventStreams } from '../sse/event-stream.ts'
import type { TransportDeps } from '../transport-deps.ts'
import { setCorsHeaders } from './cors.ts'
import { HttpCaller } from './http-caller.ts'
import { refusal } from './http-errors.ts'
import { type AnswerType, answerTypeOf } from './media-types.ts'
import { assertReadable, fetchRequestOf, paramsBy } from './request.ts'
import { sendResult } from './results.ts'

/** One request on its way through Yoga; `answerType` is null when the client accepts nothing that we have. */
type Context = { req: IncomingMessage; res: ServerResponse; answerType: AnswerType | null }

const notAcceptable = 'Accept must allow application/graphql-response+json, application/json or text/event-stream.'
const notStreamed = 'A subscription is answered by an event stream or a WebSocket: send Accept: text/event-stream.'

/**
 * GraphQL over HTTP, by GraphQL Yoga. Its hooks read and write Node's request and response themselves: the Fetch API's
 * classes and streams would cost more than everything else here. They run an operation as the WebSocket does, and not by
 * Yoga's engine (`onParse`, `onExecute` …), which costs more and whose plugins would make rules that hold for HTTP alone.
 */
export function createHttpHandler(
  deps: TransportDeps & { allowedOrigins: readonly string[] },
): (request: IncomingMessage, response: ServerResponse) => void {
  const { schema, operations, mask, sessions, contextFactory, admission } = deps
  const startEventStream = createEventStreams(deps)

  const run = async ({ req, res, answerType }: Context, { query = '', operationName, variables }: GraphQLParams) => {
    const document = operations.parse(query)
    const errors = operations.validate(document)
    if (errors.length > 0) return { errors }
    const args = { schema, document, operationName, variableValues: variables }
    // When there is none of that name the execution says so.
    const operation = getOperationAST(document, operationName)?.operation
    if (operation === 'mutation' && req.method === 'GET')
      throw refusal(405, 'A mutation must be sent by POST.', { allow: 'POST' })
    const isStreamed = answerType === 'text/event-stream'
    if (isStreamed) await admission.pass()
    const asking = await sessions.identify(req.headers.authorization)
    if (operation === 'subscription' && isStreamed) {
      startEventStream(res, asking, args)
      return {}
    }
    const contextValue = contextFactory.of(new HttpCaller(res, asking, deps.site))
    if (operation !== 'subscription') return operations.execute({ ...args, contextValue })
    // Says why it cannot begin. One that could is ended: its client accepts no stream.
    const results = await operations.subscribe({ ...args, contextValue })
    if (!(Symbol.asyncIterator in results)) return results
    results.return().catch(() => {})
    throw refusal(400, notStreamed)
  }

  const plugin: Plugin<Context, Context> = {
    onRequestParse: ({ serverContext: { req, answerType }, requestParser, setRequestParser }) => {
      assertReadable(req)
      if (!answerType) throw refusal(406, notAcceptable)
      if (requestParser) setRequestParser(paramsBy(requestParser))
    },
    onParams: ({ setParamsHandler }) => setParamsHandler(({ params, context }) => run(context, params)),
    onResultProcess: ({ result, serverContext: { res, answerType }, setResultProcessor }) => {
      setResultProcessor(() => {
        sendResult(res, answerType, result as ExecutionResult)
        return answered
      }, answerType ?? '')
    },
  }
  const { handleRequest } = createYoga<Context>({
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

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    setCorsHeaders(req, res, deps.allowedOrigins)
    if (req.method === 'OPTIONS') return void res.writeHead(204).end()
    // Who has not said who they are makes way for who has: a crowd that logs in is let in a few at a time.
    if (!req.headers.authorization) await admission.pass()
    await handleRequest(fetchRequestOf(req), { req, res, answerType: answerTypeOf(req.headers.accept) })
  }
  return (req, res) => {
    handle(req, res).catch((error) => {
      mask(error)
      res.destroy()
    })
  }
}

/** What Yoga takes for the answer: it has been written, or is being written, to Node's response. */
const answered = new Response(null)
