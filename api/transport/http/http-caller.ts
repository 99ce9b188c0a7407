import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../auth/sessions.ts'
import type { Viewer } from '../../auth/viewer.ts'
import { DomainError } from '../../lib/errors.ts'
import type { Caller } from '../../schema/context.ts'
import type { ReadSent } from '../forwarded.ts'
import { readRefreshToken, writeRefreshToken } from './cookies.ts'

/** Where browsers find this server. */
export type Site = {
  readSent: ReadSent
  /** The path of the GraphQL endpoint. */
  graphqlPath: string
}

/** One HTTP request, with its viewer or the reason why there is none: known before the operation runs. */
export class HttpCaller implements Caller {
  readonly response: ServerResponse
  readonly #request: IncomingMessage
  readonly #site: Site
  #asking: Viewer | DomainError

  constructor(request: IncomingMessage, response: ServerResponse, asking: Viewer | DomainError, site: Site) {
    this.#request = request
    this.response = response
    this.#asking = asking
    this.#site = site
  }

  get ip(): string {
    return this.#site.readSent(this.#request).ip
  }

  get refreshToken(): string | null {
    return readRefreshToken(this.#request)
  }

  /** Thrown when it is read: an invalid token does not matter to operations that need none, such as logging in. */
  get viewer(): Viewer {
    if (this.#asking instanceof DomainError) throw this.#asking
    return this.#asking
  }

  set viewer(viewer: Viewer) {
    this.#asking = viewer
  }

  setRefreshToken(token: string | null, expiresAt?: Date): void {
    const isSecure = this.#site.readSent(this.#request).protocol === 'https'
    writeRefreshToken(this.response, { path: this.#site.graphqlPath, isSecure }, token, expiresAt)
  }

  async renew(): Promise<Viewer> {
    throw new DomainError('FORBIDDEN', 'A session is renewed on the WebSocket that was opened with it.')
  }
}

/** The viewer of a request's access token, or why there is none. */
export async function authenticateRequest(request: IncomingMessage, sessions: Sessions): Promise<Viewer | DomainError> {
  const { authorization } = request.headers
  if (!authorization) return new DomainError('UNAUTHENTICATED', 'Log in first: no access token was sent.')
  try {
    return await sessions.authenticate(authorization.replace(/^Bearer\s+/i, ''))
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
