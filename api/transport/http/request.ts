import type { IncomingMessage } from 'node:http'
import type { GraphQLParams } from 'graphql-yoga'
import { maxRequestBytes } from '../../execution/limits.ts'
import { refusal } from './http-errors.ts'
import { isJson } from './media-types.ts'

/** As much of a Fetch API request as Yoga reads. Its body is JSON, or {@link assertReadable} refuses it unread. */
export function fetchRequestOf(request: IncomingMessage): Request {
  const { url, method } = request
  const get = (name: string) => (name === 'content-type' ? 'application/json' : null)
  return { url, method, headers: { get }, json: () => readJson(request) } as unknown as Request
}

/**
 * Throws the refusal of a body that we do not read. Only JSON is executed: a form of a foreign page can send other types
 * without the browser asking first, and the refresh cookie would come along.
 */
export function assertReadable({ method, headers }: IncomingMessage): void {
  if (method !== 'POST') return
  const { 'content-type': type = '', 'content-encoding': encoding = '' } = headers
  const got = JSON.stringify(type.slice(0, 80))
  if (!isJson(type)) throw refusal(415, `Content-Type must be application/json in UTF-8, got ${got}.`)
  if (!/^(identity)?$/i.test(encoding))
    throw refusal(415, `A body must not be encoded, got Content-Encoding ${encoding}.`)
}

/**
 * A parser of Yoga's, without what else a request says: Yoga would refuse it, or take an object with `status` and
 * `headers` for its own answer. Yoga checks the parameters next, except for the operation's name.
 */
export function paramsBy(parse: (request: Request) => unknown): (request: Request) => Promise<GraphQLParams> {
  return async (request) => {
    try {
      const { query, operationName, variables, extensions } = (await parse(request)) as GraphQLParams
      if (typeof (operationName ?? '') !== 'string')
        throw refusal(400, 'Expected "operationName" param to be a string.')
      // Some clients send an empty name for none.
      return { query, operationName: operationName || undefined, variables, extensions }
    } catch (error) {
      // Yoga's parser of addresses lets it through.
      throw error instanceof SyntaxError ? refusal(400, 'Expected "variables" and "extensions" params in JSON.') : error
    }
  }
}

/** Drops a byte order mark (RFC 8259, 8.1), and throws at what is not UTF-8. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

function readJson(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxRequestBytes) chunks.push(chunk)
      // The rest is read and dropped, so that the client gets to reading the answer.
      else reject(refusal(413, `A request may have at most ${maxRequestBytes} bytes.`))
    })
    request.once('end', () => {
      try {
        resolve(JSON.parse(utf8.decode(Buffer.concat(chunks))))
      } catch {
        reject(refusal(400, 'The body must be a JSON object in UTF-8.'))
      }
    })
    request.once('error', () => reject(refusal(400, 'The request ended before its body.')))
  })
}
