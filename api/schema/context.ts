import type { Viewer } from '../auth/viewer.ts'
import type { WindowActivity } from '../presence/activity.ts'
import type { Loaders } from './loaders.ts'
import type { Services } from './services.ts'

/** Where an operation came from, and what a use case may ask of it. */
export type Caller = {
  /** Throws UNAUTHENTICATED when no valid token came along. */
  readonly viewer: Viewer
  readonly ip: string
  /** The refresh tokens of the browser's cookies. */
  readonly refreshTokens: readonly string[]
  /** Sets or, with null, removes that cookie. Nothing happens where there is no response to set it on. */
  setRefreshToken(token: string | null, expiresAt?: Date): void
  /** The same with the token by which a browser reads files: it can send no header with an image. */
  setFilesToken(token: string | null, expiresAt?: Date): void
  /** Makes the socket this operation came by live by a fresh token of the same agent; refuses on anything else. */
  renew(accessToken: string): Promise<Viewer>
  /** What the window at the other end of this socket says of itself. False on anything else. */
  setActivity(activity: WindowActivity): boolean
}

export type Context = Services & {
  /** The connection's; a shared execution has none at all. */
  readonly viewer: Viewer
  readonly caller: Caller
  /** Fresh for every operation and for every event of a subscription. */
  readonly loaders: Loaders
}
