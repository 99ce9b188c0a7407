import { notifications } from '@mantine/notifications'
import type { SetPreferencesInput } from '../gql/graphql.ts'
import { text } from '../texts/texts.ts'
import { usePreferencesStore } from './PreferencesProvider.tsx'

/** Changes preferences, and says so when that was not possible. */
export function useChange(): (input: SetPreferencesInput) => Promise<void> {
  const { change } = usePreferencesStore()
  return async (input) => {
    const problem = await change(input)
    if (problem) notifications.show({ color: 'ember', title: text('preferences.notChanged'), message: problem })
  }
}
