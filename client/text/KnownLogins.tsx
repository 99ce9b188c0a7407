import { createContext, type ReactNode, useContext, useMemo } from 'react'

/** The agents there are: login in small letters to the login as it is written, and which of them is reading. */
export type KnownLogins = { logins: ReadonlyMap<string, string>; me: string | null }

const Context = createContext<KnownLogins>({ logins: new Map(), me: null })

type Props = { logins: readonly string[]; me: string | null; children: ReactNode }

/** Says which `@login` in the texts below is a mention. Nothing is drawn again while the logins stay the same. */
export function KnownLoginsProvider({ logins, me, children }: Props) {
  const key = logins.toSorted().join('\n')
  const value = useMemo(
    () => ({ logins: new Map(key.split('\n').map((login) => [login.toLowerCase(), login])), me }),
    [key, me],
  )
  return <Context value={value}>{children}</Context>
}

export const useKnownLogins = (): KnownLogins => useContext(Context)

/** The login that a text like "@jimmy.solid." mentions, without the punctuation after it; null where it is nobody's. */
export function mentioned(text: string, logins: KnownLogins['logins']): string | null {
  for (let name = text.slice(1); name; name = name.replace(/[\p{L}\p{N}_]*$/u, '').slice(0, -1)) {
    const login = logins.get(name.toLowerCase())
    if (login !== undefined) return text.slice(0, name.length + 1)
  }
  return null
}
