import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useStore } from '../lib/store.ts'
import { PicturesProvider } from './pictures.ts'
import { createPresence } from './presence.ts'

type Presence = ReturnType<typeof createPresence>

const Context = createContext<Presence | null>(null)

/** Who there is, what they look like and who is online, for every screen. */
export function PeopleProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const [presence] = useState(() => createPresence(client))
  useEffect(() => presence.start(), [presence])
  return (
    <Context value={presence}>
      <PicturesProvider value={presence.pictures}>{children}</PicturesProvider>
    </Context>
  )
}

export function usePeople() {
  const presence = useContext(Context)
  if (!presence) throw new Error('usePeople is for children of PeopleProvider')
  const { agents, error } = useStore(presence.store)
  return {
    people: agents,
    online: agents?.filter((agent) => agent.online).length ?? 0,
    error,
    retry: presence.ask,
  }
}
