import type { Audit } from '../audit/service.ts'
import type { Administration } from '../auth/administration-service.ts'
import type { Agents } from '../auth/agents.ts'
import type { DemoLogin } from '../auth/demo.ts'
import type { Pictures } from '../auth/picture-service.ts'
import type { Profiles } from '../auth/profile-service.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Chat } from '../chat/service.ts'
import type { Commissions } from '../commissions/service.ts'
import type { Files } from '../files/service.ts'
import type { FileUrls } from '../files/urls.ts'
import type { Notifications } from '../notifications/service.ts'
import type { Payments } from '../payments/service.ts'
import type { StatementImports } from '../payments/statement-service.ts'
import type { UnmatchedPayments } from '../payments/unmatched-service.ts'
import type { PolicyDocuments } from '../policies/document-service.ts'
import type { ProductAdministration } from '../policies/product-service.ts'
import type { Policies } from '../policies/service.ts'
import type { AgentPreferences } from '../preferences/service.ts'
import type { Presence } from '../presence/presence.ts'
import type { Pushes } from '../push/service.ts'
import type { Sales } from '../sales/service.ts'

/** The use cases, one object a slice; the same for every operation. */
export type Services = {
  agents: Agents
  administration: Administration
  audit: Audit
  profiles: Profiles
  pictures: Pictures
  sessions: Sessions
  payments: Payments
  policies: Policies
  policyDocuments: PolicyDocuments
  commissions: Commissions
  products: ProductAdministration
  statements: StatementImports
  unmatchedPayments: UnmatchedPayments
  chat: Chat
  preferences: AgentPreferences
  files: Files
  fileUrls: FileUrls
  presence: Presence
  pushes: Pushes
  notifications: Notifications
  sales: Sales
  /** Logins anybody may use; empty unless the demo data is in. */
  demoLogins: DemoLogin[]
}
