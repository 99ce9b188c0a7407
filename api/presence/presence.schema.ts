import { Agent, AgentPresence } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import type { PresenceChange as PresenceChangeRecord } from './presence.ts'

const PresenceChange = builder.objectRef<PresenceChangeRecord>('PresenceChange').implement({
  fields: (t) => ({
    agent: t.field({ type: Agent, resolve: (change, _, { loaders }) => loaders.agentNamed(change.login) }),
    online: t.exposeBoolean('online'),
    presence: t.expose('presence', { type: AgentPresence }),
  }),
})

builder.subscriptionFields((t) => ({
  presenceChanged: t.field({
    authorize: 'signedIn',
    description:
      'Agents who come online, have been gone for 15 seconds, become idle or active again, or have changed something of themselves.',
    type: PresenceChange,
    subscribe: (_, __, { presence }) => presence.changes(),
    resolve: ({ body }) => body,
  }),
}))

builder.mutationFields((t) => ({
  setActivity: t.field({
    authorize: 'signedIn',
    description:
      'What the window of the app at the other end of this WebSocket says of itself. Say it when the socket has been opened and whenever it changes; it is forgotten with the socket. False, and nothing happens, for what comes otherwise. Repeating it changes nothing.',
    type: 'Boolean',
    args: {
      idle: t.arg.boolean({ description: 'Nobody has used the window for five minutes.' }),
      inSight: t.arg.boolean({
        description: 'It is visible, whether or not somebody uses it: nothing is pushed to the agent’s browsers.',
      }),
    },
    resolve: (_, activity, { caller }) => caller.setActivity(activity),
  }),
}))
