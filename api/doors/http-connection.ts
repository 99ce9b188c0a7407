import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import { DomainError } from '../errors.ts'
import type { Connection } from '../graphql/context.ts'
import type { LiveConnection } from './connections.ts'
import { readRefreshToken, writeRefreshToken } from './cookies.ts'

/** One HTTP request: who asks, known before the operation runs, or why there is nobody. */
export class HttpConnection implements Connection, LiveConnection {
  readonly ip: string
  readonly refreshToken: string | null
  readonly response: ServerResponse
  readonly #request: IncomingMessage
  #asking: Viewer | DomainError
  #fullSince: number | null = null

  constructor(request: IncomingMessage, response: ServerResponse, asking: Viewer | DomainError) {
    this.#request = request
    this.response = response
    this.ip = request.socket.remoteAddress ?? ''
    this.refreshToken = readRefreshToken(request)
    this.#asking = asking
  }

  static async of(request: IncomingMessage, response: ServerResponse, sessions: Sessions): Promise<HttpConnection> {
    return new HttpConnection(request, response, await whoAsks(request, sessions))
  }

  /** A token that is no good keeps nobody from what needs none, such as logging in. */
  get viewer(): Viewer {
    if (this.#asking instanceof DomainError) throw this.#asking
    return this.#asking
  }

  set viewer(viewer: Viewer) {
    this.#asking = viewer
  }

  setRefreshToken(token: string | null, expiresAt?: Date): void {
    writeRefreshToken(this.#request, this.response, token, expiresAt)
  }

  async renew(): Promise<Viewer> {
    throw new DomainError('FORBIDDEN', 'A session is renewed on the WebSocket that lives by it.')
  }

  stalledSince(): number | null {
    this.#fullSince = this.response.writableNeedDrain ? (this.#fullSince ?? Date.now()) : null
    return this.#fullSince
  }

  close(): void {
    this.response.destroy()
  }
}

async function whoAsks(request: IncomingMessage, sessions: Sessions): Promise<Viewer | DomainError> {
  const { authorization } = request.headers
  if (!authorization) return new DomainError('UNAUTHENTICATED', 'Log in first: no access token was sent.')
  try {
    return await sessions.authenticate(authorization.replace(/^Bearer\s+/i, ''))
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
