import { useStore } from '../lib/store.ts'
import type { Me } from './grant.ts'
import { session } from './session.ts'

/** Who is signed in here, also while signing in again; null for nobody. */
export function useMe(): Me | null {
  const now = useStore(session)
  return 'agent' in now ? now.agent : null
}
