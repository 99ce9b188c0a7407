import type { Agents } from '../auth/agents.ts'
import type { DemoLogin } from '../auth/demo.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Chat } from '../chat/service.ts'
import type { Notifications } from '../notifications/service.ts'
import type { Policies } from '../policies/service.ts'
import type { Presence } from '../presence/presence.ts'

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
