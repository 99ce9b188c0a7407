import type { Agents, DemoLogin } from '../auth/agents.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Presence } from '../chat/presence.ts'
import type { Chat } from '../chat/service.ts'
import type { Notifications } from '../notifications/service.ts'
import type { Policies } from '../policies/service.ts'
import type { Loaders } from './loaders.ts'

/** The use cases, one object a slice; the same for every operation. */
export type Services = {
  agents: Agents
  sessions: Sessions
  policies: Policies
  chat: Chat
  presence: Presence
  notifications: Notifications
  /** Logins anybody may use; empty unless the demo data is in. */
  demoLogins: DemoLogin[]
}

/** Where an operation came from, and what a use case may ask of it. */
export type Connection = {
  /** Throws UNAUTHENTICATED when no valid token came along. */
  readonly viewer: Viewer
  readonly ip: string
  /** The refresh token of the browser's cookie. */
  readonly refreshToken: string | null
  /** Sets or, with null, removes that cookie. Nothing happens where there is no response to set it on. */
  setRefreshToken(token: string | null, expiresAt?: Date): void
  /** Makes the socket this operation came by live by a fresh token of the same agent; refuses on anything else. */
  renew(accessToken: string): Promise<Viewer>
}

export type Context = Services & {
  /** The connection's; a shared execution has none at all. */
  readonly viewer: Viewer
  readonly connection: Connection
  /** Fresh for every operation and for every event of a subscription. */
  readonly loaders: Loaders
}
