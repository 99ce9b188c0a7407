import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import { maxRequestBytes } from '../../execution/limits.ts'
import { refusal } from './http-errors.ts'
import { isJson } from './media-types.ts'

/**
 * Throws the refusal of a request whose method or body we do not read. Only JSON is executed by POST: a form of a foreign
 * page can send other types without the browser asking first, and the refresh cookie would come along.
 */
export function assertReadable({ method, headers }: IncomingMessage): void {
  if (method === 'GET') return
  if (method !== 'POST') throw refusal(405, `Expected GET or POST, got ${method}.`, { allow: 'GET, POST' })
  const { 'content-type': type, 'content-encoding': encoding = '' } = headers
  const got = type ? JSON.stringify(type.slice(0, 80)) : 'none'
  if (!isJson(type)) throw refusal(415, `Content-Type must be application/json in UTF-8, got ${got}.`)
  if (!/^(identity)?$/i.test(encoding))
    throw refusal(415, `A body must not be encoded, got Content-Encoding ${encoding}.`)
}

/** What a request asks for. Rejects with the refusal of one that cannot be understood. */
export async function readParams(request: IncomingMessage): Promise<GraphQLParams> {
  const given = request.method === 'GET' ? searchOf(request) : parseJson('JSON body', await readBody(request))
  if (!isObject(given)) throw malformed('JSON body must be an object')
  const params: Record<string, unknown> = {}
  for (const [name, isValid] of Object.entries(members)) {
    const value = given[name]
    // Some clients send an empty operation name for none.
    if (value === undefined || value === null || value === '') continue
    if (!isValid(value)) throw malformed(`Invalid ${name}`)
    params[name] = value
  }
  if (!params.query) throw malformed('Missing query')
  return params
}

const isText = (value: unknown) => typeof value === 'string'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const members = { query: isText, operationName: isText, variables: isObject, extensions: isObject }

/** Everything behind the first question mark: a query may contain another one. */
function searchOf({ url = '' }: IncomingMessage): Record<string, unknown> {
  const search = new URLSearchParams(url.replace(/^[^?]*/, ''))
  const texts = [...search].filter(([, value]) => value !== '')
  const isJsonText = (name: string) => name === 'variables' || name === 'extensions'
  return Object.fromEntries(texts.map(([name, value]) => [name, isJsonText(name) ? parseJson(name, value) : value]))
}

/** Rejects with the refusal of a body that is too long, is not UTF-8, or does not come to its end. */
function readBody(request: IncomingMessage): Promise<string> {
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
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
      if (isUtf8(body)) resolve(body.toString())
      else reject(malformed('The body is not UTF-8'))
    })
    request.once('error', () => reject(malformed('The request ended before its body')))
  })
}

/** RFC 8259, 8.1: a byte order mark may be ignored. */
function parseJson(what: string, text: string): unknown {
  if (text === '') throw malformed('Missing body')
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch {
    throw malformed(`Unparsable ${what}`)
  }
}

function malformed(reason: string): GraphQLError {
  return refusal(
    400,
    `${reason}. Expected "query" as text and, where they are given, "operationName" as text, "variables" and "extensions" as objects: in a JSON object by POST, in the address by GET.`,
  )
}
