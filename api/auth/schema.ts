import { builder, refusals } from '../graphql/builder.ts'
import type { Agent as AgentRecord, DemoLogin as DemoLoginRecord } from './agents.ts'
import type { SignedIn } from './sessions.ts'
import type { Viewer } from './viewer.ts'

const AgentRole = builder.enumType('AgentRole', { values: ['ADMIN', 'AGENT', 'SERVICE'] as const })

export const Agent = builder.objectRef<AgentRecord>('Agent')
Agent.implement({
  description: 'Somebody who sells policies and talks to the others, or a service that acts through the API.',
  fields: (t) => ({
    login: t.exposeID('login'),
    name: t.exposeString('name'),
    avatar: t.exposeString('avatar', { nullable: true }),
    role: t.expose('role', { type: AgentRole }),
    online: t.boolean({
      description:
        'True while at least one live connection of this agent is open, and for 15 seconds after the last one closed.',
      resolve: (agent, _, { presence }) => presence.isOnline(agent.login),
    }),
  }),
})

const DemoLogin = builder.objectRef<DemoLoginRecord>('DemoLogin').implement({
  description: 'A login of the demo data, shown on the log-in page while DEMO is on.',
  fields: (t) => ({
    login: t.exposeID('login'),
    name: t.exposeString('name'),
    password: t.exposeString('password'),
  }),
})

builder.queryFields((t) => ({
  me: t.field({
    type: Agent,
    resolve: (_, __, { viewer, loaders }) =>
      loaders.agent.load(viewer.login).then((agent) => agent ?? nameless(viewer)),
  }),
  agents: t.field({
    type: [Agent],
    resolve: (_, __, { viewer, agents }) => viewer && agents.all(),
  }),
  demoLogins: t.field({ type: [DemoLogin], resolve: (_, __, { demoLogins }) => demoLogins }),
}))

const nameless = (viewer: Viewer): AgentRecord => ({
  login: viewer.login,
  name: viewer.login,
  avatar: null,
  role: viewer.role,
})

const signInFields = (name: string) =>
  builder.objectRef<SignedIn>(name).implement({
    fields: (t) => ({
      accessToken: t.exposeString('accessToken'),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
      agent: t.expose('agent', { type: Agent }),
    }),
  })
const LoginSuccess = signInFields('LoginSuccess')
const RefreshSessionSuccess = signInFields('RefreshSessionSuccess')
const RenewSessionSuccess = builder.objectRef<Viewer>('RenewSessionSuccess').implement({
  fields: (t) => ({ expiresAt: t.expose('expiresAt', { type: 'DateTime' }) }),
})

const LoginInput = builder.inputType('LoginInput', {
  fields: (t) => ({ login: t.string(), password: t.string() }),
})
const RenewSessionInput = builder.inputType('RenewSessionInput', { fields: (t) => ({ accessToken: t.string() }) })

builder.mutationFields((t) => ({
  login: t.field({
    type: LoginSuccess,
    errors: refusals,
    args: { input: t.arg({ type: LoginInput }) },
    resolve: (_, { input }, { sessions, connection }) =>
      sessions.login(input, connection.ip).then((session) => keepCookie(session, connection)),
  }),
  refreshSession: t.field({
    description: 'A new access token for the refresh cookie that log-in set in this browser.',
    type: RefreshSessionSuccess,
    errors: refusals,
    resolve: (_, __, { sessions, connection }) =>
      sessions.refresh(connection.refreshToken).then((session) => keepCookie(session, connection)),
  }),
  renewSession: t.field({
    description: 'On a live socket: replaces the token the socket lives by, so that it outlives the old one.',
    type: RenewSessionSuccess,
    errors: refusals,
    args: { input: t.arg({ type: RenewSessionInput }) },
    resolve: (_, { input }, { connection }) => connection.renew(input.accessToken),
  }),
  logout: t.boolean({
    description:
      'Ends the session: its refresh cookie and access tokens are refused from now on, its sockets are closed.',
    resolve: (_, __, { sessions, viewer, connection }) => {
      connection.setRefreshToken(null)
      return sessions.logout(viewer).then(() => true)
    },
  }),
}))

type Cookies = { setRefreshToken(token: string, expiresAt: Date): void }

function keepCookie(session: SignedIn, cookies: Cookies): SignedIn {
  cookies.setRefreshToken(session.refreshToken, session.refreshUntil)
  return session
}
