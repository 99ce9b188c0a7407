import { NativeSelect } from '@mantine/core'
import type { AgentRole } from '../gql/graphql.ts'
import { isRole, roles } from './roles.ts'

/** What an account may do, to be chosen. */
export function RoleSelect({ value, onChange }: { value: AgentRole; onChange(role: AgentRole): void }) {
  return (
    <NativeSelect
      label="Role"
      data={roles}
      value={value}
      onChange={(event) => isRole(event.currentTarget.value) && onChange(event.currentTarget.value)}
    />
  )
}
