import type { WebSocket as ProtocolSocket } from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Sessions } from '../../auth/sessions.ts'
import type { Viewer } from '../../auth/viewer.ts'
import type { Mask } from '../../execution/error-masking.ts'
import { toBytes } from '../../execution/fanout/bytes.ts'
import type { SocketWriter } from '../../execution/fanout/socket-writer.ts'
import { frame } from '../../execution/fanout/ws-frame.ts'
import { DomainError } from '../../lib/errors.ts'
import type { WindowActivity } from '../../presence/activity.ts'
import type { Caller } from '../../schema/context.ts'
import { closeCodes } from '../close-codes.ts'
import type { LiveConnection, LiveConnections } from '../live-connections.ts'
import type { Pinged } from '../pings.ts'
import { type HandleMessage, OperationQueue } from './operation-queue.ts'

const noTokens: readonly string[] = []

/**
 * One WebSocket: its viewer, its operations and its writer. To graphql-ws it is the socket. A class, since methods on a
 * prototype cost nothing per socket, and there are thousands.
 */
export class SocketConnection implements Caller, LiveConnection, Pinged, ProtocolSocket {
  readonly ip: string
  readonly refreshTokens = noTokens
  readonly writer: SocketWriter
  readonly socket: WebSocket
  /** To be called when it has closed. */
  leave: (() => void) | null = null
  /** To be called when it is acknowledged or has closed. */
  readonly acknowledged: () => void
  answeredPing = true
  readonly #sessions: Sessions
  readonly #mask: Mask
  readonly #connections: LiveConnections
  #operationQueue: OperationQueue | null = null
  #viewer: Viewer | null = null

  constructor(
    socket: WebSocket,
    writer: SocketWriter,
    deps: { ip: string; acknowledged(): void; sessions: Sessions; mask: Mask; connections: LiveConnections },
  ) {
    this.socket = socket
    this.writer = writer
    this.ip = deps.ip
    this.acknowledged = deps.acknowledged
    this.#sessions = deps.sessions
    this.#mask = deps.mask
    this.#connections = deps.connections
  }

  get protocol(): string {
    return this.socket.protocol
  }

  /** How many operations run on it, including the one that is being subscribed. */
  get operations(): number {
    return this.#operationQueue?.count ?? 0
  }

  onMessage(handle: (data: string) => Promise<void>): void {
    // graphql-ws also takes a parsed message (its `parseMessage`), though the type does not say so.
    this.#operationQueue = new OperationQueue(handle as HandleMessage, (error) =>
      this.close(...closingFor(error, this.#mask)),
    )
  }

  receive(text: string): void {
    this.#operationQueue?.handle(parsed(text))
  }

  get viewer(): Viewer {
    if (!this.#viewer) throw new DomainError('UNAUTHENTICATED', 'This connection has not been acknowledged.')
    return this.#viewer
  }

  set viewer(viewer: Viewer) {
    this.#viewer = viewer
  }

  markSubscription(id: string): void {
    this.#operationQueue?.markSubscription(id)
  }

  async answered(): Promise<void> {
    await this.#operationQueue?.answered()
  }

  stalledSince(): number | null {
    return this.writer.fullSince
  }

  async renew(accessToken: string): Promise<Viewer> {
    const viewer = await this.#sessions.authenticate(accessToken)
    if (viewer.login !== this.viewer.login) throw new DomainError('FORBIDDEN', 'The access token is of another agent.')
    this.viewer = viewer
    return viewer
  }

  setActivity(activity: WindowActivity): boolean {
    this.#connections.tell(this, activity)
    return true
  }

  // There is no response to set a cookie on.
  setRefreshToken(): void {}
  setFilesToken(): void {}

  /**
   * Resolves when there is room for more: a reader that does not drain slows its own operations alone. Meanwhile nothing
   * is read from it, so a client that only sends cannot fill our memory.
   */
  async send(text: string): Promise<void> {
    this.writer.push(frame(toBytes(text)))
    if (!this.writer.full) return
    this.socket.pause()
    await new Promise<void>((drained) => this.writer.onDrained(drained))
    this.socket.resume()
  }

  /**
   * What was sent before is received before the close frame. A reader that takes nothing has as long for it as `ws` waits
   * for the answer to a close frame, half a minute.
   */
  close(code = 1000, reason = ''): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    this.writer.flush()
    this.writer.end()
    this.socket.close(code, reason)
  }

  /** Terminates a socket that has not answered its last ping: its peer is gone. */
  ping(): void {
    // It is closing, and a reader that did not read could not answer.
    if (this.socket.readyState !== this.socket.OPEN) return
    if (!this.answeredPing) this.socket.terminate()
    this.answeredPing = false
    this.writer.flush()
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping()
  }
}

/**
 * A text that is not JSON stays as it is, for graphql-ws to refuse. So does a JSON string: graphql-ws would parse its
 * content as a message, past the queue of operations.
 */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? text : value
  } catch {
    return text
  }
}

/** How to close after an error that graphql-ws throws (for a message that only servers send) or our hooks do. */
function closingFor(error: unknown, mask: Mask): [code: number, reason: string] {
  if (error instanceof Error && error.message.startsWith('Unexpected message'))
    return [closeCodes.badRequest, 'Invalid message received']
  return mask(error).extensions.code === 'UNAVAILABLE'
    ? [closeCodes.tryAgainLater, 'Try again later']
    : [closeCodes.internalServerError, 'Internal server error']
}
