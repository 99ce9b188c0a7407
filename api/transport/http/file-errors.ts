import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Mask } from '../../execution/error-masking.ts'
import type { ErrorCode } from '../../lib/errors.ts'

/** The status of a refusal; what is not named is a fault of ours. */
const statuses: Partial<Record<ErrorCode | 'BAD_REQUEST' | 'UNAVAILABLE', number>> = {
  BAD_REQUEST: 400,
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  SESSION_EXPIRED: 401,
  FORBIDDEN: 403,
  ROOM_ARCHIVED: 403,
  FILE_QUOTA_EXCEEDED: 413,
  FILE_TOO_LARGE: 413,
  UNKNOWN_FILE: 404,
  UNKNOWN_POLICY: 404,
  UNKNOWN_ROOM: 404,
  UPLOAD_CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
}

/** Answers a request that failed; who has gone is not answered, and that is no fault. */
export function answerError(request: IncomingMessage, response: ServerResponse, error: unknown, mask: Mask): void {
  if (request.errored || response.destroyed) return void response.destroy()
  sendError(response, error, mask)
}

/** Answers with an error in the form of GraphQL's; where an answer has begun the connection is cut instead. */
function sendError(response: ServerResponse, error: unknown, mask: Mask): void {
  const { message, extensions } = mask(error)
  if (response.headersSent || response.destroyed) return void response.destroy()
  const { http, ...shown } = extensions as { code: ErrorCode; http?: { status: number; headers: object } }
  const body = JSON.stringify({ errors: [{ message, extensions: shown }] })
  for (const name of ['ETag', 'Content-Disposition', 'Accept-Ranges']) response.removeHeader(name)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(http?.status ?? statuses[shown.code] ?? 500, { ...http?.headers })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
