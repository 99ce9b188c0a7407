import { NativeSelect } from '@mantine/core'
import type { AgentRole } from '../gql/graphql.ts'
import { useTexts } from '../texts/texts.ts'
import { isRole, roleName, roles } from './roles.ts'

/** What an account may do, to be chosen. */
export function RoleSelect({ value, onChange }: { value: AgentRole; onChange(role: AgentRole): void }) {
  const t = useTexts()
  return (
    <NativeSelect
      label={t('admin.role')}
      data={roles.map((role) => ({ value: role, label: roleName(role) }))}
      value={value}
      onChange={(event) => isRole(event.currentTarget.value) && onChange(event.currentTarget.value)}
    />
  )
}
