/** The server's field errors as a form wants them: by path. A form's fields are named like the input they become. */
export function fieldErrors(fields: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ path, message }) => [path, message]))
}

/** Those that belong to no field of the form, as one text; null when every one has its place. */
export function strayErrors(
  fields: readonly { path: string; message: string }[],
  hasField: (path: string) => boolean,
): string | null {
  const strays = fields.filter(({ path }) => !hasField(path))
  return strays.length > 0 ? strays.map(({ path, message }) => `${path}: ${message}`).join(' ') : null
}
