import type { AgentRole } from '../gql/graphql.ts'

/** What an account may do. */
export const roles: { value: AgentRole; label: string }[] = [
  { value: 'AGENT', label: 'Agent' },
  { value: 'ADMIN', label: 'Administrator' },
]

export const isRole = (value: string): value is AgentRole => roles.some((role) => role.value === value)

export const roleName = (role: AgentRole): string => roles.find(({ value }) => value === role)?.label ?? 'Service'
