/** Where the application lives, by the page's `<base>`: a path that ends in a slash, `/` unless it has been moved. */
export const basePath = (): string => new URL('.', document.baseURI).pathname

/** The GraphQL endpoint for requests and for the socket. */
export const graphqlUrl = (): string => new URL('graphql', document.baseURI).href
export const liveUrl = (): string => graphqlUrl().replace(/^http/, 'ws')
