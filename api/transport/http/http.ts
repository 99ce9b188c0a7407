import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import { createHandler } from 'graphql-http'
import type { Operations } from '../../execution/operations.ts'
import { createEventStreamHandler, type HttpDeps } from '../sse/event-stream.ts'
import { readBody } from './body.ts'
import { createCors } from './cors.ts'
import { HttpCaller } from './http-caller.ts'
import {
  badRequest,
  failure,
  isPassing,
  malformed,
  mutationByGet,
  notAcceptable,
  send,
  tooLarge,
  unreadable,
} from './http-errors.ts'
import { createParseAndValidate } from './parse-and-validate.ts'

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void

/** GraphQL over HTTP after its specification; who would rather have an event stream is answered by one. */
export function createHttpHandler(
  deps: HttpDeps & { schema: GraphQLSchema; allowedOrigins: readonly string[] },
): HttpHandler {
  const { operations, contextFactory, sessions, mask } = deps
  const cors = createCors(deps.allowedOrigins)
  const parseAndValidate = createParseAndValidate(deps)
  const openEventStream = createEventStreamHandler({ ...deps, parseAndValidate })

  // Executed here and not by the handler, which answers 200 also where the specification says that nothing was executed.
  const handle = createHandler<IncomingMessage, ServerResponse>({
    formatError: (error) => (error instanceof GraphQLError ? mask(error) : malformed(error.message)),
    onSubscribe: async ({ raw: request, context: response }, params) => {
      const prepared = parseAndValidate(params)
      if (!('args' in prepared)) return prepared
      const { type, args } = prepared
      if (type === OperationTypeNode.MUTATION && request.method === 'GET') return mutationByGet
      try {
        const connection = await HttpCaller.of(request, response, sessions)
        args.contextValue = contextFactory.of(connection)
        if (type === OperationTypeNode.SUBSCRIPTION) {
          const why = whyNotFollowed(await operations.subscribe(args))
          const passing = why.find(isPassing)
          return passing ? failure(passing) : why
        }
        const result = await operations.execute(args)
        return result.data === undefined && result.errors ? result.errors : result
      } catch (error) {
        return failure(mask(error))
      }
    },
  })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    cors(request, response)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    const unread = unreadable(request)
    if (unread) return send(response, unread)
    const body = request.method === 'POST' ? await readBody(request) : ''
    if (body === null) return send(response, tooLarge)
    const { method, url, headers } = request
    const asked = {
      method: method as string,
      url: wholeQuery(url as string),
      headers,
      body,
      raw: request,
      context: response,
    }
    if (wantsEvents(headers.accept)) return openEventStream(asked)
    const answered = await handle(asked)
    send(response, answered[1].status === 406 ? notAcceptable : answered)
  }

  return (request, response) => {
    answer(request, response).catch((error) => {
      // Who has left needs no answer.
      if (request.errored || response.destroyed) return response.destroy()
      const told = mask(error)
      if (response.headersSent) response.destroy()
      else send(response, failure(told))
    })
  }
}

/** graphql-http would read no further than a second question mark, which may well stand in a query. */
function wholeQuery(url: string): string {
  const [path, ...rest] = url.split('?')
  return rest.length > 1 ? `${path}?${rest.join('%3F')}` : url
}

/** Of the types that we answer with the one that is named first counts; urql, for one, names them all. */
function wantsEvents(accept = ''): boolean {
  const [first] = /text\/event-stream|application\/(graphql-response\+)?json|application\/\*|\*\/\*/i.exec(accept) ?? []
  return first?.toLowerCase() === 'text/event-stream'
}

/** One that would be refused in any case is told why; one that would begin ends at once. */
function whyNotFollowed(results: Awaited<ReturnType<Operations['subscribe']>>): readonly GraphQLError[] {
  if (!(Symbol.asyncIterator in results)) return results.errors ?? []
  results.return().catch(() => {})
  return [badRequest('A subscription is answered by an event stream or a WebSocket: send Accept: text/event-stream.')]
}
