import { createContext, useContext, useSyncExternalStore } from 'react'
import { createStore, type Store } from '../lib/store.ts'

/** Where the pictures of people are, by login. */
export type Pictures = ReadonlyMap<string, string>

/** Before anybody has signed in there are none. */
const Context = createContext<Store<Pictures>>(createStore<Pictures>(new Map()))

export const PicturesProvider = Context.Provider

/** Where somebody's picture is, kept up to date; null for who has none. */
export function usePicture(login: string): string | null {
  const store = useContext(Context)
  return useSyncExternalStore(store.subscribe, () => store.get().get(login) ?? null)
}

type Pictured = { login: string; avatar: string | null }

/** A picture of this server; null for none. A token may name another address, which the page must not load. */
export const pictureOf = ({ avatar }: Pick<Pictured, 'avatar'>): string | null =>
  avatar !== null && /^\/(?!\/)/.test(avatar) ? avatar : null

export function picturesOf(people: readonly Pictured[]): Pictures {
  return new Map(
    people.flatMap((person) => {
      const picture = pictureOf(person)
      return picture === null ? [] : [[person.login, picture] as const]
    }),
  )
}

/** The same pictures, and the same object, unless this person's has changed. */
export function withPicture(pictures: Pictures, person: Pictured): Pictures {
  const picture = pictureOf(person)
  if ((pictures.get(person.login) ?? null) === picture) return pictures
  const changed = new Map(pictures)
  if (picture === null) changed.delete(person.login)
  else changed.set(person.login, picture)
  return changed
}
