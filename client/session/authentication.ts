import { authExchange } from '@urql/exchange-auth'
import { refresh, signedIn, tokenNow } from './session.ts'

/**
 * Gives every request the token of now. A refused one is replaced once and the request is sent again; when the session
 * itself has ended, what was asked waits until the agent has signed in again in place.
 */
export const authentication = authExchange(async ({ appendHeaders }) => {
  let used = tokenNow()
  return {
    willAuthError: () => tokenNow() === null,
    addAuthToOperation: (operation) => {
      used = tokenNow()
      return used ? appendHeaders(operation, { authorization: `Bearer ${used}` }) : operation
    },
    didAuthError: (error) => error.graphQLErrors.some((each) => each.extensions.code === 'UNAUTHENTICATED'),
    async refreshAuth() {
      if (tokenNow()) await refresh(used)
      await signedIn()
    },
  }
})
