import type { Storage } from '@graphiql/toolkit'

const SECRET = /:(tabState|headers)$/

/**
 * Tabs and headers hold access tokens, so they live as long as the browser's tab, across reloads; what is only taste
 * (theme, history, sizes) is kept.
 */
export const storage: Storage = {
  get length() {
    return localStorage.length + sessionStorage.length
  },
  getItem: (key) => placeOf(key).getItem(key),
  setItem: (key, value) => placeOf(key).setItem(key, value),
  removeItem: (key) => placeOf(key).removeItem(key),
  clear: () => {
    localStorage.clear()
    sessionStorage.clear()
  },
}

const placeOf = (key: string) => (SECRET.test(key) ? sessionStorage : localStorage)
