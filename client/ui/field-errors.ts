import { fieldText } from '../texts/field-text.ts'

type FieldError = { path: string; message: string }

/**
 * The server's complaint about a field as a sentence for people. The API writes "Must not be empty." or "Expected a day,
 * got "x".": it leaves the subject to the path, which is no name that a person knows. `subject` is that name.
 */
export function asSentence(subject: string, message: string): string {
  const known = fieldText(subject, message)
  if (known !== null) return known
  const must = /^Must (.*)$/s.exec(message)
  if (must) return `${subject} must ${must[1]}`
  const expected = /^Expected (.*?)(?:, got .*)?\.$/s.exec(message)
  if (expected) return `${subject} must be ${expected[1]}.`
  return message
}

/**
 * The server's field errors as a form wants them: by path. A form's fields are named like the input they become.
 * `labelOf` names a field as the form does, to begin a sentence with; null leaves the message as it is.
 */
export function fieldErrors(
  fields: readonly FieldError[],
  labelOf: (path: string) => string | null = () => null,
): Record<string, string> {
  return Object.fromEntries(fields.map(({ path, message }) => [path, sentenceOf({ path, message }, labelOf)]))
}

/** The errors that belong to no field of the form, as one text; null when there are none. */
export function formErrors(
  fields: readonly FieldError[],
  hasField: (path: string) => boolean,
  labelOf: (path: string) => string | null = () => null,
): string | null {
  const others = fields.filter(({ path }) => !hasField(path))
  return others.length > 0 ? others.map((field) => sentenceOf(field, labelOf)).join(' ') : null
}

function sentenceOf({ path, message }: FieldError, labelOf: (path: string) => string | null): string {
  const label = labelOf(path)
  return label ? asSentence(label, message) : message
}
