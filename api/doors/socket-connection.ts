import type { WebSocket } from 'ws'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import { DomainError } from '../errors.ts'
import { frame, toBytes } from '../fanout/frame.ts'
import type { Outlet } from '../fanout/outlet.ts'
import type { Connection } from '../graphql/context.ts'
import type { LiveConnection } from './connections.ts'
import type { Pinged } from './pings.ts'

/** Milliseconds that a stalled socket has to take its close frame. */
const closingTime = 15_000

/** One WebSocket: whose it is, and the way out of it. A class because there are thousands, most of them idle. */
export class SocketConnection implements Connection, LiveConnection, Pinged {
  readonly ip: string
  readonly refreshToken = null
  readonly outlet: Outlet
  readonly socket: WebSocket
  /** What to call when it has ended. */
  leave: (() => void) | null = null
  answeredPing = true
  /** How many operations run on it, the one being asked for included. */
  operations = () => 0
  readonly #sessions: Sessions
  #viewer: Viewer | null = null

  constructor(socket: WebSocket, outlet: Outlet, ip: string, sessions: Sessions) {
    this.socket = socket
    this.outlet = outlet
    this.ip = ip
    this.#sessions = sessions
  }

  get viewer(): Viewer {
    if (!this.#viewer) throw new DomainError('UNAUTHENTICATED', 'This connection has not been acknowledged.')
    return this.#viewer
  }

  set viewer(viewer: Viewer) {
    this.#viewer = viewer
  }

  stalledSince(): number | null {
    return this.outlet.fullSince
  }

  async renew(accessToken: string): Promise<Viewer> {
    const viewer = await this.#sessions.authenticate(accessToken)
    if (viewer.login !== this.viewer.login) throw new DomainError('FORBIDDEN', 'The access token is of another agent.')
    this.viewer = viewer
    return viewer
  }

  // A response that could carry a cookie is long gone.
  setRefreshToken(): void {}

  /**
   * Resolves when there is room for more: a reader that does not drain slows its own operations, nobody else's. Nothing
   * is read from it meanwhile either: who asks must also listen.
   */
  async send(text: string): Promise<void> {
    this.outlet.push(frame(toBytes(text)))
    if (!this.outlet.full) return
    this.socket.pause()
    await new Promise<void>((drained) => this.outlet.onDrained(drained))
    this.socket.resume()
  }

  /** What was said before the end is heard before the end; one who takes nothing has a moment to hear it. */
  close(code: number, reason: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    const stalled = this.outlet.full
    this.outlet.flush()
    this.outlet.end()
    this.socket.close(code, reason)
    if (stalled) setTimeout(() => this.socket.terminate(), closingTime).unref()
  }

  /** Ends it when its other side has vanished without a word: the last ping was not answered. */
  ping(): void {
    if (!this.answeredPing) this.socket.terminate()
    this.answeredPing = false
    this.outlet.flush()
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping()
  }
}
