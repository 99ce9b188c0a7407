import { scoped } from '../lib/base.ts'

/** So many places are remembered. */
const kept = 20

const keyOf = (login: string) => `${scoped('parley.recent')}.${login}`

/** Where an agent has been in this browser, the last first: keys of destinations. */
export function recentPlaces(login: string): string[] {
  try {
    const places: unknown = JSON.parse(localStorage.getItem(keyOf(login)) ?? '[]')
    return Array.isArray(places) ? places.filter((place) => typeof place === 'string') : []
  } catch {
    return []
  }
}

export function rememberPlace(login: string, place: string): void {
  const places = [place, ...recentPlaces(login).filter((each) => each !== place)].slice(0, kept)
  try {
    localStorage.setItem(keyOf(login), JSON.stringify(places))
  } catch {
    // Without storage nothing is recent.
  }
}

/** The key of the destination at a path; null for a path that is none. */
export function placeAt(path: string): string | null {
  const [, screen, inside] = path.split('/')
  if (screen === 'chat') return inside === 'rooms' ? 'screen:/chat/rooms' : `room:${inside || 'general'}`
  if (screen === 'admin' && inside) return `screen:/admin/${inside}`
  return screen ? `screen:/${screen}` : null
}
