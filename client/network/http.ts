import type { ClientOptions } from 'urql'
import { graphqlUrl } from '../lib/base.ts'

/** In milliseconds: a request that has not been answered by then fails like one whose connection was lost. */
export const requestTimeout = 20_000

/**
 * How requests are sent. POST only, so that variables never appear in an address, a log or a shared cache.
 */
export const httpOptions = {
  url: graphqlUrl(),
  preferGetMethod: false,
  fetch: (input, init) => {
    const signals = [AbortSignal.timeout(requestTimeout), ...(init?.signal ? [init.signal] : [])]
    return fetch(input, { ...init, signal: AbortSignal.any(signals) })
  },
} satisfies Omit<ClientOptions, 'exchanges'>
