import type { ClientOptions } from 'urql'

/** A request that has not been answered by then is given up, in milliseconds; it fails like a lost connection. */
const patience = 20_000

/**
 * How every request of the app travels. POST only: what is asked never ends up in an address, a log or a shared cache.
 */
export const overHttp = {
  url: '/graphql',
  preferGetMethod: false,
  fetch: (input, init) => {
    const signals = [AbortSignal.timeout(patience), ...(init?.signal ? [init.signal] : [])]
    return fetch(input, { ...init, signal: AbortSignal.any(signals) })
  },
} satisfies Omit<ClientOptions, 'exchanges'>
