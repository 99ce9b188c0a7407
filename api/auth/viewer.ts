import { DomainError } from '../lib/errors.ts'

export type AgentRole = 'AGENT' | 'ADMIN' | 'SERVICE'

/** The agent or service on whose behalf an operation runs, by a verified token. */
export type Viewer = {
  login: string
  role: AgentRole
  /** Whether the role is read from our directory again and again, or holds as long as the token of another issuer. */
  roleBy: 'directory' | 'issuer'
  /** What is ended by logging out: the session of our own tokens, a digest of another issuer's token. */
  sessionId: string
  expiresAt: Date
}

/** An agent may act on and see what is their own; an administrator and a service may see everything. */
export function ownsOrOversees(viewer: Viewer, owner: string | null): boolean {
  return viewer.role !== 'AGENT' || viewer.login === owner
}

/** Refuses a genuine token whose `exp` is no time. It is good for nothing but to be logged out. */
export class UnusableToken extends DomainError {
  /** As far as the token says; `expiresAt` is the last moment that can be kept. */
  readonly bearer: Viewer

  constructor(message: string, bearer: Viewer) {
    super('UNAUTHENTICATED', message)
    this.name = 'UnusableToken'
    this.bearer = bearer
  }
}

/** The viewer, or whose token came along that is good for nothing but to be logged out. Throws what `readViewer` throws. */
export function bearerOf(readViewer: () => Viewer): Viewer {
  try {
    return readViewer()
  } catch (error) {
    if (error instanceof UnusableToken) return error.bearer
    throw error
  }
}
