import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { changed, initial, isQuiet, type Preferences, type PreferencesChange } from './preferences.ts'
import * as store from './store.ts'

/** Preferences, and when they were read: by that moment it is decided whether they say quiet. */
export type PreferencesThen = Preferences & { at: Date }

export type AgentPreferences = {
  preferences(viewer: Viewer): Promise<PreferencesThen>
  /** Throws INVALID_INPUT. */
  setPreferences(viewer: Viewer, change: PreferencesChange): Promise<PreferencesThen>
  /** Whether others may see that somebody is writing. */
  showsTyping(login: string): Promise<boolean>
  /** Which of them want no notifications at the moment. */
  uncalledAmong(logins: readonly string[]): Promise<ReadonlySet<string>>
  /** Which of them want notifications to make a sound. */
  soundAmong(logins: readonly string[]): Promise<ReadonlySet<string>>
}

export function createPreferences({ db, now }: { db: Db; now: () => Date }): AgentPreferences {
  const of = async (login: string): Promise<Preferences> => (await store.preferencesOf(db.sql, [login]))[0] ?? initial

  return {
    preferences: async (viewer) => ({ ...(await of(viewer.login)), at: now() }),
    setPreferences: (viewer, change) =>
      db.transaction(async (tx) => {
        const at = now()
        const after = changed(await store.lockPreferences(tx, viewer.login, initial), change, at)
        await store.updatePreferences(tx, viewer.login, after)
        return { ...after, at }
      }),
    showsTyping: async (login) => (await of(login)).showTyping,
    uncalledAmong: async (logins) => {
      const at = now()
      const all = await store.preferencesOf(db.sql, logins)
      return new Set(all.filter((each) => !each.desktopNotifications || isQuiet(each, at)).map(({ login }) => login))
    },
    soundAmong: async (logins) => {
      const all = await store.preferencesOf(db.sql, logins)
      return new Set(all.filter(({ sounds }) => sounds).map(({ login }) => login))
    },
  }
}
