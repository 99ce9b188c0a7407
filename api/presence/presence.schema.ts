import { Agent } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import type { PresenceChange as PresenceChangeRecord } from './presence-changes.ts'

const PresenceChange = builder.objectRef<PresenceChangeRecord>('PresenceChange').implement({
  fields: (t) => ({
    agent: t.field({ type: Agent, resolve: (change, _, { loaders }) => loaders.agentNamed(change.login) }),
    online: t.exposeBoolean('online'),
  }),
})

builder.subscriptionFields((t) => ({
  presenceChanged: t.field({
    authorize: 'signedIn',
    description: 'Agents who come online or have been gone for 15 seconds.',
    type: PresenceChange,
    subscribe: (_, __, { presence }) => presence.changes(),
    resolve: (change) => change,
  }),
}))
