/** Where the application lives, by the page's `<base>`: a path that ends in a slash, `/` unless it has been moved. */
export const basePath = (): string => new URL('.', document.baseURI).pathname

/**
 * A name for what all pages of one origin share (storage, channels between tabs, leases), so that two applications below
 * different paths never take what belongs to the other.
 */
export function scoped(name: string): string {
  const path = typeof document === 'undefined' ? '/' : basePath()
  return path === '/' ? name : `${name}@${path}`
}

/** The GraphQL endpoint for requests and for the socket. */
export const graphqlUrl = (): string => new URL('graphql', document.baseURI).href
export const liveUrl = (): string => graphqlUrl().replace(/^http/, 'ws')
