import { builder, refusals } from '../graphql/builder.ts'
import { Agent } from './agent.schema.ts'
import type { SignedIn } from './sessions.ts'
import { bearerOf, type Viewer } from './viewer.ts'

const signInFields = (name: string) =>
  builder.objectRef<SignedIn>(name).implement({
    authorize: 'public',
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
    authorize: 'public',
    type: LoginSuccess,
    errors: refusals,
    args: { input: t.arg({ type: LoginInput }) },
    resolve: (_, { input }, { sessions, caller }) =>
      sessions.login(input, caller.ip).then((session) => keepCookies(session, caller)),
  }),
  refreshSession: t.field({
    authorize: 'public',
    description: 'A new access token for the refresh cookie that log-in set in this browser.',
    type: RefreshSessionSuccess,
    errors: refusals,
    resolve: (_, __, { sessions, caller }) =>
      sessions.refresh(...caller.refreshTokens).then((session) => keepCookies(session, caller)),
  }),
  renewSession: t.field({
    authorize: 'signedIn',
    description:
      'On a live socket: replaces its access token, so that the socket is not closed when the old one expires.',
    type: RenewSessionSuccess,
    errors: refusals,
    args: { input: t.arg({ type: RenewSessionInput }) },
    resolve: (_, { input }, { caller }) => caller.renew(input.accessToken),
  }),
  logout: t.boolean({
    authorize: 'bearer',
    description:
      'Ends the session: its refresh cookie and access tokens are refused from now on, its sockets are closed.',
    resolve: (_, __, context) => {
      context.caller.setRefreshToken(null)
      context.caller.setFilesToken(null)
      return context.sessions.logout(bearerOf(() => context.viewer)).then(() => true)
    },
  }),
}))

type Cookies = Record<'setRefreshToken' | 'setFilesToken', (token: string, expiresAt: Date) => void>

function keepCookies(session: SignedIn, cookies: Cookies): SignedIn {
  cookies.setRefreshToken(session.refreshToken, session.refreshUntil)
  cookies.setFilesToken(session.filesToken, session.refreshUntil)
  return session
}
