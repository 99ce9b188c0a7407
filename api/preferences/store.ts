import type { DbClient } from '../db/db.ts'
import type { Preferences } from './preferences.ts'

const columns = (db: DbClient) => db`
  show_typing, sounds, desktop_notifications, do_not_disturb_until, quiet_hours, time_zone, language`

/** Of those who have set some. */
export function preferencesOf(db: DbClient, logins: readonly string[]): Promise<(Preferences & { login: string })[]> {
  return db<(Preferences & { login: string })[]>`
    select login, ${columns(db)} from preferences where login = any(${logins as string[]})`
}

/** Those of an agent who has set none are put in first. Nobody else changes them before the transaction ends. */
export async function lockPreferences(tx: DbClient, login: string, initial: Preferences): Promise<Preferences> {
  await tx`
    insert into preferences (login, ${columns(tx)}) values (${login}, ${values(tx, initial)})
    on conflict (login) do nothing`
  const [row] = await tx<Preferences[]>`select ${columns(tx)} from preferences where login = ${login} for update`
  return row ?? initial
}

export async function updatePreferences(tx: DbClient, login: string, preferences: Preferences): Promise<void> {
  await tx`update preferences set (${columns(tx)}) = (${values(tx, preferences)}) where login = ${login}`
}

/** In the order of the columns. */
const values = (tx: DbClient, preferences: Preferences) => tx`
  ${preferences.showTyping}, ${preferences.sounds}, ${preferences.desktopNotifications},
  ${preferences.doNotDisturbUntil}, ${JSON.stringify(preferences.quietHours)}::text::jsonb, ${preferences.timeZone},
  ${preferences.language}`
