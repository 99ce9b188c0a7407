/** The server's field errors as a form wants them: by path. A form's fields are named like the input they become. */
export function fieldErrors(fields: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ path, message }) => [path, message]))
}

/** The errors that belong to no field of the form, as one text; null when there are none. */
export function formErrors(
  fields: readonly { path: string; message: string }[],
  hasField: (path: string) => boolean,
): string | null {
  const others = fields.filter(({ path }) => !hasField(path))
  return others.length > 0 ? others.map(({ path, message }) => `${path}: ${message}`).join(' ') : null
}
