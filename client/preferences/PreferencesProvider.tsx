import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useStore } from '../lib/store.ts'
import { createPreferences } from './preferences.ts'

export type PreferencesStore = ReturnType<typeof createPreferences>

const Context = createContext<PreferencesStore | null>(null)

/** How the agent wants to be called, for every screen. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const [preferences] = useState(() => createPreferences(client))
  useEffect(() => preferences.start(), [preferences])
  return <Context value={preferences}>{children}</Context>
}

export function usePreferencesStore(): PreferencesStore {
  const preferences = useContext(Context)
  if (!preferences) throw new Error('usePreferencesStore is for children of PreferencesProvider')
  return preferences
}

export const usePreferences = () => useStore(usePreferencesStore().store)

/** Whether the agent wants to be left alone now. */
export const useQuiet = (): boolean => usePreferences().preferences?.quiet ?? false
