import type { Storage } from '@graphiql/toolkit'

const SECRET = /:(tabState|headers)$/

/**
 * Tabs and headers hold access tokens, so they are kept in sessionStorage: until the browser's tab is closed, across reloads.
 * Settings (theme, history, sizes) are kept for good.
 */
export const storage: Storage = {
  get length() {
    return localStorage.length + sessionStorage.length
  },
  getItem: (key) => storageFor(key).getItem(key),
  setItem: (key, value) => storageFor(key).setItem(key, value),
  removeItem: (key) => storageFor(key).removeItem(key),
  clear: () => {
    localStorage.clear()
    sessionStorage.clear()
  },
}

const storageFor = (key: string) => (SECRET.test(key) ? sessionStorage : localStorage)
