/** Every reason for which Parley says no. Clients switch on these; messages are for people and may change. */
export const errorCodes = [
  'CONFIRM_HERE',
  'CURSOR_EXPIRED',
  'EDIT_CONFLICT',
  'EDIT_TOO_LATE',
  'FILE_QUOTA_EXCEEDED',
  'FILE_TOO_LARGE',
  'FORBIDDEN',
  'INVALID_CREDENTIALS',
  'INVALID_INPUT',
  'LAST_ADMINISTRATOR',
  'LOGIN_TAKEN',
  'NOT_YOUR_OFFER',
  'OFFER_ALREADY_SOLD',
  'OFFER_EXPIRED',
  'POLICY_ALREADY_TERMINATED',
  'RATE_LIMITED',
  'ROOM_ARCHIVED',
  'SESSION_EXPIRED',
  'TERMINATION_OUTSIDE_COVER',
  'TOO_MANY_ATTEMPTS',
  'TOO_MANY_PINNED',
  'TOO_MANY_SUBSCRIPTIONS',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
  'UNKNOWN_ACCOUNT',
  'UNKNOWN_AGENT',
  'UNKNOWN_BANK_LINE',
  'UNKNOWN_FILE',
  'UNKNOWN_MESSAGE',
  'UNKNOWN_OFFER',
  'UNKNOWN_POLICY',
  'UNKNOWN_PRODUCT',
  'UNKNOWN_ROOM',
  'UPLOAD_CONFLICT',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** A rule that says no. Anything else that is thrown is a bug: it is masked at the edge and logged once. */
export class DomainError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'DomainError'
    this.code = code
  }
}

/** A position that is no longer kept. Everything after `oldest`, a cursor, still is. */
export class CursorExpired extends DomainError {
  readonly oldest: string

  constructor(oldest: string) {
    super('CURSOR_EXPIRED', 'What follows this cursor is no longer kept: read the list again.')
    this.name = 'CursorExpired'
    this.oldest = oldest
  }
}

/** `path` is the field's path below `input`, dotted: `policyHolder.address.zipCode`, `answers.NUM_OF_ADULTS`. */
export type FieldError = { path: string; message: string }

/** Input that has the right shape and wrong values; names every wrong field at once. */
export class InvalidInput extends DomainError {
  readonly fields: FieldError[]

  constructor(fields: FieldError[]) {
    super('INVALID_INPUT', fields.map((field) => `${field.path}: ${field.message}`).join('; '))
    this.name = 'InvalidInput'
    this.fields = fields
  }
}

/** Throws {@link InvalidInput} when any field was found wrong. */
export function throwIfInvalid(fields: FieldError[]): void {
  if (fields.length > 0) throw new InvalidInput(fields)
}
