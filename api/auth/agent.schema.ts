import { builder } from '../graphql/builder.ts'
import type { AgentRecord } from './agents.ts'
import type { DemoLogin as DemoLoginRecord } from './demo.ts'
import type { Viewer } from './viewer.ts'

export const AgentRole = builder.enumType('AgentRole', { values: ['ADMIN', 'AGENT', 'SERVICE'] as const })

const AgentStatus = builder.objectRef<AgentRecord>('AgentStatus').implement({
  authorize: 'public',
  description: 'What an agent says of themselves for a while.',
  fields: (t) => ({
    emoji: t.exposeString('statusEmoji', { nullable: true }),
    text: t.exposeString('statusText', { nullable: true }),
    until: t.expose('statusUntil', { type: 'DateTime', nullable: true, description: 'Null where it has no end.' }),
  }),
})

export const AgentPresence = builder.enumType('Presence', {
  description:
    'How somebody is there. Programs say nothing of themselves: whoever is connected by them alone is ACTIVE.',
  values: {
    ACTIVE: { description: 'Uses a window of the app, or did so in the last five minutes.' },
    IDLE: { description: 'Has a window of the app open, and has used none for five minutes.' },
    OFFLINE: { description: 'Has had no live connection for 15 seconds.' },
  } as const,
})

export const Agent = builder.objectRef<AgentRecord>('Agent')
Agent.implement({
  authorize: 'public',
  description: 'Somebody who sells policies and talks to the others, or a service that acts through the API.',
  fields: (t) => ({
    login: t.exposeID('login'),
    name: t.exposeString('name'),
    avatar: t.string({
      nullable: true,
      description:
        'Where the picture is. One that the agent has uploaded is a WebP at a path on this server, for everybody who is signed in, by the access token in the header Authorization or by the cookie that log-in has set in a browser; another picture has another address. Otherwise it is what the token of another issuer says, which may be anything.',
      args: {
        small: t.arg.boolean({ defaultValue: false, description: '96 pixels wide and high instead of 256.' }),
      },
      resolve: ({ pictureId, avatar }, { small }, { fileUrls }) =>
        pictureId ? fileUrls.ofPicture(pictureId, small ? 'small' : 'large') : avatar,
    }),
    role: t.expose('role', { type: AgentRole }),
    online: t.boolean({
      description:
        'True while at least one live connection of this agent is open, and for 15 seconds after the last one closed.',
      resolve: (agent, _, { presence }) => presence.isOnline(agent.login),
    }),
    presence: t.field({
      type: AgentPresence,
      description: 'The most active of the agent’s windows counts, on whatever device.',
      resolve: (agent, _, { presence }) => presence.presenceOf(agent.login),
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last live connection closed; null for one who never had any.',
    }),
    status: t.field({
      type: AgentStatus,
      nullable: true,
      resolve: (agent) => (agent.statusEmoji || agent.statusText ? agent : null),
    }),
    deactivatedAt: t.expose('deactivatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the account was ended by an administrator; null while it is in use.',
    }),
  }),
})

const DemoLogin = builder.objectRef<DemoLoginRecord>('DemoLogin').implement({
  authorize: 'public',
  description: 'A login of the demo data, shown on the log-in page while DEMO is on.',
  fields: (t) => ({
    login: t.exposeID('login'),
    name: t.exposeString('name'),
    password: t.exposeString('password'),
  }),
})

builder.queryFields((t) => ({
  me: t.field({
    authorize: 'signedIn',
    type: Agent,
    // With the role of now, which for a token of another issuer may be more than the directory says.
    resolve: (_, __, { viewer, loaders }) =>
      loaders.agent.load(viewer.login).then((agent) => ({ ...(agent ?? nameless(viewer)), role: viewer.role })),
  }),
  agents: t.field({
    authorize: 'signedIn',
    type: [Agent],
    args: {
      deactivated: t.arg.boolean({ defaultValue: false, description: 'With those whose account was ended.' }),
    },
    resolve: (_, { deactivated }, { agents }) => agents.all({ deactivated }),
  }),
  demoLogins: t.field({ authorize: 'public', type: [DemoLogin], resolve: (_, __, { demoLogins }) => demoLogins }),
}))

const nameless = (viewer: Viewer): AgentRecord => ({
  login: viewer.login,
  name: viewer.login,
  avatar: null,
  role: viewer.role,
})
