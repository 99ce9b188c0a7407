import { qualifiedEmoji } from '../lib/emoji.ts'
import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { complaintAboutLine } from '../lib/text.ts'

const maxName = 80
const maxStatus = 100
const passwordLength = { min: 8, max: 200 }

// What a mention can name: words, and between them what logins and addresses have.
const loginForm = /^[\p{L}\p{M}\p{N}_]+(?:(?:[-.+]+|@)[\p{L}\p{M}\p{N}_]+)*$/u
const maxLogin = 80

/** `here` would call everybody. */
const reserved = new Set(['here'])

export type NewAccount = { login: string; name: string; password?: string | null }

/** Throws INVALID_INPUT. */
export function assertNewAccount({ login, name, password }: NewAccount): void {
  throwIfInvalid([
    ...complaint('login', complaintAboutLogin(login)),
    ...complaint('name', complaintAboutLine(name, maxName)),
    ...(password == null ? [] : complaint('password', complaintAboutPassword(password))),
  ])
}

/** Throws INVALID_INPUT. */
export function assertName(name: string): void {
  throwIfInvalid(complaint('name', complaintAboutLine(name, maxName)))
}

/** Throws INVALID_INPUT; `path` names the field. */
export function assertPassword(password: string, path: string): void {
  throwIfInvalid(complaint(path, complaintAboutPassword(password)))
}

export type Status = { emoji: string | null; text: string | null; until: Date | null }

/** A status as it is kept; without emoji and text there is none. Throws INVALID_INPUT. */
export function readStatus(given: Partial<Status>, now: Date): Status {
  const text = given.text?.trim() || null
  const emoji = given.emoji ? qualifiedEmoji(given.emoji) : null
  const until = given.until ?? null
  throwIfInvalid([
    ...complaint('text', text && complaintAboutLine(text, maxStatus)),
    ...complaint('emoji', given.emoji && emoji === null ? 'Must be one emoji.' : null),
    ...complaint('until', until !== null && until <= now ? 'Must be in the future.' : null),
  ])
  return text === null && emoji === null ? { emoji: null, text: null, until: null } : { emoji, text, until }
}

/** Throws LAST_ADMINISTRATOR where this agent is the only one of the administrators. */
export function assertAnAdministratorStays(administrators: readonly string[], login: string): void {
  if (!administrators.includes(login) || administrators.length > 1) return
  throw new DomainError('LAST_ADMINISTRATOR', 'There must always be another administrator: name one first.')
}

export function unknownAgent(login: string): DomainError {
  return new DomainError('UNKNOWN_AGENT', `There is no agent ${JSON.stringify(login.slice(0, 80))}.`)
}

function complaintAboutLogin(login: string): string | null {
  const text = complaintAboutLine(login, maxLogin)
  if (text !== null) return text
  if (!loginForm.test(login)) return 'Must be letters, digits and _, with . - + or one @ between them.'
  return reserved.has(login.toLowerCase()) ? 'Must not be a word that mentions everybody.' : null
}

function complaintAboutPassword(password: string): string | null {
  const { min, max } = passwordLength
  const { length } = [...password]
  return length < min || length > max ? `Must have ${min} to ${max} characters.` : null
}

function complaint(path: string, message: string | null): FieldError[] {
  return message ? [{ path, message }] : []
}
