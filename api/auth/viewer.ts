export type AgentRole = 'AGENT' | 'ADMIN' | 'SERVICE'

/** Who acts: what a verified token says, nothing more. */
export type Viewer = {
  login: string
  role: AgentRole
  /** Who says so: our directory, whose word can change at any time, or the issuer of the token, for as long as it lasts. */
  roleBy: 'directory' | 'issuer'
  /** What revocation names: the session of our own tokens, a digest of a foreign token. */
  sessionId: string
  expiresAt: Date
}

/** An agent may act on and see what is their own; an administrator and a service may see everything. */
export function ownsOrOversees(viewer: Viewer, owner: string | null): boolean {
  return viewer.role !== 'AGENT' || viewer.login === owner
}
