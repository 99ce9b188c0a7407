import { DomainError } from '../lib/errors.ts'
import { isBlank, withoutBidiControls } from '../lib/text.ts'
import { type AgentRole, UnusableToken } from './viewer.ts'

/** What a verified token says of its bearer. */
export type Claims = {
  login: string
  /** Null where the issuer does not say, or says no more than the login. */
  name: string | null
  avatar: string | null
  /** Null where the issuer names none of the roles that count: the directory decides. */
  role: AgentRole | null
  sessionId: string
  issuedAt: Date
  expiresAt: Date
  /** False for tokens of another issuer, whose bearers may be new to us. */
  ours: boolean
}

/** Which claims of other issuers are read, and what they mean. An empty list stands for the defaults below. */
export type ClaimRules = {
  login: readonly string[]
  name: readonly string[]
  role: readonly string[]
  adminRoles: readonly string[]
  serviceRoles: readonly string[]
}

export type Payload = Readonly<Record<string, unknown>>

const ws = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
/** Keycloak and Entra 2.0; Entra 1.0 and ADFS; .NET; Cognito's ID and access tokens; ADFS and .NET unmapped. */
const loginClaims = [
  ...['preferred_username', 'upn', 'unique_name', 'cognito:username', 'username'],
  ...[`${ws}/upn`, `${ws}/name`, `${ws}/nameidentifier`],
]
const nameClaims = ['name', 'http://schemas.microsoft.com/identity/claims/displayname', `${ws}/name`, 'nickname']
/** Beside these: any claim named by a URI that ends in `/role` or `/roles` (Auth0, ADFS, .NET). */
const roleClaims = ['role', 'roles', 'groups', 'cognito:groups', 'realm_access.roles']

/** Whom an old-portal token names: its `sub` comes first, as in the portal's gateway. */
export function portalLogin(rules: ClaimRules): readonly string[] {
  return rules.login.length > 0 ? rules.login : ['sub', ...loginClaims]
}

/** Whom a token of an OpenID provider names: its `sub` is often an opaque id, so it comes last. */
export function providerLogin(rules: ClaimRules): readonly string[] {
  return rules.login.length > 0 ? rules.login : [...loginClaims, 'sub']
}

/** Throws UNAUTHENTICATED, naming the claim, for a token that names nobody or says something that no claim can say. */
export function readIdentity(
  payload: Payload,
  rules: ClaimRules,
  logins: readonly string[],
  audience: string | null,
): Pick<Claims, 'login' | 'name' | 'avatar' | 'role'> {
  textOf(payload, 'sub')
  const login = firstText(payload, logins)
  if (!login) throw refused(`The access token names nobody: none of its claims ${logins.join(', ')} has a text.`)
  // Invisible or turning characters would let one login look like another.
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}]/u.test(login))
    throw refused('The access token names a login with invisible characters.')
  const name = firstText(payload, rules.name.length > 0 ? rules.name : [...nameClaims, 'unique_name'])
  const avatar = textOf(payload, 'avatar', 2_000)
  return {
    login,
    name: name === null || name === login ? null : withoutBidiControls(name),
    avatar,
    role: roleOf(payload, rules, audience),
  }
}

/** The last second of the year 9999: beyond it `exp` is in another unit, and no date that a database holds. */
const lastSecond = 253_402_300_799

/** Throws {@link UnusableToken} of this bearer for times that are none. `exp` must have been found to be a number. */
export function readTimes(
  payload: Payload,
  { login, sessionId }: Pick<Claims, 'login' | 'sessionId'>,
): Pick<Claims, 'issuedAt' | 'expiresAt'> {
  const { exp, iat } = payload
  if (typeof exp !== 'number' || !(exp <= lastSecond))
    throw new UnusableToken('The access token’s claim "exp" must be in seconds since 1970.', {
      login,
      role: 'AGENT',
      roleBy: 'directory',
      sessionId,
      expiresAt: new Date(lastSecond * 1_000),
    })
  const issued = typeof iat === 'number' && iat >= 0 && iat <= lastSecond ? iat : 0
  return { issuedAt: new Date(issued * 1_000), expiresAt: new Date(exp * 1_000) }
}

/** Throws UNAUTHENTICATED unless the token is for `audience`; where it has no `aud`, the client it was given to counts. */
export function assertAudience(payload: Payload, audience: string | null): void {
  if (audience === null) return
  const { aud, client_id, azp, appid } = payload
  const named = aud === undefined ? [client_id, azp, appid] : [aud].flat()
  if (!named.includes(audience)) throw refused('The access token is for another audience.')
}

/** A claim that is text; null where it is missing or blank. Throws UNAUTHENTICATED for anything else. */
export function textOf(payload: Payload, claim: string, longest = 200): string | null {
  const value = valueAt(payload, claim)
  if (value === undefined || value === null) return null
  if (typeof value !== 'string' || value.length > longest || !value.isWellFormed() || /\p{Cc}/u.test(value))
    throw refused(
      `The access token’s claim "${claim}" must be text of at most ${longest} characters, without control characters.`,
    )
  return isBlank(value) ? null : value.trim()
}

function firstText(payload: Payload, claims: readonly string[]): string | null {
  for (const claim of claims) {
    const text = textOf(payload, claim)
    if (text !== null) return text
  }
  return null
}

function roleOf(payload: Payload, rules: ClaimRules, audience: string | null): AgentRole | null {
  const names = new Set(rolesOf(payload, rules, audience).map((role) => role.toUpperCase()))
  const isOneOf = (roles: readonly string[]) => roles.some((role) => names.has(role.toUpperCase()))
  return isOneOf(rules.adminRoles) ? 'ADMIN' : isOneOf(rules.serviceRoles) ? 'SERVICE' : null
}

function rolesOf(payload: Payload, rules: ClaimRules, audience: string | null): string[] {
  // Whoever names a claim knows whether its text is a list; by default a group "Sales Admin" must not make an ADMIN.
  if (rules.role.length > 0) return rules.role.flatMap((claim) => listOf(claim, valueAt(payload, claim), /[\s,]+/))
  const uris = Object.keys(payload).filter((claim) => /^https?:\/\/.*\/roles?$/.test(claim))
  // Keycloak keeps the roles of each client apart: those of another client do not count.
  const client = audience ?? payload.azp ?? payload.client_id
  const ofClient = typeof client === 'string' ? valueIn(valueIn(payload.resource_access, client), 'roles') : undefined
  return [
    ...[...roleClaims, ...uris].flatMap((claim) => listOf(claim, valueAt(payload, claim), /,+/)),
    ...listOf('resource_access', ofClient, /,+/),
  ]
}

/** Texts of a list, of a JSON list in a text, of a text with separators, or the names of what an object has of each role (Zitadel). */
function listOf(claim: string, value: unknown, separator: RegExp): string[] {
  if (value === undefined || value === null) return []
  const parsed = typeof value === 'string' ? (jsonOf(value, '[') ?? value.split(separator)) : value
  const given = isObject(parsed) && Object.values(parsed).every(isObject) ? Object.keys(parsed) : parsed
  if (!Array.isArray(given) || !given.every((entry) => typeof entry === 'string'))
    throw refused(`The access token’s claim "${claim}" must be text or a list of texts.`)
  return given.map((entry) => entry.trim())
}

/** The claim of exactly this name, or else the one that the dots lead to; dots may be part of each name on the way. */
function valueAt(value: unknown, path: string): unknown {
  const exact = valueIn(value, path)
  if (exact !== undefined) return exact
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const inner = valueIn(value, path.slice(0, dot))
    const found = inner === undefined ? undefined : valueAt(inner, path.slice(dot + 1))
    if (found !== undefined) return found
  }
}

/** Own members only; some providers write objects as JSON text. */
function valueIn(value: unknown, name: string): unknown {
  const object = typeof value === 'string' ? jsonOf(value, '{') : value
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Payload)[name]
    : undefined
}

function jsonOf(text: string, first: '[' | '{'): unknown {
  if (!text.trimStart().startsWith(first)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refused(message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
