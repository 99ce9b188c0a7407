import type { AgentRole } from '../gql/graphql.ts'
import { text } from '../texts/texts.ts'

/** What an account may do. */
export const roles = ['AGENT', 'ADMIN'] as const satisfies AgentRole[]

export const isRole = (value: string): value is (typeof roles)[number] => roles.some((role) => role === value)

export const roleName = (role: AgentRole): string => text(`people.role.${role}`)
