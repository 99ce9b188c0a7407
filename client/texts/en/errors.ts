/** Why something was refused, by the codes of the API, and what may be wrong with a field, also at a log-in. */
export const errors = {
  'error.wrong': 'Something went wrong.',
  'error.unreachable': 'Parley cannot be reached right now.',
  'error.FORBIDDEN': 'You may not do this.',
  'error.INVALID_CREDENTIALS': 'Login or password is wrong.',
  'error.RATE_LIMITED': 'That was too much at once: try again in a moment.',
  'error.SESSION_EXPIRED': 'Your session has ended: log in again.',
  'error.TOO_MANY_ATTEMPTS': 'Too many attempts: wait a moment and try again.',
  'error.UNAUTHENTICATED': 'Log in first.',
  'error.UNAVAILABLE': 'Parley is not available right now: try again in a moment.',
} as const
