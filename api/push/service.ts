import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { mostTargets, readTarget, type SubscribeInput } from './push.ts'
import * as store from './store.ts'

export type Pushes = {
  /** The public key by which a browser lets nobody but this installation push to it, in base64url. */
  pushKey: string
  /** A browser of the viewer's wants to be pushed to. Throws INVALID_INPUT. */
  subscribeToPush(viewer: Viewer, input: SubscribeInput): Promise<void>
  /** It does not any more. */
  unsubscribeFromPush(viewer: Viewer, endpoint: string): Promise<void>
}

export function createPushes(deps: { db: Db; keys: store.PushKeys; now: () => Date }): Pushes {
  const { db, keys, now } = deps
  return {
    pushKey: keys.publicKey,
    subscribeToPush: async ({ login, sessionId }, input) => {
      const target = { ...readTarget(input), login, sessionId, subscribedAt: now() }
      await db.transaction((tx) => store.upsertTarget(tx, target, mostTargets))
    },
    unsubscribeFromPush: ({ login }, endpoint) => store.deleteTarget(db.sql, login, endpoint),
  }
}
