import { scoped } from '../lib/base.ts'

type RecentStorage = Pick<Storage, 'getItem' | 'setItem'>

const keyOf = (login: string) => `${scoped('parley.emoji')}.${login}`

/** Three lines of the picker. */
const most = 21

/** The emoji that an agent has used in this browser, the last one first. */
export function loadRecent(storage: RecentStorage, login: string): string[] {
  try {
    const saved: unknown = JSON.parse(storage.getItem(keyOf(login)) ?? '[]')
    return Array.isArray(saved) ? saved.filter((each) => typeof each === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

/** Storage that is full or forbidden remembers nothing. */
export function saveRecent(storage: RecentStorage, login: string, emoji: string): void {
  const others = loadRecent(storage, login).filter((each) => each !== emoji)
  try {
    storage.setItem(keyOf(login), JSON.stringify([emoji, ...others].slice(0, most)))
  } catch {}
}
