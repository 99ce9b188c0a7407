import type { Session_AgentFragment } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'

const Session_agent = graphql(`fragment Session_agent on Agent { login name avatar role }`)

export type Me = Session_AgentFragment

/** What a log-in or a refresh gives. `since` is when it came, in milliseconds since 1970 by this machine's clock. */
export type Grant = { accessToken: string; expiresAt: string; agent: Me; since: number }

export type GrantResult = { accessToken: string; expiresAt: string; agent: FragmentType<typeof Session_agent> }

export const grantFrom = ({ accessToken, expiresAt, agent }: GrantResult): Grant => ({
  accessToken,
  expiresAt,
  agent: readFragment(Session_agent, agent),
  since: Date.now(),
})
