import type { ServerResponse } from 'node:http'
import type { Viewer } from '../../auth/viewer.ts'
import { DomainError } from '../../lib/errors.ts'
import type { Caller } from '../../schema/context.ts'
import type { Site } from '../transport-deps.ts'
import { type CookieName, readCookies, writeCookie } from './cookies.ts'

/** One HTTP request by its response, with its viewer or the reason why there is none: known before the operation runs. */
export class HttpCaller implements Caller {
  readonly response: ServerResponse
  readonly #site: Site
  #asking: Viewer | DomainError

  constructor(response: ServerResponse, asking: Viewer | DomainError, site: Site) {
    this.response = response
    this.#asking = asking
    this.#site = site
  }

  get ip(): string {
    return this.#site.readSent(this.response.req).ip
  }

  get refreshTokens(): string[] {
    return readCookies(this.response.req, 'refresh')
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
    this.#setCookie('refresh', this.#site.graphqlPath, token, expiresAt)
  }

  setFilesToken(token: string | null, expiresAt?: Date): void {
    this.#setCookie('files', this.#site.filesPath, token, expiresAt)
  }

  #setCookie(name: CookieName, path: string, value: string | null, expiresAt?: Date): void {
    const isSecure = this.#site.readSent(this.response.req).protocol === 'https'
    writeCookie(this.response, name, { path, isSecure }, value, expiresAt)
  }

  setActivity(): boolean {
    return false
  }

  async renew(): Promise<Viewer> {
    throw new DomainError('FORBIDDEN', 'A session is renewed on the WebSocket that was opened with it.')
  }
}
