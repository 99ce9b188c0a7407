import { Checkbox } from '@mantine/core'
import type { SetPreferencesInput } from '../gql/graphql.ts'
import classes from './PreferencesPage.module.css'
import { useChange } from './useChange.ts'

type Props = {
  label: string
  description?: string
  value: boolean
  /** The change by which it becomes another value. */
  input(value: boolean): SetPreferencesInput
}

/** One preference that is on or off. */
export function Setting({ label, description, value, input }: Props) {
  const change = useChange()
  return (
    <Checkbox
      className={classes.setting}
      label={label}
      description={description}
      checked={value}
      onChange={(event) => change(input(event.currentTarget.checked))}
    />
  )
}
