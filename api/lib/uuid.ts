const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A UUID in small letters, as columns of the type `uuid` give it back; null for a text that is none. */
export function readUuid(text: string): string | null {
  return form.test(text) ? text.toLowerCase() : null
}
